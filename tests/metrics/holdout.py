"""QueryHoldout."""
import math

from history import REDEEMED, REVERSED, numbers

NEEDED = 500
CLOSE = 9  # Significant digits to which numbers that are not whole must agree.


def close(number):
    return number if number is None else float(f"{number:.{CLOSE}g}")


def paid_after(ledger, campaign):
    """For each group, treated and left out, what each customer's later orders came to, as (orders, fen)."""
    refunded = {}
    for refund in ledger.kinds["refund_reported"]:
        refunded[refund["order_id"]] = refunded.get(refund["order_id"], 0) + int(refund["amount_fen"])
    by_customer = {}
    for order in ledger.kinds["order_reported"]:
        if order["user_id"]:
            by_customer.setdefault(order["user_id"], []).append(order)
    groups = {"treated": [], "held_out": []}
    for orders in by_customer.values():
        firsts = [i for i, o in enumerate(orders) if campaign in (o["campaign_id"], *o["holdout_campaign_ids"])]
        if firsts:
            later = orders[firsts[0] + 1:]
            paid = sum(int(o["amount_fen"]) - refunded.get(o["order_id"], 0) for o in later)
            groups["treated" if orders[firsts[0]]["campaign_id"] == campaign else "held_out"].append((len(later), paid))
    # The ledger does not say whether the campaign leaves some out, but for those whom it names.
    return groups if groups["held_out"] else {"treated": [], "held_out": []}


def variance(values):
    mean = sum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def student_quantile(freedom):
    """What 97.5% of Student's t lie below: by bisection of the density's integral, by Simpson's rule."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    density = lambda t: scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)

    def below(t, steps=2000):
        inner = sum((4 if i % 2 else 2) * density(t * i / steps) for i in range(1, steps))
        return 0.5 + t / steps / 3 * (density(0) + inner + density(t))

    low, high = 1.0, 13.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < 0.975 else (low, middle)
    return low


def compared(treated, held_out, discount):
    difference = sum(treated) / len(treated) - sum(held_out) / len(held_out)
    a, b = variance(treated) / len(treated), variance(held_out) / len(held_out)
    freedom = (a + b) ** 2 / (a * a / (len(treated) - 1) + b * b / (len(held_out) - 1))
    reach = student_quantile(freedom) * math.sqrt(a + b)
    extra = difference * len(treated)
    verdict = "MORE" if difference > reach else "LESS" if difference < -reach else "NOT_SEEN"
    return {"difference_fen": difference, "low_fen": difference - reach, "high_fen": difference + reach,
            "verdict": f"HOLDOUT_VERDICT_{verdict}", "extra_revenue_fen": extra,
            "return_on_discount": extra / discount if discount > 0 else None}


def group(customers):
    paid = [fen for _, fen in customers]
    return {"customers": len(paid), "orders": sum(count for count, _ in customers), "revenue_fen": sum(paid),
            "mean_fen": close(sum(paid) / len(paid)) if paid else None,
            "deviation_fen": close(math.sqrt(variance(paid))) if len(paid) > 1 else None}


def recount(ledger, campaign, days):
    groups = paid_after(ledger, campaign)
    uses = ledger.of("coupon_used", campaign)
    discount = sum(int(use["discount_fen"]) for use in uses if int(use["step"]) == REDEEMED)
    discount -= sum(int(use["reversed_fen"]) for use in uses if int(use["step"]) == REVERSED)
    result = dict.fromkeys(("difference_fen", "low_fen", "high_fen", "extra_revenue_fen", "return_on_discount"))
    result["verdict"] = "HOLDOUT_VERDICT_TOO_EARLY" if groups["held_out"] else "HOLDOUT_VERDICT_NO_HOLDOUT"
    if min(map(len, groups.values())) >= NEEDED:
        result = compared([fen for _, fen in groups["treated"]], [fen for _, fen in groups["held_out"]], discount)
    result = {name: value if name == "verdict" else close(value) for name, value in result.items()}
    return dict(result, **{name: group(customers) for name, customers in groups.items()})


def answered(answer, days):
    floats = ("mean_fen", "deviation_fen")
    groups = {name: {**dict.fromkeys(floats), **numbers(answer[name])} for name in ("treated", "held_out")}
    for each in groups.values():
        each.update({name: close(each[name]) for name in floats})
    names = ("difference_fen", "low_fen", "high_fen", "extra_revenue_fen", "return_on_discount")
    return dict(groups, verdict=answer["verdict"], **{name: close(answer.get(name)) for name in names})
