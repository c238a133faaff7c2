"""QueryFunnel."""
import math

from history import REDEEMED


def recount(ledger, campaign, days):
    orders = ledger.of("order_reported", campaign)
    opens = ledger.of("bag_opened", campaign)
    first_opens = {}
    for opened in opens:
        first_opens[opened["opener_id"]] = min(opened["at"], first_opens.get(opened["opener_id"], math.inf))
    first_of_bags = {}
    for opened in opens:
        first_of_bags.setdefault(opened["bag_id"], opened["at"])
    converted = [c for c in ledger.of("conversion_recorded", campaign) if days.holds(c["at"])]
    return {
        "orders": sum(days.holds(int(order["paid_at_ms"])) for order in orders),
        "bags_issued": sum(days.holds(order["at"]) for order in orders if order["bag_id"]),
        "bags_opened": sum(map(days.holds, first_of_bags.values())),
        "distinct_openers": sum(map(days.holds, first_opens.values())),
        "coupons_redeemed": sum(days.holds(use["at"]) for use in ledger.of("coupon_used", campaign) if int(use["step"]) == REDEEMED),
        "new_customers": len(converted),
        "second_orders": sum(ledger.orders_of[c["user_id"]] >= 2 for c in converted),
    }


def answered(answer, days):
    return {name: int(value) for name, value in answer["funnel"].items()}
