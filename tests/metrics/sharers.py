"""ListSharers: its first page. Which of equal ones stand at the page's end is the server's to say."""
import collections

PAGE = 50


def page(rows):
    """The page's sort keys, and the sharers before those who equal the last."""
    keys = [(row["brought"], row["openings"]) for row in rows.values()]
    shown = sorted(keys, reverse=True)[:PAGE]
    certain = {user: row for user, row in rows.items() if len(keys) < PAGE or (row["brought"], row["openings"]) > shown[-1]}
    return dict(certain, page=shown)


def recount(ledger, campaign, days):
    opens = ledger.of("bag_opened", campaign)
    bags = collections.Counter(order["user_id"] for order in ledger.of("order_reported", campaign) if order["bag_id"])
    openings = collections.Counter(opened["sharer_id"] for opened in opens)
    brought = collections.Counter(c["sharer_id"] for c in ledger.of("conversion_recorded", campaign))
    coffees = collections.Counter()
    for opened in opens:
        coffees[opened["sharer_id"]] += int(opened["cups_filled"])
    generation = lambda user: int(ledger.touches[user]["generation"]) if user in ledger.touches else 0
    return page({user: {"generation": generation(user), "bags": bags[user], "openings": openings[user], "brought": brought[user],
                        "free_coffees": coffees[user]} for user in bags})


def answered(answer, days):
    return page({row["user"]: {name: int(value) for name, value in row.items() if name != "user"} for row in answer["sharers"]})
