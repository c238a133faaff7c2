"""QueryVirality."""
import collections

from history import answered_distribution, day_of, distribution, numbers


def customers(ledger, campaign, days):
    """First orders by generation."""
    counts = collections.Counter(int(c["generation"]) for c in ledger.of("conversion_recorded", campaign) if days.holds(c["at"]))
    if not campaign:
        counts[0] += sum(int(order["first_order"]) and order["user_id"] not in ledger.converted and days.holds(order["at"])
                         for order in ledger.kinds["order_reported"])
    return counts


def recount(ledger, campaign, days):
    every_bag = [order for order in ledger.of("order_reported", campaign) if order["bag_id"]]
    bags = [order for order in every_bag if days.holds(order["at"])]
    first_bags = {}
    for order in every_bag:
        first_bags.setdefault(order["user_id"], order)
    pairs = [(c, ledger.bag_orders[c["bag_id"]]) for c in ledger.of("conversion_recorded", campaign)]
    brought = [(c, bag) for c, bag in pairs if days.holds(bag["at"])]

    came = customers(ledger, campaign, days)
    sharers = collections.Counter(ledger.generation(order) for order in first_bags.values() if days.holds(order["at"]))
    given = collections.Counter(map(ledger.generation, bags))
    children = collections.Counter(int(c["generation"]) - 1 for c, _ in brought)
    generations = []
    for generation in sorted(set(+came) | set(sharers) | set(given) | set(children)):
        row = {"generation": generation, "customers": came[generation], "sharers": sharers[generation],
               "bags": given[generation], "brought": children[generation]}
        if given[generation]:
            row["k_per_bag"] = children[generation] / given[generation]
        if sharers[generation] and days.is_whole_life:
            row["k"] = children[generation] / sharers[generation]
        generations.append(row)

    bags_by_day = collections.Counter(days.day(order["at"]) for order in bags)
    brought_by_day = collections.Counter(days.day(bag["at"]) for _, bag in brought)
    openings = collections.Counter(ledger.openings[order["bag_id"]] for order in bags)
    total = sum(came.values())
    return {
        "generations": generations,
        "days": [{"day": day, "bags": count, "brought": brought_by_day[day], "k_per_bag": brought_by_day[day] / count}
                 for day, count in sorted(bags_by_day.items())],
        "openings_per_bag": [{"openings": n, "bags": openings[n]} for n in sorted(openings)],
        "cycle_time": distribution([max(0, c["at"] - bag["at"]) for c, bag in brought]),
        "referral_share": (total - came[0]) / total if total and not campaign else None,
    }


def answered(answer, days):
    return {
        "generations": [numbers(row) for row in answer["generations"]],
        "days": [dict(numbers({k: v for k, v in row.items() if k != "start_time"}), day=day_of(row, days)) for row in answer["days"]],
        "openings_per_bag": [numbers(row) for row in answer["openings_per_bag"]],
        "cycle_time": answered_distribution(answer["cycle_time"]),
        "referral_share": answer.get("referral_share"),
    }
