"""The exported ledger as whole histories, and the days and times by which it is counted."""
import collections
import datetime
import json
import zoneinfo

RESERVED, REDEEMED, RELEASED, EXPIRED, REVERSED, RETURNED = range(1, 7)
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
    """A range of days in a zone, and the user whom a question is about where it is about one."""

    def __init__(self, question):
        self.zone = zoneinfo.ZoneInfo(question["zone"])
        self.user = question["user"]
        self.first, self.end = question["from"], question["to"]
        self.is_whole_life = not self.first and not self.end

    def day(self, ms):
        return datetime.datetime.fromtimestamp(ms / 1000, self.zone).date().isoformat()

    def holds(self, ms):
        day = self.day(ms)
        return (not self.first or self.first <= day) and (not self.end or day < self.end)


def bucket(ms):
    """The bounds in hours of a time's bucket: hours up to three days, days up to thirty."""
    hours = max(0, ms // HOUR_MS)
    if hours >= 720:
        return 720, 0
    return (hours, hours + 1) if hours < 72 else (hours // 24 * 24, hours // 24 * 24 + 24)


def distribution(durations):
    counts = collections.Counter(map(bucket, durations))
    row = lambda bounds: {"from_hours": bounds[0], "to_hours": bounds[1], "count": counts[bounds]}
    ordered = sorted(durations)
    # The first by which at least that share of them is done.
    quantile = lambda tenths: row(bucket(ordered[-(-len(ordered) * tenths // 10) - 1])) if ordered else None
    return {"buckets": [row(bounds) for bounds in sorted(counts)], "median": quantile(5), "p90": quantile(9)}


def numbers(row):
    """A row of an answer with its strings of digits as numbers."""
    return {name: int(value) if isinstance(value, str) and value.lstrip("-").isdigit() else value for name, value in row.items()}


def day_of(row, days):
    """A row's start_time as a day."""
    return days.day(datetime.datetime.fromisoformat(row["start_time"].replace("Z", "+00:00")).timestamp() * 1000)


def answered_distribution(durations):
    """An answer's Durations as distribution() returns them."""
    bound = lambda name: numbers(durations[name]) if durations.get(name) else None
    return {"buckets": [numbers(row) for row in durations["buckets"]], "median": bound("median"), "p90": bound("p90")}
