#include "services/campaign/order/order_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/events/append.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/order/lua.h"
#include "services/campaign/order/order_messages.h"

namespace fudai::order {
namespace {

using event::v1::Event;
using event::v1::OrderReported;
using event::v1::RefundReported;

int64_t Code(OrderOutcome outcome) { return static_cast<int64_t>(outcome); }
int64_t Code(RefundOutcome outcome) { return static_cast<int64_t>(outcome); }
int64_t Code(RefundResult result) { return static_cast<int64_t>(result); }

const redis::Script& ClaimOrderIdScript() {
  static const redis::Script script("claim_order_id", kClaimOrderIdLua);
  return script;
}

const redis::Script& ReadOrderOwnerScript() {
  static const redis::Script script("read_order_owner", kReadOrderOwnerLua);
  return script;
}

const redis::Script& ReadOrderScript() {
  static const redis::Script script("read_order", kReadOrderLua);
  return script;
}

redis::Script MakeReportOrderScript() {
  redis::Script::Constants constants = contracts::ReservationConstants();
  const redis::Script::Constants own = {
      {"RECORDED", Code(OrderOutcome::kRecorded)},
      {"REPEATED", Code(OrderOutcome::kRepeated)},
      {"CONFLICT", Code(OrderOutcome::kConflict)},
      {"STALE", Code(OrderOutcome::kStale)},
      {"ID_TAKEN", Code(OrderOutcome::kIdTaken)},
      {"NOT_RESERVED", Code(OrderOutcome::kNotReserved)},
      {"NOT_FIRST_ORDER", Code(OrderOutcome::kNotFirstOrder)},
      {"ACTIVE", static_cast<int64_t>(partition::CampaignRecordState::kActive)},
      {"ORDER_REPORTED", events::AppendTag(Event::descriptor(), Event::kOrderReportedFieldNumber)},
      {"FIRST_ORDER", events::AppendTag(OrderReported::descriptor(), OrderReported::kFirstOrderFieldNumber)}};
  constants.insert(constants.end(), own.begin(), own.end());
  return redis::Script("report_order", kReportOrderLua, constants);
}

const redis::Script& ReportOrderScript() {
  static const redis::Script script = MakeReportOrderScript();
  return script;
}

const redis::Script& ReportRefundScript() {
  static const redis::Script script(
      "report_refund", kReportRefundLua,
      {{"RECORDED", Code(RefundOutcome::kRecorded)},
       {"REPEATED", Code(RefundOutcome::kRepeated)},
       {"CONFLICT", Code(RefundOutcome::kConflict)},
       {"CHANGED", Code(RefundOutcome::kChanged)},
       {"TOO_MUCH", Code(RefundOutcome::kTooMuch)},
       {"ANOTHERS", Code(RefundOutcome::kAnothers)},
       {"ORDER_UNKNOWN", Code(RefundResult::kOrderUnknown)},
       {"REFUND_RECORDED", Code(RefundResult::kRecorded)},
       {"BAG_CLOSED", Code(RefundResult::kBagClosed)},
       {"REFUND_REPORTED", events::AppendTag(Event::descriptor(), Event::kRefundReportedFieldNumber)},
       {"CLOSED_TAG", events::AppendTag(RefundReported::descriptor(), RefundReported::kBagClosedFieldNumber)},
       {"KNOWN_TAG", events::AppendTag(RefundReported::descriptor(), RefundReported::kOrderKnownFieldNumber)}});
  return script;
}

std::vector<std::string> OrderKeys(const OrderInput& input) {
  const OrderAddress address{input.request.order_id(), input.request.user_id()};
  const int partition = address.partition();
  std::vector<std::string> keys = {partition::HeaderKey(partition), partition::EventsKey(partition),
                                   keys::Order(partition, address.order_id)};
  if (address.user_id.empty()) return keys;
  keys.push_back(keys::User(partition, address.user_id));
  keys.push_back(keys::Bag(partition, input.bag_number));
  keys.push_back(keys::Reservation(partition, address.order_id));
  keys.push_back(keys::Uses(partition, address.user_id));
  keys.push_back(keys::Holds(partition));
  keys.push_back(keys::Owed(partition));
  keys.push_back(keys::Due(partition));
  for (const Candidate& candidate : input.candidates)
    keys.push_back(partition::CampaignKey(partition, candidate.version->campaign_id));
  return keys;
}

// What the script does by a candidate: its part of the event and the records to keep, which are empty if it leaves the
// buyer out.
std::vector<std::string> CandidateArguments(const OrderInput& input, const Candidate& candidate) {
  const std::string least = absl::StrCat(candidate.version->spec.trigger().min_amount_fen());
  if (candidate.is_held_out) return {least, HoldoutPart(candidate).SerializeAsString(), "", ""};
  return {least, BagPart(input, candidate).SerializeAsString(), MakeBagRecord(input, candidate).SerializeAsString(),
          MakeOrderRecord(input, candidate).SerializeAsString()};
}

std::vector<std::string> OrderArguments(const OrderInput& input) {
  std::vector<std::string> args = {absl::StrCat(input.epoch),
                                   ContentsOf(input.request),
                                   absl::StrCat(input.request.amount_fen()),
                                   absl::StrCat(contracts::ToMilliseconds(input.request.paid_at())),
                                   OrderEvent(input).SerializeAsString(),
                                   ConversionOrderHalf(input).SerializeAsString(),
                                   store::v1::OrderRecord().SerializeAsString(),
                                   input.request.redeem_reservation() ? "1" : "0",
                                   input.request.order_id(),
                                   input.request.user_id(),
                                   absl::StrCat(input.now_ms),
                                   EventHead(input.now_ms).SerializeAsString()};
  for (const Candidate& candidate : input.candidates) {
    for (std::string& arg : CandidateArguments(input, candidate)) args.push_back(std::move(arg));
  }
  return args;
}

absl::StatusOr<store::v1::OrderRecord> DecodeRecord(absl::string_view bytes) {
  store::v1::OrderRecord record;
  if (record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return record;
  return absl::DataLossError("an order's record cannot be read");
}

std::optional<campaign::v1::Conversion> DecodeConversion(absl::string_view touch_half) {
  Event event;
  if (touch_half.empty() || !event.ParseFromArray(touch_half.data(), static_cast<int>(touch_half.size())))
    return std::nullopt;
  campaign::v1::Conversion conversion;
  conversion.set_sharer_id(event.conversion_recorded().sharer_id());
  conversion.set_campaign_id(event.conversion_recorded().campaign_id());
  conversion.set_bag_id(event.conversion_recorded().bag_id());
  return conversion;
}

absl::StatusOr<OrderAnswer> DecodeOrder(const redis::Reply& reply) {
  OrderAnswer answer;
  answer.outcome = static_cast<OrderOutcome>(reply[0].integer());
  if (answer.outcome == OrderOutcome::kConflict) answer.first_contents = std::string(reply[1].string());
  if (answer.outcome == OrderOutcome::kNotReserved)
    answer.reservation = static_cast<contracts::ReservationState>(reply[1].integer());
  if (answer.outcome == OrderOutcome::kRecorded || answer.outcome == OrderOutcome::kRepeated) {
    ASSIGN_OR_RETURN(answer.record, DecodeRecord(reply[1].string()));
    answer.conversion = DecodeConversion(reply[2].string());
  }
  return answer;
}

uint64_t LittleEndian(absl::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i > 0; --i) value = value << 8 | static_cast<uint8_t>(bytes[i - 1]);
  return value;
}

absl::StatusOr<RefundAnswer> DecodeRefund(const redis::Reply& reply) {
  constexpr size_t kPackedSize = 13;
  RefundAnswer answer;
  answer.outcome = static_cast<RefundOutcome>(reply[0].integer());
  if (answer.outcome == RefundOutcome::kConflict) answer.first_contents = std::string(reply[1].string());
  if (answer.outcome != RefundOutcome::kRecorded && answer.outcome != RefundOutcome::kRepeated) return answer;
  const absl::string_view packed = reply[1].string();
  if (packed.size() != kPackedSize) return absl::DataLossError("a refund's first answer cannot be read");
  answer.result = static_cast<RefundResult>(packed[0]);
  answer.remaining_fen = static_cast<int64_t>(LittleEndian(packed.substr(1, 8)));
  answer.opened = static_cast<int>(LittleEndian(packed.substr(9, 4)));
  return answer;
}

}  // namespace

int OrderAddress::partition() const { return partition::OfUser(user_id.empty() ? order_id : user_id); }

async::Task<absl::StatusOr<std::string>> OrderStore::ClaimOrderId(std::string order_id, std::string user_id) {
  const int partition = partition::OfUser(order_id);
  redis::Pending pending = access_.Eval(
      ClaimOrderIdScript(), {partition::HeaderKey(partition), keys::OrderOwner(partition, order_id)}, {user_id});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return std::string(reply.string());
}

async::Task<absl::StatusOr<std::optional<std::string>>> OrderStore::ReadOwner(std::string order_id) {
  const int partition = partition::OfUser(order_id);
  redis::Pending pending =
      access_.Eval(ReadOrderOwnerScript(), {partition::HeaderKey(partition), keys::OrderOwner(partition, order_id)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  if (reply.is_nil()) co_return std::nullopt;
  co_return std::string(reply.string());
}

async::Task<absl::StatusOr<OrderAnswer>> OrderStore::ReportOrder(OrderInput input) {
  redis::Pending pending = access_.Eval(ReportOrderScript(), OrderKeys(input), OrderArguments(input));
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return DecodeOrder(reply);
}

async::Task<absl::StatusOr<std::optional<store::v1::OrderRecord>>> OrderStore::ReadOrder(OrderAddress address) {
  const int partition = address.partition();
  redis::Pending pending =
      access_.Eval(ReadOrderScript(), {partition::HeaderKey(partition), keys::Order(partition, address.order_id)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  if (reply.is_nil()) co_return std::nullopt;
  CO_ASSIGN_OR_RETURN(store::v1::OrderRecord record, DecodeRecord(reply.string()));
  co_return record;
}

async::Task<absl::StatusOr<RefundAnswer>> OrderStore::ReportRefund(RefundInput input) {
  const OrderAddress address{input.request.order_id(), input.request.user_id()};
  const int partition = address.partition();
  std::vector<std::string> keys = {partition::HeaderKey(partition), partition::EventsKey(partition),
                                   keys::Order(partition, address.order_id)};
  if (input.order.has_value() && input.order->bag_number() != 0)
    keys.push_back(keys::Bag(partition, input.order->bag_number()));
  const bool is_anothers = input.owner.value_or(address.user_id) != address.user_id;
  redis::Pending pending =
      access_.Eval(ReportRefundScript(), std::move(keys),
                   {keys::RefundField(input.request.refund_id()), ContentsOf(input.request),
                    absl::StrCat(input.request.amount_fen()), input.order.has_value() ? "1" : "0",
                    RefundEvent(input).SerializeAsString(), absl::StrCat(contracts::kMaxFen), is_anothers ? "1" : "0"});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return DecodeRefund(reply);
}

}  // namespace fudai::order
