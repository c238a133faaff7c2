#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/clock/manual_clock.h"
#include "tests/replay/campaign_api.h"
#include "tests/replay/fake_checkout.h"

namespace fudai::replay {

// FakeCampaignApi keeps orders, bags, openings and reservations in memory and answers as the server promises to. Time
// passes only while nothing is to be answered. A test may make calls fail.
class FakeCampaignApi final : public CampaignApi {
 public:
  explicit FakeCampaignApi(clock::ManualClock& clock) : clock_(clock) {}

  void Start(const Call& call) override {
    ++calls;
    open_calls.push_back(call);
    most_at_once = std::max(most_at_once, open_calls.size());
  }

  std::optional<Reply> Next(absl::Time deadline) override {
    if (open_calls.empty()) {
      clock_.Set(deadline);
      return std::nullopt;
    }
    const Call call = std::move(open_calls.front());
    open_calls.pop_front();
    if (const absl::Status failure = fail(call); !failure.ok()) return Reply{.act = call.act, .status = failure};
    absl::StatusOr<CampaignResponse> answer =
        std::visit([&](const auto& request) { return Answer(call, request); }, call.request);
    if (!answer.ok()) return Reply{.act = call.act, .status = answer.status()};
    return Reply{.act = call.act, .response = *std::move(answer)};
  }

  std::function<absl::Status(const Call&)> fail = [](const Call&) { return absl::OkStatus(); };
  std::deque<Call> open_calls;
  size_t most_at_once = 0;
  int calls = 0;
  std::map<std::string, std::string> openings;  // "bag opener" → coupon id

 private:
  absl::StatusOr<CampaignResponse> Answer(const Call&, const campaign::v1::ReportOrderRequest& request) {
    if (const absl::Status paid = checkout_.Report(request.order_id(), request.redeem_reservation()); !paid.ok())
      return paid;
    const bool fresh = orders_.insert(request.order_id()).second;
    campaign::v1::ReportOrderResponse response;
    response.set_repeated(!fresh);
    if (request.user_id().empty()) {
      response.set_outcome(campaign::v1::ReportOrderResponse::OUTCOME_GUEST);
      return CampaignResponse(response);
    }
    response.set_outcome(campaign::v1::ReportOrderResponse::OUTCOME_BAG_GIVEN);
    response.mutable_bag()->set_bag_id("bag-" + request.order_id());
    response.mutable_bag()->set_share_code(request.user_id() + " bag-" + request.order_id());
    return CampaignResponse(response);
  }

  absl::StatusOr<CampaignResponse> Answer(const Call&, const campaign::v1::ReportRefundRequest& request) {
    campaign::v1::ReportRefundResponse response;
    response.set_repeated(!refunds_.insert(request.order_id() + " " + request.refund_id()).second);
    return CampaignResponse(response);
  }

  absl::StatusOr<CampaignResponse> Answer(const Call&, const campaign::v1::GetBagRequest&) {
    return CampaignResponse(campaign::v1::GetBagResponse());
  }

  absl::StatusOr<CampaignResponse> Answer(const Call& call, const campaign::v1::OpenBagRequest& request) {
    const size_t space = request.share_code().find(' ');
    const std::string bag_id = request.share_code().substr(space + 1);
    campaign::v1::OpenBagResponse response;
    response.set_bag_id(bag_id);
    if (request.share_code().substr(0, space) == call.user_id) {
      response.set_outcome(campaign::v1::OpenBagResponse::OUTCOME_OWN_BAG);
      return CampaignResponse(response);
    }
    const auto [coupon, fresh] =
        openings.try_emplace(bag_id + " " + call.user_id, absl::StrCat(bag_id, "-", openings.size()));
    response.set_outcome(fresh ? campaign::v1::OpenBagResponse::OUTCOME_OPENED
                               : campaign::v1::OpenBagResponse::OUTCOME_ALREADY_OPENED);
    response.mutable_coupon()->set_coupon_id(coupon->second);
    checkout_.Credit(call.user_id, coupon->second);
    return CampaignResponse(response);
  }

  template <typename Request>
  absl::StatusOr<CampaignResponse> Answer(const Call& call, const Request& request) {
    const auto answer = checkout_.Answer(call.time_ms, request);
    if (!answer.ok()) return answer.status();
    return CampaignResponse(*answer);
  }

  clock::ManualClock& clock_;
  FakeCheckout checkout_;
  std::set<std::string> orders_;
  std::set<std::string> refunds_;
};

}  // namespace fudai::replay
