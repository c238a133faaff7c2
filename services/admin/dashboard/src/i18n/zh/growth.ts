import type { growth as en } from '../en/growth';

export const growth: Record<keyof typeof en, string> = {
  'totals.title': '发布以来',
  'days.some': '整日统计，{from} 至 {to}；时区：{zone}',
  'days.since': '整日统计，自 {from} 起；时区：{zone}',
  'days.until': '整日统计，至 {to} 止；时区：{zone}',
  'days.all': '整个活动周期；时区：{zone}',
  'funnel.title': '从订单到复购',
  'funnel.lead': '每一步统计该时段内各自的事件。周一发放、周二打开的福袋分属两天，因此某一步可能大于上一步。',
  'funnel.none': '还没有订单获得福袋。',
  'funnel.part': '占{whole}的 {share}',
  'funnel.before': '上一时段：{count}（{change}）',
  'funnel.step': '步骤',
  'funnel.count': '数量',
  'funnel.share': '占比',
  'funnel.change': '变化',
  'step.orders': '订单',
  'stepDefinition.orders': '获得本活动福袋的订单，按支付日统计。不符合任何活动条件的订单只计入全部门店。',
  'step.bagsIssued': '发放福袋',
  'stepDefinition.bagsIssued': '带福袋的订单，按发放日统计。不说明福袋是否被分享。',
  'step.bagsOpened': '被打开的福袋',
  'stepDefinition.bagsOpened': '至少被打开一次的福袋，按首次打开日统计。打开多少次见“每袋开袋次数”。',
  'step.distinctOpeners': '开袋人数',
  'stepDefinition.distinctOpeners':
    '开袋的人，每人在一个活动中只计一次，按其在本活动首次开袋日统计。上周开过、本周再开的人不重复计入。',
  'step.couponsRedeemed': '用券',
  'stepDefinition.couponsRedeemed':
    '已用于支付订单的券，含免费咖啡。不说明优惠是否被收回；退回后再次使用的券会再次计入。',
  'step.newCustomers': '新客',
  'stepDefinition.newCustomers': '首次接触为打开本活动福袋、随后下了首单的人，按首单日统计。不说明他们是否本来也会来。',
  'step.secondOrders': '复购',
  'stepDefinition.secondOrders':
    '上述新客中此后再次下单的人，不限时间、不限活动；按其首单日统计。不说明何时复购，数字仍可能增长。',
};
