"""QueryCohorts."""
import collections
import datetime

from history import day_of, numbers

DAY_MS = 86_400_000


def monday(ms, days):
    date = datetime.datetime.fromtimestamp(ms / 1000, days.zone).date()
    return date - datetime.timedelta(days=date.weekday())


def cohort(week, members, newest, days):
    """The row of a week's customers, who are pairs of the first order's moment and of the later ones'."""
    start = lambda date: datetime.datetime.combine(date, datetime.time(), days.zone).timestamp() * 1000
    after = lambda weeks: week + datetime.timedelta(weeks=weeks)
    row = {"start": week.isoformat(), "customers": len(members)}
    for name, count in ("within_1_day", 1), ("within_7_days", 7), ("within_30_days", 30):
        if start(after(1)) + count * DAY_MS <= newest:
            row[name] = sum(any(ms - first < count * DAY_MS for ms in later) for first, later in members)
    over = [weeks for weeks in range(1, 53) if start(after(weeks + 1)) <= newest]
    row["weeks"] = [sum(after(weeks) in {monday(ms, days) for ms in later} for _, later in members) for weeks in over]
    return row


def recount(ledger, campaign, days):
    histories = collections.defaultdict(list)
    for order in ledger.kinds["order_reported"]:
        if order["user_id"] and (int(order["first_order"]) or histories[order["user_id"]]):
            histories[order["user_id"]].append(order["at"])
    brought = {c["user_id"]: c["campaign_id"] for c in ledger.kinds["conversion_recorded"]}
    newest = max(body["at"] for bodies in ledger.kinds.values() for body in bodies)
    cohorts = collections.defaultdict(list)
    for user, (first, *later) in ((user, moments) for user, moments in histories.items() if moments):
        week = monday(first, days)
        in_range = (not days.first or days.first <= week.isoformat()) and (not days.end or week.isoformat() < days.end)
        if in_range and (not campaign or brought.get(user) == campaign):
            cohorts[week, user in brought].append((first, later))
    return {f"{week} {'referred' if referred else 'organic'}": cohort(week, members, newest, days)
            for (week, referred), members in cohorts.items()}


def answered(answer, days):
    rows = {}
    for row in answer["cohorts"]:
        counts = numbers({k: v for k, v in row.items() if k not in ("start_time", "origin", "weeks")})
        start = day_of(row, days)
        rows[f"{start} {row['origin'].removeprefix('COHORT_ORIGIN_').lower()}"] = dict(
            counts, start=start, weeks=[int(count) for count in row["weeks"]])
    return rows
