"""QueryCustomers."""
import collections
import itertools

from history import day_of, numbers

SIGNIFICANT_BITS = 5


def bound(fen):
    """The least amount that is in one bucket with it: sixteen buckets to each doubling."""
    step = 1 << max(0, fen.bit_length() - SIGNIFICANT_BITS)
    return fen // step * step if fen > 0 else 0


def curve(spends):
    points, customers, total = [], 0, 0
    for _, group in itertools.groupby(sorted(spends, reverse=True), key=bound):
        group = list(group)
        customers, total = customers + len(group), total + sum(group)
        points.append((customers, total))
    return points


def best_fifth(points):
    if not points or points[-1][1] <= 0:
        return None
    fifth = points[-1][0] / 5
    for (fewer, less), (more, spend) in zip([(0, 0)] + points, points):
        if more >= fifth:
            return round((less + (fifth - fewer) / (more - fewer) * (spend - less)) / points[-1][1], 9)


def recount(ledger, campaign, days):
    brought = {c["user_id"]: c["campaign_id"] for c in ledger.kinds["conversion_recorded"]}
    orders = {order["order_id"]: order for order in ledger.kinds["order_reported"]
              if order["user_id"] and (not campaign or brought.get(order["user_id"]) == campaign)}
    payments = [(order, int(order["paid_at_ms"]), int(order["amount_fen"])) for order in orders.values()]
    payments += [(orders[refund["order_id"]], int(refund["refunded_at_ms"]), -int(refund["amount_fen"]))
                 for refund in ledger.kinds["refund_reported"] if refund["order_id"] in orders]
    spends, revenue, returning = collections.Counter(), collections.Counter(), collections.Counter()
    for order, ms, fen in payments:
        spends[order["user_id"]] += fen
        if days.holds(ms):
            revenue[days.day(ms)] += fen
            returning[days.day(ms)] += 0 if int(order["first_order"]) else fen
    often = collections.Counter(min(20, n) for n in collections.Counter(o["user_id"] for o in orders.values()).values())
    points = curve(spends.values())
    return {
        "orders": sorted(often.items()),
        "spend": points,
        "best_fifth_share": best_fifth(points),
        "revenue_fen": sum(revenue.values()),
        "returning_revenue_fen": sum(returning.values()),
        "days": [{"day": day, "revenue_fen": revenue[day], "returning_revenue_fen": returning[day]}
                 for day in sorted(revenue) if revenue[day] or returning[day]],
    }


def answered(answer, days):
    share = answer.get("best_fifth_share")
    return {
        "orders": [(row["orders"], int(row["customers"])) for row in answer["orders"]],
        "spend": [(int(row["customers"]), int(row["spend_fen"])) for row in answer["spend"]],
        "best_fifth_share": None if share is None else round(share, 9),
        "revenue_fen": int(answer["revenue_fen"]),
        "returning_revenue_fen": int(answer["returning_revenue_fen"]),
        "days": [dict(numbers({k: v for k, v in row.items() if k != "start_time"}), day=day_of(row, days)) for row in answer["days"]],
    }
