"""GetShareTree, of the question's user."""
import collections
import datetime


def recount(ledger, campaign, days):
    children = collections.defaultdict(list)
    for user, touch in ledger.touches.items():
        if not campaign or touch["campaign_id"] == campaign:
            children[touch["sharer_id"]].append(user)
    nodes, level, depths = {}, [(days.user, None)], []
    while level:
        depths += [len(depths) and depths[-1] + 1] * len(level)
        for user, parent in level:
            touch = ledger.touches.get(user)
            nodes[user] = {"parent": parent, "touched_at": touch["at"] if touch else None, "orders": ledger.orders_of[user],
                           "touched": len(children[user])}
        level = [(child, user) for user, _ in level for child in children[user]]
    return dict(nodes, depths=depths, truncated=False)


def answered(answer, days):
    nodes, depths = {}, []
    for row in answer["nodes"]:
        parent, touched = int(row["parent"]), row.get("touch_time")
        moment = touched and round(datetime.datetime.fromisoformat(touched.replace("Z", "+00:00")).timestamp() * 1000)
        nodes[row["user"]] = {"parent": answer["nodes"][parent]["user"] if parent >= 0 else None, "touched_at": moment,
                              "orders": int(row["orders"]), "touched": int(row["touched"])}
        depths.append(depths[parent] + 1 if parent >= 0 else 0)
    return dict(nodes, depths=depths, truncated=answer["truncated"])
