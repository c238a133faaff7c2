"""QueryWeekHours."""
import collections
import datetime

from history import REDEEMED, numbers


def moments(ledger, campaign, choice):
    if choice == "orders":
        return [int(order["paid_at_ms"]) for order in ledger.of("order_reported", campaign)]
    if choice == "openings":
        return [opened["at"] for opened in ledger.of("bag_opened", campaign)]
    return [use["at"] for use in ledger.of("coupon_used", campaign) if int(use["step"]) == REDEEMED]


def recount(ledger, campaign, days, choice):
    at = [datetime.datetime.fromtimestamp(ms / 1000, days.zone) for ms in moments(ledger, campaign, choice) if days.holds(ms)]
    counts = collections.Counter((moment.isoweekday(), moment.hour) for moment in at)
    return {"hours": [{"day": day, "hour": hour, "value": counts[day, hour]} for day in range(1, 8) for hour in range(24)]}


def answered(answer, days):
    return {"hours": [numbers(row) for row in answer["hours"]]}
