#include "services/campaign/checkout/checkout_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "services/campaign/checkout/lua.h"
#include "services/campaign/keys/keys.h"

namespace fudai::checkout {
namespace {

using campaign::v1::CouponObstacle;
using contracts::ReservationState;

constexpr absl::string_view kDueLimit = "100";

template <typename Enum>
int64_t Code(Enum value) {
  return static_cast<int64_t>(value);
}

// A script of reservations: their constants, and its own.
redis::Script ReservationScript(absl::string_view name, absl::string_view body, const redis::Script::Constants& own) {
  redis::Script::Constants constants = contracts::ReservationConstants();
  constants.insert(constants.end(), own.begin(), own.end());
  return redis::Script(name, body, constants);
}

const redis::Script& ReserveScript() {
  static const redis::Script script = ReservationScript("reserve", kReserveLua,
                                                        {{"HELD", Code(ReserveOutcome::kHeld)},
                                                         {"CONFLICT", Code(ReserveOutcome::kConflict)},
                                                         {"OBSTACLE", Code(ReserveOutcome::kObstacle)},
                                                         {"REPORTED", Code(ReserveOutcome::kReported)},
                                                         {"NO_SUCH_COUPON", CouponObstacle::REASON_NO_SUCH_COUPON},
                                                         {"ALREADY_USED", CouponObstacle::REASON_USED},
                                                         {"ALREADY_RESERVED", CouponObstacle::REASON_RESERVED},
                                                         {"NOT_FIRST_ORDER", CouponObstacle::REASON_NOT_FIRST_ORDER},
                                                         {"TIME_IS_OVER", CouponObstacle::REASON_EXPIRED},
                                                         {"LIMIT_REACHED", CouponObstacle::REASON_LIMIT_REACHED}});
  return script;
}

const redis::Script& SettleScript() {
  static const redis::Script script =
      ReservationScript("settle", kSettleLua, {{"PAY", Code(Purpose::kPay)}, {"RELEASE", Code(Purpose::kRelease)}});
  return script;
}

const redis::Script& ReverseScript() {
  static const redis::Script script = ReservationScript("reverse", kReverseLua,
                                                        {{"REVERSED_NOW", Code(ReverseOutcome::kReversed)},
                                                         {"REPEATED", Code(ReverseOutcome::kRepeated)},
                                                         {"CONFLICT", Code(ReverseOutcome::kConflict)},
                                                         {"TOO_MUCH", Code(ReverseOutcome::kTooMuch)},
                                                         {"NOT_REDEEMED", Code(ReverseOutcome::kNotRedeemed)}});
  return script;
}

const redis::Script& DueScript() {
  static const redis::Script script("due", kDueLua);
  return script;
}

std::vector<std::string> KeysOf(const ReservationAddress& address) {
  const int partition = partition::OfUser(address.user_id);
  return {partition::HeaderKey(partition),
          partition::EventsKey(partition),
          keys::Reservation(partition, address.order_id),
          keys::Uses(partition, address.user_id),
          keys::Holds(partition),
          keys::Owed(partition),
          keys::Due(partition)};
}

// The head of an act's events: when it happened.
std::string EventHead(int64_t at_ms) {
  event::v1::Event head;
  head.set_occurred_at_ms(at_ms);
  return head.SerializeAsString();
}

std::string EventPart(const event::v1::CouponUsed& part) {
  event::v1::Event event;
  *event.mutable_coupon_used() = part;
  return event.SerializeAsString();
}

// As reservation.lua unpacks "x".
std::string PackTerms(const CouponToHold& coupon) {
  std::string packed;
  for (int shift = 0; shift < 32; shift += 8) packed.push_back(static_cast<char>(coupon.discount_fen >> shift & 0xff));
  packed.push_back(coupon.goes_back ? 1 : 0);
  return packed;
}

std::vector<std::string> ReserveArguments(const ReserveInput& input) {
  std::vector<std::string> args = {input.address.order_id,
                                   input.address.user_id,
                                   absl::StrCat(input.now_ms),
                                   absl::StrCat(input.record.deadline_ms()),
                                   input.contents,
                                   input.record.SerializeAsString(),
                                   EventHead(input.now_ms),
                                   EventHead(input.record.deadline_ms())};
  for (const CouponToHold& coupon : input.coupons) {
    args.push_back(coupon.coupon_id);
    args.push_back(contracts::EncodeUse(coupon.use));
    args.push_back(absl::StrCat(coupon.limits.max_uses_per_user()));
    args.push_back(absl::StrCat(coupon.limits.max_uses_per_user_per_day()));
    args.emplace_back(coupon.use.first_order_only ? "1" : "0");
    args.push_back(EventPart(coupon.part));
    args.push_back(PackTerms(coupon));
    args.push_back(keys::LiabilityField(coupon.liability));
  }
  return args;
}

absl::StatusOr<StoredReservation> Decode(const redis::ReplyView& record, const redis::ReplyView& state,
                                         const redis::ReplyView& reversed) {
  StoredReservation reservation;
  const absl::string_view bytes = record.string();
  if (!reservation.record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return absl::DataLossError("a reservation's record cannot be read");
  reservation.state = static_cast<ReservationState>(state.integer());
  reservation.reversed_fen = reversed.integer();
  return reservation;
}

absl::StatusOr<ReserveAnswer> DecodeReserve(const redis::Reply& reply) {
  ReserveAnswer answer;
  answer.outcome = static_cast<ReserveOutcome>(reply[0].integer());
  if (answer.outcome == ReserveOutcome::kConflict) {
    answer.first_contents = std::string(reply[1].string());
    answer.reservation.state = static_cast<ReservationState>(reply[2].integer());
  }
  if (answer.outcome == ReserveOutcome::kObstacle) {
    answer.coupon = static_cast<size_t>(reply[1].integer());
    answer.reason = static_cast<CouponObstacle::Reason>(reply[2].integer());
    answer.uses = static_cast<int>(reply[3].integer());
    answer.uses_that_day = static_cast<int>(reply[4].integer());
  }
  if (answer.outcome == ReserveOutcome::kHeld) {
    ASSIGN_OR_RETURN(answer.reservation, Decode(reply[1], reply[2], reply[3]));
  }
  return answer;
}

absl::StatusOr<ReverseAnswer> DecodeReverse(const redis::Reply& reply) {
  ReverseAnswer answer;
  answer.outcome = static_cast<ReverseOutcome>(reply[0].integer());
  switch (answer.outcome) {
    case ReverseOutcome::kConflict:
    case ReverseOutcome::kTooMuch:
      answer.fen = reply[1].integer();
      return answer;
    case ReverseOutcome::kNotRedeemed:
      answer.reservation.state = static_cast<ReservationState>(reply[1].integer());
      return answer;
    case ReverseOutcome::kReversed:
    case ReverseOutcome::kRepeated:
      break;
  }
  ASSIGN_OR_RETURN(answer.reservation, Decode(reply[1], reply[2], reply[3]));
  answer.reversed_now_fen = reply[4].integer();
  for (size_t i = 0; i < reply[5].size(); ++i) answer.returned.emplace_back(reply[5][i].string());
  return answer;
}

}  // namespace

async::Task<absl::StatusOr<ReserveAnswer>> CheckoutStore::Reserve(ReserveInput input) {
  const int partition = partition::OfUser(input.address.user_id);
  std::vector<std::string> keys = KeysOf(input.address);
  keys.push_back(keys::Wallet(partition, input.address.user_id));
  keys.push_back(keys::User(partition, input.address.user_id));
  keys.push_back(keys::Order(partition, input.address.order_id));
  redis::Pending pending = access_.Eval(ReserveScript(), std::move(keys), ReserveArguments(input));
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return DecodeReserve(reply);
}

async::Task<absl::StatusOr<SettleAnswer>> CheckoutStore::Settle(ReservationAddress address, int64_t now_ms,
                                                                Purpose purpose) {
  const int partition = partition::OfUser(address.user_id);
  std::vector<std::string> keys = KeysOf(address);
  keys.push_back(keys::User(partition, address.user_id));
  keys.push_back(keys::Order(partition, address.order_id));
  redis::Pending pending = access_.Eval(
      SettleScript(), std::move(keys),
      {address.order_id, address.user_id, absl::StrCat(now_ms), absl::StrCat(Code(purpose)), EventHead(now_ms)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  SettleAnswer answer;
  answer.before = static_cast<ReservationState>(reply[0].integer());
  if (answer.before == ReservationState::kNone) co_return answer;
  CO_ASSIGN_OR_RETURN(answer.reservation, Decode(reply[1], reply[2], reply[3]));
  answer.contents = std::string(reply[4].string());
  co_return answer;
}

async::Task<absl::StatusOr<ReverseAnswer>> CheckoutStore::Reverse(ReverseInput input) {
  redis::Pending pending = access_.Eval(
      ReverseScript(), KeysOf(input.address),
      {input.address.order_id, input.address.user_id, keys::ReversalField(input.reversal_id),
       absl::StrCat(input.discount_fen), EventHead(input.now_ms), absl::StrCat(keys::LiabilityHour(input.now_ms))});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return DecodeReverse(reply);
}

async::Task<absl::StatusOr<std::vector<ReservationAddress>>> CheckoutStore::ListDue(int partition, int64_t now_ms) {
  redis::Pending pending = access_.Eval(DueScript(), {partition::HeaderKey(partition), keys::Holds(partition)},
                                        {absl::StrCat(now_ms), std::string(kDueLimit)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  std::vector<ReservationAddress> due;
  for (size_t i = 0; i < reply.size(); ++i) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(reply[i].string(), absl::MaxSplits(' ', 1));
    due.push_back({.order_id = parts.second, .user_id = parts.first});
  }
  co_return due;
}

}  // namespace fudai::checkout
