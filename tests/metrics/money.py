"""QueryMoney."""
import collections

from coupon_histories import coupons_of, expired, orders_paid
from history import REDEEMED, RETURNED, REVERSED, day_of, numbers

AMOUNTS = ("liability_fen", "redeemed_fen", "returned_fen", "expired_fen", "discount_fen", "reversed_fen", "coupon_revenue_fen")


def amounts(ledger, coupons):
    """Every amount with its name and moment."""
    for coupon in coupons:
        yield coupon.given, "liability_fen", coupon.value
        for use in coupon.at(REDEEMED):
            yield use["at"], "redeemed_fen", coupon.value
            yield use["at"], "discount_fen", int(use["discount_fen"])
        for use in coupon.at(RETURNED):
            yield use["at"], "returned_fen", coupon.value
        for use in coupon.at(REVERSED):
            yield use["at"], "reversed_fen", int(use["reversed_fen"])
    for coupon, moment in expired(ledger, coupons):
        yield moment, "expired_fen", coupon.value
    for use in orders_paid(coupons).values():
        yield use["at"], "coupon_revenue_fen", int(use["basket_fen"]) - order_discounts(ledger)[use["order_id"]]


def order_discounts(ledger):
    """What each order's coupons take off it together, whoever gave them."""
    if not hasattr(ledger, "order_discounts"):
        discounts = {}
        for use in ledger.kinds["coupon_used"]:
            if int(use["step"]) == REDEEMED:
                discounts.setdefault(use["order_id"], {})[use["coupon_id"]] = int(use["discount_fen"])
        ledger.order_discounts = {order: sum(parts.values()) for order, parts in discounts.items()}
    return ledger.order_discounts


def recount(ledger, campaign, days):
    coupons = [coupon for coupon in coupons_of(ledger).values() if not campaign or coupon.campaign == campaign]
    by_day, before, total = collections.defaultdict(collections.Counter), 0, collections.Counter()
    for moment, name, fen in amounts(ledger, coupons):
        day = days.day(moment)
        if days.holds(moment):
            by_day[day][name] += fen
            total[name] += fen
        elif days.first and day < days.first:
            before += change(collections.Counter({name: fen}))
    rows, outstanding = [], before
    for day, sums in sorted(by_day.items()):
        outstanding += change(sums)
        assert outstanding >= 0, f"{day}: {outstanding} fen are outstanding"
        rows.append({"day": day, "outstanding_fen": outstanding, **{name: sums[name] for name in AMOUNTS}})
    new_customers = sum(days.holds(c["at"]) for c in ledger.of("conversion_recorded", campaign))
    net = total["discount_fen"] - total["reversed_fen"]
    return {
        "days": rows,
        **{name: total[name] for name in AMOUNTS},
        "outstanding_fen": outstanding,
        "coupon_orders": sum(days.holds(use["at"]) for use in orders_paid(coupons).values()),
        "new_customers": new_customers,
        "cost_per_new_customer_fen": net / new_customers if new_customers else None,
        "revenue_per_discount": total["coupon_revenue_fen"] / net if net > 0 else None,
    }


def change(sums):
    return sums["liability_fen"] - sums["redeemed_fen"] + sums["returned_fen"] - sums["expired_fen"]


def answered(answer, days):
    money = numbers(answer["money"])
    money.setdefault("cost_per_new_customer_fen", None)
    money.setdefault("revenue_per_discount", None)
    rows = [dict(numbers({k: v for k, v in row.items() if k != "start_time"}), day=day_of(row, days)) for row in answer["days"]]
    return {"days": rows, **money}
