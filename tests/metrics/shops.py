"""QueryShops."""
import collections

from history import REDEEMED, numbers


def recount(ledger, campaign, days):
    shops = collections.defaultdict(collections.Counter)

    def count(shop, at, **units):
        if shop and days.holds(at):
            shops[shop].update(units)

    orders = {order["order_id"]: order for order in ledger.of("order_reported", campaign)}
    for order in orders.values():
        count(order["shop_id"], int(order["paid_at_ms"]), orders=1, paid_fen=int(order["amount_fen"]), first_orders=int(order["first_order"]))
        count(order["shop_id"], order["at"], bags_issued=int(bool(order["bag_id"])))
    for refund in ledger.kinds["refund_reported"]:
        if refund["order_id"] in orders:
            count(orders[refund["order_id"]]["shop_id"], int(refund["refunded_at_ms"]), refunds=1, refunded_fen=int(refund["amount_fen"]))
    for use in ledger.of("coupon_used", campaign):
        if int(use["step"]) == REDEEMED:
            count(use["shop_id"], use["at"], coupons_redeemed=1, discount_fen=int(use["discount_fen"]))
    return {shop: dict(+counts) for shop, counts in shops.items() if +counts}


def answered(answer, days):
    rows = [(row["shop_id"], numbers({name: value for name, value in row.items() if name != "shop_id"})) for row in answer["shops"]]
    return {shop: {name: value for name, value in counts.items() if value} for shop, counts in rows}
