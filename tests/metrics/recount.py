#!/usr/bin/env python3
"""Recounts the metrics of docs/metrics.md from an exported ledger alone, and compares them with what the admin server answered.

Usage: recount.py LEDGER QUESTIONS     prints one line per difference; exit status 1 if there is any

LEDGER is what `fudai ledger export --format json` wrote. QUESTIONS is JSON: a list of
{"campaign": "" for the chain, "zone": the IANA zone of its days, "from": first day or null, "to": day after the last or null,
"funnel": file with the answer of `fudai stats funnel --json`, "virality": that of `fudai stats virality --json`}.

It shares nothing with the projector: it goes by whole histories of users, bags and orders, where the projector adds up events.
"""
import collections
import datetime
import json
import math
import sys
import zoneinfo

REDEEMED = 2
HOUR_MS = 3_600_000


class Ledger:
    """Every event, by kind and in the order of (partition, number), and what became of each bag and user."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as lines:
            entries = [json.loads(line) for line in lines]
        entries.sort(key=lambda entry: (int(entry["partition"]), int(entry["number"])))
        self.kinds = collections.defaultdict(list)
        for place, entry in enumerate(entries):
            event = entry["event"]
            kind = next(name for name in event if name != "occurred_at_ms")
            body = dict(event[kind], place=place, at=int(event["occurred_at_ms"]))
            self.kinds[kind].append(body)
        self.bag_orders = {order["bag_id"]: order for order in self.kinds["order_reported"] if order["bag_id"]}
        self.openings = collections.Counter(open["bag_id"] for open in self.kinds["bag_opened"])
        self.orders_of = collections.Counter(o["user_id"] for o in self.kinds["order_reported"] if o["user_id"])
        self.touches = {c["user_id"]: c for c in self.kinds["coupon_credited"] if int(c["first_touch"])}
        self.converted = {c["user_id"] for c in self.kinds["conversion_recorded"]}

    def of(self, kind, campaign):
        return [body for body in self.kinds[kind] if not campaign or body["campaign_id"] == campaign]

    def generation(self, order):
        """The buyer's generation when the order was reported."""
        touch = self.touches.get(order["user_id"])
        return int(touch["generation"]) if touch and touch["place"] < order["place"] else 0


class Days:
    """A range of days in a zone."""

    def __init__(self, question):
        self.zone = zoneinfo.ZoneInfo(question["zone"])
        self.first, self.end = question["from"], question["to"]
        self.is_whole_life = not self.first and not self.end

    def day(self, ms):
        return datetime.datetime.fromtimestamp(ms / 1000, self.zone).date().isoformat()

    def holds(self, ms):
        day = self.day(ms)
        return (not self.first or self.first <= day) and (not self.end or day < self.end)


def funnel(ledger, campaign, days):
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


def customers(ledger, campaign, days):
    """First orders by generation."""
    counts = collections.Counter(int(c["generation"]) for c in ledger.of("conversion_recorded", campaign) if days.holds(c["at"]))
    if not campaign:
        counts[0] += sum(int(order["first_order"]) and order["user_id"] not in ledger.converted and days.holds(order["at"])
                         for order in ledger.kinds["order_reported"])
    return counts


def bucket(ms):
    """The bounds in hours of the cycle time's bucket: hours up to three days, days up to thirty."""
    hours = max(0, ms // HOUR_MS)
    if hours >= 720:
        return 720, 0
    return (hours, hours + 1) if hours < 72 else (hours // 24 * 24, hours // 24 * 24 + 24)


def cycle_time(durations):
    counts = collections.Counter(map(bucket, durations))
    row = lambda bounds: {"from_hours": bounds[0], "to_hours": bounds[1], "count": counts[bounds]}
    ordered = sorted(durations)
    # The first by which at least that share of them is done.
    quantile = lambda tenths: row(bucket(ordered[-(-len(ordered) * tenths // 10) - 1])) if ordered else None
    return {"buckets": [row(bounds) for bounds in sorted(counts)], "median": quantile(5), "p90": quantile(9)}


def virality(ledger, campaign, days):
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
        "cycle_time": cycle_time([max(0, c["at"] - bag["at"]) for c, bag in brought]),
        "referral_share": (total - came[0]) / total if total and not campaign else None,
    }


def answered_virality(answer, days):
    """The answer as virality() returns it."""
    numbers = lambda row: {name: value if isinstance(value, float) or name.startswith("k") else int(value)
                           for name, value in row.items()}
    day = lambda row: days.day(datetime.datetime.fromisoformat(row["start_time"].replace("Z", "+00:00")).timestamp() * 1000)
    cycle = answer["cycle_time"]
    return {
        "generations": [numbers(row) for row in answer["generations"]],
        "days": [dict(numbers({k: v for k, v in row.items() if k != "start_time"}), day=day(row)) for row in answer["days"]],
        "openings_per_bag": [numbers(row) for row in answer["openings_per_bag"]],
        "cycle_time": {"buckets": [numbers(row) for row in cycle["buckets"]],
                       "median": numbers(cycle["median"]) if cycle.get("median") else None,
                       "p90": numbers(cycle["p90"]) if cycle.get("p90") else None},
        "referral_share": answer.get("referral_share"),
    }


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def differences(ledger, question):
    days = Days(question)
    place = f"{question['campaign'] or 'chain'} {question['from'] or ''}..{question['to'] or ''}"
    answers = {name: read(question[name]) for name in ("funnel", "virality")}
    for name, answer in answers.items():
        if answer["time_zone"] != question["zone"]:
            yield f"{place} {name}.time_zone: {answer['time_zone']}, recounted in {question['zone']}"
        if int(answer["freshness"]["pending_events"]):
            yield f"{place} {name}: {answer['freshness']['pending_events']} events wait to be counted"
    pairs = {
        "funnel": ({k: int(v) for k, v in answers["funnel"]["funnel"].items()}, funnel(ledger, question["campaign"], days)),
        "virality": (answered_virality(answers["virality"], days), virality(ledger, question["campaign"], days)),
    }
    for name, (answered, recounted) in pairs.items():
        for key in sorted(set(answered) | set(recounted)):
            if answered.get(key) != recounted.get(key):
                yield f"{place} {name}.{key}: {answered.get(key)}, recounted {recounted.get(key)}"


def main(arguments):
    ledger = Ledger(arguments[0])
    questions = read(arguments[1])
    found = [line for question in questions for line in differences(ledger, question)]
    print("\n".join(found + [f"{len(questions)} questions, {len(found)} differences"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
