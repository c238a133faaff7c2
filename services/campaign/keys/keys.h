// Every key that is the campaign server's own; the header, the event stream and the campaign records, which the admin
// server shares, are in common/partition. Nobody joins a key elsewhere. Keys have no TTL: what a key holds may be worth
// money.
//
// OrderOwner  string, in the order's partition: the user the order id belongs to, for good; empty for a guest's
// Order       hash, in the buyer's partition (a guest's: the order's):
//               f contents (absent while only refunds have come), a amount, r refunded so far, m store.v1.OrderRecord,
//               k least amount of the campaign that gave the bag, x the touch half of the conversion,
//               b 1 if it is its buyer's first, w 1 if a report has redeemed its reservation,
//               "#<refund_id>" a refund's first answer
// User        hash, in the user's partition:
//               p when the first order was paid, c the order half of its conversion,
//               t the touch half of a conversion: who first brought the user, a since when orders convert, g the user's
//               generation, if somebody brought them
//               l the latest clock (ms) by which a reservation took another's as expired: it is so by every clock
// Bag         hash, in the sharer's partition:
//               m store.v1.BagRecord, n coupons taken, z 1 once closed, g its sharer's generation unless 0,
//               "@<user_id>" an opener's claim
// Cup         hash, in the sharer's partition: d drops in the cup, t drops in total, n cups filled
// Helpers     sorted set, in the sharer's partition: the friends whose opens counted; score: a friend's number among
//               the helpers times 2^32, plus the second of their last contribution
// Wallet      hash, in the user's partition: coupon id → store.v1.WalletEntry
// Uses        hash, in the user's partition: coupon id → what holds or has used it (contracts/coupon_use.h); a coupon
//               without a field is free
// Reservation hash, in the user's partition, by the order: s state, d deadline (ms), c contents of the request,
//               m store.v1.ReservationRecord, h head of its expiry's event, r discount reversed so far, n coupons, and
//               for each from 1 on: "i<k>" id, "e<k>" its part of the events, "x<k>" discount (4 bytes) and whether it
//               goes back (1 byte); "#<reversal_id>" a reversal's first answer
// Owed        hash of a partition: kind of coupons that can still cost something → how many; Kind says of which
// Due         sorted set of a partition: the kinds in Owed; score: the hour in which they expire, since the epoch
// Holds       sorted set of a partition: "<user_id> <order_id>" of each reservation that nobody has ended yet; score:
//               its deadline
//
// The two halves of a conversion are serialized event.v1.Event with a conversion_recorded each; one after the other
// they are the event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "fudai/store/v1/records.pb.h"

namespace fudai::keys {

// Functions of a partition and ids. Ids may hold any byte: only a campaign id, which has no colon, is ever followed by
// another.
std::string OrderOwner(int partition, absl::string_view order_id);
std::string Order(int partition, absl::string_view order_id);
std::string User(int partition, absl::string_view user_id);
std::string Bag(int partition, uint64_t bag_number);
std::string Cup(int partition, absl::string_view campaign_id, absl::string_view user_id);
std::string Helpers(int partition, absl::string_view campaign_id, absl::string_view user_id);
std::string Wallet(int partition, absl::string_view user_id);
std::string Uses(int partition, absl::string_view user_id);
std::string Reservation(int partition, absl::string_view order_id);
std::string Holds(int partition);
std::string Owed(int partition);
std::string Due(int partition);

// Fields of an opener's claim in Bag, of a refund in Order, and of a reversal in Reservation.
std::string ClaimField(absl::string_view opener_id);
std::string RefundField(absl::string_view refund_id);
std::string ReversalField(absl::string_view reversal_id);

// The hour since the epoch of a moment in milliseconds, rounded up.
int64_t LiabilityHour(int64_t ms);
// Coupons of one campaign, template and value whose liability ends with one LiabilityHour: a field of Owed.
struct LiabilityKind {
  std::string campaign_id;
  std::string template_id;
  int64_t value_fen = 0;
  int64_t hour = 0;
};
// Of a coupon that expires in its own time.
LiabilityKind KindOf(const store::v1::WalletEntry& entry);
std::string LiabilityField(const LiabilityKind& kind);
// Nothing for what is no such field.
std::optional<LiabilityKind> ReadLiabilityField(absl::string_view field);

// The kinds of keys that are named by an id, by the letter that they are known by.
enum class KeyKind : char {
  kOrderOwner = 'w',
  kOrder = 'o',
  kUser = 'u',
  kBag = 'b',
  kCup = 'g',
  kHelpers = 'f',
  kWallet = 'c',
  kUses = 'x',
  kReservation = 'r',
};

// What a key is made of.
struct ParsedKey {
  int partition = 0;
  KeyKind kind = KeyKind::kUser;
  // What follows the kind: the id; of a cup and of helpers "<campaign_id>:<user_id>". Part of the key.
  absl::string_view id;
};
// Nothing for a key that is none of these.
std::optional<ParsedKey> ParseKey(absl::string_view key);

// A reservation's member of Holds.
std::string HoldMember(absl::string_view user_id, absl::string_view order_id);

}  // namespace fudai::keys
