"""What became of every coupon: its giving and the steps of its life, from the whole ledger."""
from history import HOUR_MS, REDEEMED, RELEASED, EXPIRED, RESERVED, RETURNED, REVERSED


class Coupon:
    """One coupon, from the opening that gave it."""

    def __init__(self, opened, template, value, expires):
        self.campaign, self.template, self.value = opened["campaign_id"], template, int(value)
        self.given, self.expires = opened["at"], int(expires)
        self.uses = []

    def at(self, step):
        return [use for use in self.uses if int(use["step"]) == step]

    def is_free(self):
        """Whether nobody holds or has used it at the end of the ledger. Reversals alone change nothing of that."""
        steps = [int(use["step"]) for use in self.uses if int(use["step"]) != REVERSED]
        return not steps or steps[-1] in (RELEASED, EXPIRED, RETURNED)

    def expiry(self):
        """The end of the hour with which it expires if nobody uses it: not before it last came back."""
        back = [use["at"] for use in self.at(RETURNED)]
        return -(-max([self.expires, *back]) // HOUR_MS) * HOUR_MS


def coupons_of(ledger):
    """All coupons by id, each with its uses in the order of its owner's partition."""
    coupons = {}
    for opened in ledger.kinds["bag_opened"]:
        coupon_id = f"{opened['bag_id']}-{opened['index']}"
        coupons[coupon_id] = Coupon(opened, opened["template_id"], opened["value_fen"], opened["coupon_expires_at_ms"])
        for cup in range(int(opened["cups_filled"])):
            coupons[f"{coupon_id}f{cup}"] = Coupon(
                opened, opened["free_coffee_template_id"], opened["free_coffee_value_fen"], opened["free_coffee_expires_at_ms"])
    for use in ledger.kinds["coupon_used"]:
        coupons[use["coupon_id"]].uses.append(use)
    return coupons


def expired(ledger, coupons):
    """The coupons that have expired, each with the moment: those that are free and whose hour has been declared over for them."""
    over = {(e["campaign_id"], e["template_id"], int(e["value_fen"]), e["at"]) for e in ledger.kinds["liability_expired"]}
    return [(coupon, coupon.expiry()) for coupon in coupons
            if coupon.is_free() and (coupon.campaign, coupon.template, coupon.value, coupon.expiry()) in over]


def orders_paid(coupons):
    """The orders that some coupons have paid for, each with one of the uses that did."""
    return {use["order_id"]: use for coupon in coupons for use in coupon.at(REDEEMED)}
