#include "services/campaign/order/order_rules.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/order/holdout.h"

namespace fudai::order {
namespace {

using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportRefundRequest;
using contracts::CheckId;
using contracts::CheckRange;
using contracts::Quoted;

constexpr int64_t kMostItems = 1'000'000;

absl::Status CheckBuyer(const std::string& user_id) {
  return user_id.empty() ? absl::OkStatus() : CheckId("user_id", user_id);
}

// Names of the top-level fields in which two messages differ.
std::string Differences(const google::protobuf::Message& a, const google::protobuf::Message& b) {
  std::vector<std::string> names;
  const google::protobuf::Descriptor* descriptor = a.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    google::protobuf::util::MessageDifferencer differencer;
    const google::protobuf::FieldDescriptor* field = descriptor->field(i);
    if (!differencer.CompareWithFields(a, b, {field}, {field})) names.push_back(field->name());
  }
  return absl::StrJoin(names, ", ");
}

template <typename Request>
std::string FieldsThatDiffer(const std::string& contents, absl::string_view first_contents) {
  Request now;
  Request first;
  now.ParseFromString(contents);
  first.ParseFromArray(first_contents.data(), static_cast<int>(first_contents.size()));
  return Differences(now, first);
}

bool Takes(const campaigns::CompiledVersion& version, const ReportOrderRequest& request) {
  const int64_t paid_at = contracts::ToMilliseconds(request.paid_at());
  return version.start_ms <= paid_at && paid_at < version.end_ms && version.TakesShop(request.shop_id()) &&
         request.amount_fen() >= version.spec.trigger().min_amount_fen();
}

}  // namespace

absl::Status Validate(const ReportOrderRequest& request, absl::Time now) {
  RETURN_IF_ERROR(CheckId("order_id", request.order_id()));
  RETURN_IF_ERROR(CheckBuyer(request.user_id()));
  RETURN_IF_ERROR(CheckId("shop_id", request.shop_id()));
  if (request.redeem_reservation() && request.user_id().empty())
    return absl::InvalidArgumentError("redeem_reservation is true; a guest's order has no coupons to redeem");
  RETURN_IF_ERROR(CheckRange("items", request.items(), {1, kMostItems}));
  RETURN_IF_ERROR(CheckRange("amount_fen", request.amount_fen(), {0, contracts::kMaxFen}));
  return contracts::CheckRecent("paid_at", request.paid_at(), now);
}

absl::Status Validate(const ReportRefundRequest& request, absl::Time now) {
  RETURN_IF_ERROR(CheckId("refund_id", request.refund_id()));
  RETURN_IF_ERROR(CheckId("order_id", request.order_id()));
  RETURN_IF_ERROR(CheckBuyer(request.user_id()));
  RETURN_IF_ERROR(CheckRange("amount_fen", request.amount_fen(), {0, contracts::kMaxFen}));
  return contracts::CheckRecent("refunded_at", request.refunded_at(), now);
}

std::string ContentsOf(const ReportOrderRequest& request) {
  ReportOrderRequest contents;
  contents.set_shop_id(request.shop_id());
  contents.set_items(request.items());
  contents.set_amount_fen(request.amount_fen());
  *contents.mutable_paid_at() = request.paid_at();
  return contents.SerializeAsString();
}

std::string ContentsOf(const ReportRefundRequest& request) {
  ReportRefundRequest contents;
  contents.set_amount_fen(request.amount_fen());
  *contents.mutable_refunded_at() = request.refunded_at();
  return contents.SerializeAsString();
}

absl::Status OtherContents(const ReportOrderRequest& request, absl::string_view first_contents) {
  return absl::AlreadyExistsError(
      absl::StrCat("order_id ", Quoted(request.order_id()), " was reported before with another ",
                   FieldsThatDiffer<ReportOrderRequest>(ContentsOf(request), first_contents),
                   "; a repeat must be the same as the first report"));
}

absl::Status OtherContents(const ReportRefundRequest& request, absl::string_view first_contents) {
  return absl::AlreadyExistsError(absl::StrCat(
      "refund_id ", Quoted(request.refund_id()), " of order ", Quoted(request.order_id()),
      " was reported before with another ", FieldsThatDiffer<ReportRefundRequest>(ContentsOf(request), first_contents),
      "; a repeat must be the same as the first report"));
}

std::vector<Candidate> CandidatesFor(const ReportOrderRequest& request, const campaigns::CampaignSnapshot& snapshot,
                                     int64_t now_ms) {
  std::vector<Candidate> candidates;
  for (const campaigns::CompiledVersionPtr& version : snapshot.active()) {
    const int64_t expires_at = std::min(now_ms + version->bag_life_ms, version->end_ms);
    if (expires_at <= now_ms || !Takes(*version, request)) continue;
    const bool is_held_out = IsHeldOut({version->campaign_id, request.user_id()}, version->spec.holdout_permille());
    candidates.push_back({version, expires_at, is_held_out});
  }
  return candidates;
}

}  // namespace fudai::order
