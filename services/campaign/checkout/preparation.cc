#include "services/campaign/checkout/preparation.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"
#include "common/status/macros.h"
#include "services/campaign/checkout/checkout_rules.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/pricing/combination.h"
#include "services/campaign/pricing/obstacle.h"

namespace fudai::checkout {
namespace {

using campaign::v1::ReserveCouponsRequest;
using contracts::Quoted;

absl::Status DoesNotApply(absl::string_view coupon_id, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat("coupon ", Quoted(coupon_id), " cannot be used: ", why));
}

// The language of errors: English unless Chinese is asked for.
absl::string_view ErrorLanguage(const ReserveCouponsRequest& request) {
  return request.language() == "zh" ? "zh" : "en";
}

// The request's coupons among the wallet's.
absl::StatusOr<std::vector<pricing::Candidate>> Choose(const ReserveCouponsRequest& request,
                                                       const std::vector<pricing::Candidate>& candidates) {
  std::vector<pricing::Candidate> chosen;
  for (const std::string& id : request.coupon_ids()) {
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const pricing::Candidate& c) { return c.coupon_id == id; });
    if (found == candidates.end()) {
      return DoesNotApply(id, pricing::DescribeMissing(ErrorLanguage(request)));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

// OK if the coupons apply, each and together.
absl::Status CheckAll(const ReserveCouponsRequest& request, const pricing::Situation& situation,
                      const std::vector<pricing::Candidate>& chosen) {
  for (const pricing::Candidate& candidate : chosen) {
    const std::optional<pricing::Obstacle> obstacle = pricing::FindObstacle(candidate, situation);
    if (obstacle.has_value())
      return DoesNotApply(candidate.coupon_id, pricing::Describe(*obstacle, ErrorLanguage(request)));
  }
  const std::optional<pricing::Obstacle> obstacle = pricing::CheckCombinable(chosen);
  if (!obstacle.has_value()) return absl::OkStatus();
  return DoesNotApply(obstacle->candidate.get().coupon_id, pricing::Describe(*obstacle, ErrorLanguage(request)));
}

// The wallet's coupon, which is there.
const contracts::OwnedCoupon& Find(const contracts::Wallet& wallet, const std::string& coupon_id) {
  return *std::find_if(wallet.coupons.begin(), wallet.coupons.end(),
                       [&](const contracts::OwnedCoupon& coupon) { return coupon.coupon_id == coupon_id; });
}

CouponToHold MakeHold(const ReserveInput& input, const pricing::Candidate& candidate,
                      const campaign::v1::AppliedCoupon& applied) {
  const campaign::v1::CouponTemplate& coupon_template = *candidate.coupon_template;
  CouponToHold coupon;
  coupon.coupon_id = candidate.coupon_id;
  coupon.use = {.state = contracts::UseState::kReserved,
                .deadline_ms = input.record.deadline_ms(),
                .day = budget::DayOf(input.now_ms, candidate.zone),
                .order_id = input.address.order_id,
                .kind = contracts::UseKind(candidate.campaign_id, coupon_template.template_id()),
                .first_order_only = coupon_template.conditions().first_order_only()};
  coupon.limits = coupon_template.limits();
  coupon.goes_back = coupon_template.return_policy() != campaign::v1::RETURN_POLICY_FORFEIT;
  coupon.discount_fen = applied.discount_fen();
  coupon.part.set_coupon_id(candidate.coupon_id);
  coupon.part.set_user_id(input.address.user_id);
  coupon.part.set_order_id(input.address.order_id);
  coupon.part.set_campaign_id(candidate.campaign_id);
  coupon.part.set_campaign_version(candidate.campaign_version);
  coupon.part.set_template_id(coupon_template.template_id());
  coupon.part.set_value_fen(coupon_template.value_fen());
  coupon.part.set_discount_fen(applied.discount_fen());
  coupon.part.set_deadline_ms(input.record.deadline_ms());
  return coupon;
}

int32_t UnitsIn(const campaign::v1::Basket& basket) {
  int32_t units = 0;
  for (const campaign::v1::BasketLine& line : basket.lines()) units += line.quantity();
  return units;
}

// Has the coupons' events tell of their order.
void TellOfOrder(const campaign::v1::Basket& basket, ReserveInput* input) {
  const campaign::v1::Discount& discount = input->record.discount();
  absl::flat_hash_set<std::string> campaigns, kinds;
  for (CouponToHold& coupon : input->coupons) {
    event::v1::CouponUsed& part = coupon.part;
    part.set_shop_id(basket.shop_id());
    part.set_basket_fen(discount.total_fen());
    part.set_payable_fen(discount.payable_fen());
    part.set_items(UnitsIn(basket));
    part.set_first_of_order(kinds.empty());
    part.set_first_of_campaign(campaigns.insert(part.campaign_id()).second);
    part.set_first_of_template(kinds.insert(coupon.use.kind).second);
  }
}

}  // namespace

absl::StatusOr<Prepared> Prepare(const ReserveCouponsRequest& request, const Purse& purse, int64_t now_ms) {
  ASSIGN_OR_RETURN(const int64_t order_ms, OrderMs(request.basket(), now_ms));
  const Occasion occasion{now_ms, request.order_id()};
  const std::vector<pricing::Candidate> candidates = CandidatesOf(purse.wallet, purse.versions, occasion);
  ASSIGN_OR_RETURN(const std::vector<pricing::Candidate> chosen, Choose(request, candidates));
  const pricing::Situation situation{request.basket(), now_ms, order_ms, IsFirstOrder(purse.wallet, occasion)};
  RETURN_IF_ERROR(CheckAll(request, situation, chosen));

  Prepared prepared;
  ReserveInput& input = prepared.input;
  input.address = {request.order_id(), request.user_id()};
  input.now_ms = now_ms;
  input.contents = ContentsOf(request);
  input.record.set_user_id(request.user_id());
  input.record.set_deadline_ms(now_ms + HoldMs(request));
  *input.record.mutable_discount() = pricing::Apply(situation, chosen);
  for (const campaign::v1::AppliedCoupon& applied : input.record.discount().coupons()) {
    const auto candidate = std::find_if(
        chosen.begin(), chosen.end(), [&](const pricing::Candidate& c) { return c.coupon_id == applied.coupon_id(); });
    if (applied.discount_fen() == 0) {
      return DoesNotApply(applied.coupon_id(),
                          "the order's other coupons leave nothing for it to take off; leave it out");
    }
    CouponToHold& coupon = input.coupons.emplace_back(MakeHold(input, *candidate, applied));
    const store::v1::WalletEntry& entry = Find(purse.wallet, applied.coupon_id()).entry;
    coupon.liability = keys::KindOf(entry);
    coupon.part.set_given_at_ms(entry.given_at_ms());
    prepared.candidates.push_back(*candidate);
  }
  TellOfOrder(request.basket(), &input);
  return prepared;
}

absl::Status Refusal(const ReserveCouponsRequest& request, const Prepared& prepared, const ReserveAnswer& answer) {
  pricing::Candidate candidate = prepared.candidates[answer.coupon];
  candidate.uses = answer.uses;
  candidate.uses_today = answer.uses_that_day;
  return DoesNotApply(candidate.coupon_id, pricing::Describe({answer.reason, candidate}, ErrorLanguage(request)));
}

}  // namespace fudai::checkout
