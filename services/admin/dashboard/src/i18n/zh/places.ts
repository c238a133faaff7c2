import type { places as en } from '../en/places';

export const places: Record<keyof typeof en, string> = {
  'week.title': '一周各时段',
  'week.hours': '按星期与小时',
  'week.definition': '该指标按一周中的小时统计，累计时段内的所有周，按事件发生时刻计入。因调整时钟而重复的小时计两次。',
  'week.day': '星期',
  'week.label': '{metric}按星期与小时的分布',
  'shop.title': '门店对比',
  'shop.table': '全部指标',
  'shop.definition':
    '该时段有业务发生的门店。每个数字按其自身日期、计入订单所在门店。全部门店的数字包含所有订单；活动的数字只含获得其福袋的订单。',
  'shop.none': '该时段没有门店有业务发生。',
  'shop.noneSuch': '没有编号包含“{text}”的门店。',
  'shop.search': '查找门店',
  'shop.first': '显示前 {shops} 家，共 {all} 家。',
  'shop.barsLabel': '各门店的{metric}',
  'shop.ordersDefinition': '本活动的订单，按支付日统计。全部门店：所有订单。',
  'shop.paidDefinition': '这些订单的支付金额。',
  'shop.refundsDefinition': '这些订单的退款，按退款日统计。',
  'shop.refundedDefinition': '其中退回的金额，按退款日统计。',
  'shop.firstOrders': '首单',
  'shop.firstOrdersDefinition': '其中顾客的首单。',
  'shop.bagsDefinition': '门店订单获得的福袋。',
  'shop.redeemedDefinition': '本活动的优惠券在该门店用于支付订单的数量，按使用日统计。全部门店：任一活动的券。',
  'shop.discountDefinition': '这些优惠券减免的金额。',
};
