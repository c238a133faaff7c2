"""QueryGrowthCoffee."""
import collections
import json
import pathlib

from history import answered_distribution, distribution, numbers

# The ledger does not hold the rules: the tests publish the sample's.
GROWTH = json.loads((pathlib.Path(__file__).parents[2] / "deploy/sample-campaign.json").read_text(encoding="utf-8"))["growth"]
PER_CUP = int(GROWTH["drops_per_cup"])


class Sharer:
    """One sharer's openings in their order."""

    def __init__(self):
        self.openings = []  # Each with the helpers before it.
        self.helpers = 0
        self.poured = []    # For each drop in the present cup, when it came.
        self.times = []     # Of the filled cups: when, and how long it took.

    def open(self, event):
        self.openings.append((event, self.helpers))
        self.helpers = int(event["helpers"])
        self.poured += [event["at"]] * int(event["drops"])
        while len(self.poured) >= PER_CUP:
            self.times.append((event["at"], max(0, event["at"] - self.poured[0])))
            self.poured = self.poured[PER_CUP:]


def recount(ledger, campaign, days):
    sharers = collections.defaultdict(Sharer)
    for event in ledger.of("bag_opened", campaign):
        sharers[event["sharer_id"]].open(event)
    openings = [(e, before) for s in sharers.values() for e, before in s.openings if days.holds(e["at"])]
    cups = [len(s.poured) for s in sharers.values() if s.poured]
    total = lambda name, chosen: sum(int(e[name]) for e, _ in chosen)
    steps = []
    for i, step in enumerate(GROWTH["steps"]):
        first = step.get("min_helpers", 0)
        end = GROWTH["steps"][i + 1]["min_helpers"] if i + 1 < len(GROWTH["steps"]) else float("inf")
        chosen = [(e, before) for e, before in openings if first <= before < end]
        steps.append({"min_helpers": first, "drops_per_open": step["drops"], "openings": len(chosen),
                      "drops": total("drops", chosen), "cups_filled": total("cups_filled", chosen),
                      "sharers": sum(s.helpers >= first for s in sharers.values())})
    tenths = collections.Counter(drops * 10 // PER_CUP for drops in cups)
    drops = collections.Counter(int(e["drops"]) for e, _ in openings)
    return {
        "cups_in_progress": len(cups),
        "cups_filled": total("cups_filled", openings),
        "drops": total("drops", openings),
        "fullness": [{"tenths": n, "cups": tenths[n]} for n in sorted(tenths)],
        "drops_per_open": [{"drops": n, "openings": drops[n]} for n in sorted(drops)],
        "time_to_full": distribution([took for s in sharers.values() for at, took in s.times if days.holds(at)]),
        "steps": steps,
    }


def answered(answer, days):
    rows = lambda name: [numbers(row) for row in answer[name]]
    return dict({name: int(answer[name]) for name in ("cups_in_progress", "cups_filled", "drops")},
                time_to_full=answered_distribution(answer["time_to_full"]),
                **{name: rows(name) for name in ("fullness", "drops_per_open", "steps")})
