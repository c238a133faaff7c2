/**
 * What the validator says (common/campaign_rules), and the same in Chinese: the first sentence that fits, with what stands in braces.
 * Names that end in Fen are amounts, in At moments, in Span lengths of time.
 */
export const findings: readonly (readonly [said: string, chinese: string])[] = [
  ['is missing; it should be a moment such as {example}', '未填写，请填写时间'],
  ['is empty; it should name at least one day, 1 (Monday) to 7 (Sunday)', '未选择，请至少选一天'],
  ['is {day}; it should be 1 (Monday) to 7 (Sunday)', '为 {day}，应为 1（周一）至 7（周日）'],
  ['is {day} again; each day should be there once', '{day} 重复，每天只应出现一次'],
  [
    'is {at}, and has passed, so that no order paid from now on earns a bag; it should be after now, which is {nowAt}',
    '{at} 已过，此后的订单不会再得福袋；应晚于现在（{nowAt}）',
  ],
  ['is {at}; it should be after start_time, which is {startAt}', '为 {at}，应晚于开始时间 {startAt}'],
  ['is {at}; it should be after not_before, which is {startAt}', '为 {at}，应晚于最早可用时间 {startAt}'],
  ['is {at}; it should lie in the years 2000 to 2099', '为 {at}，应在 2000 至 2099 年之间'],
  [
    'is {at}, and the first coupons can be used from {firstAt} on, so that none could ever be used; it should be later',
    '为 {at}，而最早的券从 {firstAt} 起才可用，所有券都无法使用；应更晚',
  ],
  [
    'is {at}, and the last coupons can be used from {lastAt} on; those that are given late could not be used; it should be later',
    '为 {at}，而最晚的券从 {lastAt} 起才可用，较晚发出的券无法使用；应更晚',
  ],
  [
    'is {at}, and the last coupons expire at {lastAt}, so that none could ever be used; it should be earlier, or valid_days more',
    '为 {at}，而最晚的券在 {lastAt} 已过期，所有券都无法使用；应更早，或延长有效天数',
  ],
  [
    'is {at}, and the first coupons expire at {firstAt}; those that are given early could not be used; it should be earlier',
    '为 {at}，而最早的券在 {firstAt} 已过期，较早发出的券无法使用；应更早',
  ],
  [
    'do not come before a coupon expires that is given at {givenAt}; it could not be used; valid_days should be more, or the hours more often',
    '{givenAt} 发出的券在过期前遇不到可用时段；应延长有效天数，或增加时段',
  ],
  [
    'never come between {fromAt} and {toAt}, when the coupons can be used, so that none ever could; at least one should',
    '在券可用的 {fromAt} 至 {toAt} 之间没有任何时段，所有券都无法使用；至少应有一个',
  ],
  [
    'is {minute}; it should be after start_minute, which is {start}; hours over midnight are two entries',
    '应晚于开始时刻；跨午夜的时段请分两条',
  ],
  ['is {minute}; it should be {min} to {max}, in minutes after midnight: 540 is 9:00', '不是一天中的时刻'],
  ['has {count} characters ({shown}); it should have 1 to {most}', '有 {count} 个字，应为 1 至 {most} 个'],
  ['is {shown}; it should hold no control characters', '{shown} 含有控制字符'],
  ['holds nothing but spaces; it should say what is given', '只有空格，应写明给的是什么'],
  [
    'is {shown}, which ties a gain to Moments; it should not mention them',
    '{shown} 把奖励与朋友圈挂钩，不应提及朋友圈',
  ],
  [
    'is {shown}, which promises a gain by chance; it should say what is given for certain',
    '{shown} 以随机结果许诺奖励，应写明确定给的是什么',
  ],
  [
    "is {shown}, which promises a gain for a mere visit; it should say what is given: gains come from orders and from friends' own taps",
    '{shown} 许诺浏览即得奖励，应写明给的是什么：奖励来自下单与好友自己的点击',
  ],
  [
    "is {shown}, which promises a gain for sharing; it should say what is given: gains come from orders and from friends' own taps",
    '{shown} 许诺分享即得奖励，应写明给的是什么：奖励来自下单与好友自己的点击',
  ],
  ['is {shown}, which hides what is given; it should say what it is', '{shown} 隐去了所给的内容，应写明是什么'],
  [
    'is {shown}, as that of templates[{index}], though one is worth {oneFen} fen and the other {otherFen}; it should tell them apart',
    '{shown} 与另一种券同名，而价值分别为 {oneFen} 和 {otherFen}；名称应能区分',
  ],
  [
    'is {id}, worth {worthFen} fen where another coupon of the bag is worth {leastFen}: opening the bag would be a draw; it should be worth at most {times} times the cheapest, {mostFen}',
    '价值 {worthFen}，而袋中另有价值 {leastFen} 的券，开袋会成为抽奖；最多应为最低者的 {times} 倍，即 {mostFen}',
  ],
  [
    'is {shown}; it should be the IANA name of a time zone, such as {example}',
    '{shown} 不是时区名称，应如 Asia/Shanghai',
  ],
  ['is {shown}; it should be 1 to 24 of a-z, 0-9 and "-", or empty', '{shown} 应为 1 至 24 个 a–z、0–9 或“-”，或留空'],
  ['is {shown}; it should be 1 to 24 of a-z, 0-9 and "-"', '{shown} 应为 1 至 24 个 a–z、0–9 或“-”'],
  [
    'is {shown}; it should be 1 to 64 printable ASCII characters without spaces',
    '{shown} 应为 1 至 64 个不含空格的英文字符',
  ],
  ['is {shown}; it should be the template_id of one of templates', '{shown} 不是此活动的券'],
  [
    'is {shown}, which neither the recipe nor growth.free_coffee_template_id uses; one of them should',
    '{shown} 既不在福袋中，也不是满杯所得的券；应用于其一',
  ],
  ['is {shown} again; each template should have its own id', '{shown} 重复，每种券应有自己的编号'],
  ['is {shown} again; each template should appear once, with its whole count', '{shown} 重复，每种券只应出现一次'],
  [
    'is {shown}, which conditions.{other} names too; it should be in one of them',
    '{shown} 同时列为适用与不适用，只应在其一',
  ],
  ['names {shown} again; it should be there once', '{shown} 重复，只应出现一次'],
  ['has {count} entries; it should have at most {most}', '有 {count} 项，最多 {most} 项'],
  ['has {count} steps; it should have 1 to {most}', '有 {count} 级，应为 1 至 {most} 级'],
  ['has {count} templates; it should have 1 to {most}', '有 {count} 种券，应为 1 至 {most} 种'],
  [
    'makes a bag of {count} coupons; the counts should add up to 1 to {most}',
    '每袋共 {count} 张券，应为 1 至 {most} 张',
  ],
  [
    'has conditions on skus or categories, which ask only that one such article is in the basket; it should have none unless that is meant',
    '限定了商品或品类，仅表示订单中须有其一；如非本意请去掉',
  ],
  [
    'has no conditions on skus or categories, so that it gives the dearest unit of any kind, up to {mostFen} fen; it should name those that are meant',
    '未限定商品或品类，会送出任意一件最贵的商品，最高 {mostFen}；请写明适用哪些',
  ],
  [
    'is true for the free coffee, whose owner has ordered before, so that none could ever be used; it should be false',
    '满杯券的持有人都已下过单，限首单则无法使用；应取消',
  ],
  [
    'is {amountFen}; it should be 1 to value_fen, which is {valueFen}',
    '为 {amountFen}，应在 ¥0.01 至最高价值 {valueFen} 之间',
  ],
  [
    'is {amountFen}, so that the coupon never takes off the {valueFen} of value_fen, which the budget pays; they should be equal',
    '为 {amountFen}，达不到预算所计的最高价值 {valueFen}；两者应相等',
  ],
  [
    'is {uses}, more than the {most} of max_uses_per_user; it limits nothing, and should be less or 0',
    '为 {uses}，多于总次数 {most}，不起限制作用；应更少或为 0',
  ],
  [
    'is {most}, and the coupon stands alone since stacking.group is empty; it should be 0 or 1',
    '为 {most}，但未设叠加组，券只能单独使用；应为 0 或 1',
  ],
  [
    'is 1, so that the coupon never meets another of its group {group}; it should be more, or 0, which means 2',
    '为 1，券永远不会与同组 {group} 的券同用；应更多，或为 0（即 2）',
  ],
  ['is {shown}; it should be CARRY_OVER_KEEP or CARRY_OVER_DISCARD', '为 {shown}，没有这个选项'],
  ['is {shown}; it should be RETURN_POLICY_RETURN or RETURN_POLICY_FORFEIT', '为 {shown}，没有这个选项'],
  ['is {helpers}; the first step should begin at 0', '为 {helpers}，第一级应从 0 开始'],
  [
    'is {helpers}, so that the step overlaps the one before; it should be more than {before}',
    '为 {helpers}，与上一级重叠；应大于 {before}',
  ],
  ['is {drops}; it should be more than the {before} of the step before', '为 {drops}，应大于上一级的 {before}'],
  [
    'is {helpers}, and as many friends fill all the cups that growth.max_cups_per_user allows ({cups}), so that the step never counts; it should be less, or growth.max_cups_per_user more',
    '为 {helpers}，而这么多好友已集满允许的 {cups} 杯，此级永远用不到；应更小，或增加最多杯数',
  ],
  [
    'is {drops}, so that one open of {most} drops would fill {cups} cups; it should fill at most {mostCups}',
    '为 {drops}，一次 {most} 滴的开袋会集满 {cups} 杯；最多应为 {mostCups} 杯',
  ],
  [
    "is {drops}, which takes the opens of {friends} new friends; an order every minute of the campaign gives bags for {opens}, so that no cup is ever full; it should be less, or the steps' drops more",
    '为 {drops}，需要 {friends} 位新好友开袋，而活动期间每分钟一单也只够 {opens} 次，没有人能集满；应更小，或增加各级水滴',
  ],
  [
    'is {drops}, which takes the opens of {friends} friends; a cup that takes more than {most} will hardly ever be full; it should be less',
    '为 {drops}，需要 {friends} 位好友开袋；超过 {most} 位几乎不可能集满，应更小',
  ],
  [
    'is {budgetFen}; it should be at most budget.total_fen, which is {totalFen}, or 0 for no cap',
    '为 {budgetFen}，不应超过总额 {totalFen}，或填 0 表示不限',
  ],
  [
    'is {budgetFen}, less than the {bagFen} fen that one bag can cost at most in coupons of this template; it should be at least that, or 0 for no cap',
    '为 {budgetFen}，少于一袋中此券最多的 {bagFen}；至少应为此数，或填 0 表示不限',
  ],
  [
    'is {budgetFen}, less than the {bagFen} fen that one bag can cost at most ({coupons} coupons worth {couponsFen} fen together and {cups} free coffees worth {cupsFen} fen together), so that a day may end within its first bag; it should be more',
    '为 {budgetFen}，少于一袋最多的 {bagFen}（{coupons} 张券共 {couponsFen}，{cups} 杯免费咖啡共 {cupsFen}），当天可能第一袋就用完；应更多',
  ],
  [
    'is {budgetFen}, less than the {bagFen} fen that one bag can cost at most ({coupons} coupons worth {couponsFen} fen together and {cups} free coffees worth {cupsFen} fen together); it should be at least that, or 0 for no cap',
    '为 {budgetFen}，少于一袋最多的 {bagFen}（{coupons} 张券共 {couponsFen}，{cups} 杯免费咖啡共 {cupsFen}）；至少应为此数，或填 0 表示不限',
  ],
  [
    'is {orderFen}, so that an order of {sameFen} fen earns more than it brings: {bagFen} fen that one bag can cost at most ({coupons} coupons worth {couponsFen} fen together and {cups} free coffees worth {cupsFen} fen together); it should be at least that, or the bag should hold less',
    '为 {orderFen}，这样的订单所得多于所付：一袋最多值 {bagFen}（{coupons} 张券共 {couponsFen}，{cups} 杯免费咖啡共 {cupsFen}）；至少应为此数，或减少袋中的券',
  ],
  [
    'is {lifeSpan}, longer than the whole window of {windowSpan}; it should be at most that, since bags end with the campaign',
    '为 {lifeSpan}，长于整个活动的 {windowSpan}；福袋随活动结束，不应更长',
  ],
  ['is {span}s; it should be {min}s to {most}', '超出范围：最短 {min} 秒，最长 {most}'],
  ['is {valueFen}; it should be {minFen} to {maxFen} fen', '为 {valueFen}，应在 {minFen} 至 {maxFen} 之间'],
  ['is {value}; it should be {min} to {max}', '为 {value}，应在 {min} 至 {max} 之间'],
];
