"""QueryCoupons."""
import collections

from coupon_histories import coupons_of, expired
from history import REDEEMED, RETURNED, REVERSED, answered_distribution, distribution, numbers


def happened(ledger, coupons):
    """What became of coupons: (moment, template, name of the number, units)."""
    for coupon in coupons:
        yield coupon.given, coupon.template, "given", 1
        yield coupon.given, coupon.template, "liability_fen", coupon.value
        for use in coupon.at(REDEEMED):
            yield use["at"], coupon.template, "redeemed", 1
            yield use["at"], coupon.template, "discount_fen", int(use["discount_fen"])
        for use in coupon.at(RETURNED):
            yield use["at"], coupon.template, "returned", 1
        for use in coupon.at(REVERSED):
            yield use["at"], coupon.template, "reversed_fen", int(use["reversed_fen"])
    for coupon, moment in expired(ledger, coupons):
        yield moment, coupon.template, "expired", 1


def recount(ledger, campaign, days):
    coupons = [coupon for coupon in coupons_of(ledger).values() if coupon.campaign == campaign]
    sums, times, baskets = collections.defaultdict(collections.Counter), collections.defaultdict(list), collections.defaultdict(dict)
    for moment, template, name, units in happened(ledger, coupons):
        if days.holds(moment):
            sums[template][name] += units
    for coupon in coupons:
        for use in coupon.at(REDEEMED):
            if days.holds(use["at"]):
                times[coupon.template].append(use["at"] - coupon.given)
                baskets[coupon.template][use["order_id"]] = use
    return {template: row(sums[template], times[template], list(baskets[template].values())) for template in sums}


def row(sums, times, baskets):
    mean = lambda name: sum(int(use[name]) for use in baskets) / len(baskets) if baskets else None
    names = ("given", "liability_fen", "redeemed", "returned", "expired", "discount_fen", "reversed_fen")
    return {
        **{name: sums[name] for name in names},
        "time_to_use": distribution(times),
        "baskets": len(baskets),
        "mean_basket_fen": mean("basket_fen"),
        "mean_items": mean("items"),
    }


def answered(answer, days):
    rows = {}
    for template in answer["templates"]:
        assert template["display_name"], template
        plain = {name: value for name, value in template.items() if name not in ("template_id", "display_name", "time_to_use")}
        rows[template["template_id"]] = {"mean_basket_fen": None, "mean_items": None, **numbers(plain),
                                         "time_to_use": answered_distribution(template["time_to_use"])}
    return rows
