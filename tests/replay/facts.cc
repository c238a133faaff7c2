#include "tests/replay/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace fudai::replay {

using event::v1::CouponUsed;

namespace {

constexpr size_t kExamples = 3;

int Times(Telling telling) { return telling == Telling::kFirst ? 1 : 0; }

// One line about `missing`; nothing if it is empty.
void Describe(absl::string_view what, std::vector<std::string> missing, std::vector<std::string>& lines) {
  if (missing.empty()) return;
  std::sort(missing.begin(), missing.end());
  const size_t count = missing.size();
  if (count > kExamples) missing.resize(kExamples);
  lines.push_back(absl::StrCat(count, " ", what, ", such as ", absl::StrJoin(missing, ", ")));
}

}  // namespace

void Facts::AddOrder(const std::string& order_id, const std::string& bag_id, Telling telling) {
  const auto [known, fresh] = orders_.try_emplace(order_id, OrderFact{.bag_id = bag_id});
  known->second.times += Times(telling);
  if (known->second.bag_id != bag_id) {
    Contradict(absl::StrCat("order ", order_id, " has bag \"", known->second.bag_id, "\" and bag \"", bag_id, "\""));
  }
}

void Facts::AddRefund(const std::string& order_id, const std::string& refund_id, bool order_known, Telling telling) {
  const auto [known, fresh] =
      refunds_.try_emplace(absl::StrCat(refund_id, " of ", order_id), RefundFact{.order_id = order_id});
  known->second.times += Times(telling);
  if (order_known) refunded_orders_.insert(order_id);
  if (known->second.times > 1)
    Contradict(absl::StrCat("refund ", refund_id, " of order ", order_id, " came about twice"));
}

void Facts::AddOpening(const Opening& opening, Telling telling) {
  const auto [known, fresh] = openings_.try_emplace(absl::StrCat(opening.bag_id, " ", opening.opener_id), opening);
  if (known->second != opening) {
    Contradict(absl::StrCat("opener ", opening.opener_id, " has coupon ", known->second.coupon_id, " (",
                            known->second.value_fen, " fen, ", known->second.drops, " drops) and coupon ",
                            opening.coupon_id, " (", opening.value_fen, " fen, ", opening.drops, " drops) of one bag"));
  }
  int& times = opening_times_[opening.coupon_id];
  times += Times(telling);
  if (times > 1) Contradict(absl::StrCat("coupon ", opening.coupon_id, " was given twice"));
}

void Facts::AddNewUser(const std::string& user_id) { new_users_.insert(user_id); }

void Facts::AddConversion(const std::string& buyer_id, const std::string& order_id) {
  const auto [known, fresh] = conversions_.try_emplace(buyer_id, order_id);
  if (known->second != order_id) {
    Contradict(absl::StrCat("buyer ", buyer_id, " converted with order ", known->second, " and order ", order_id));
  }
}

void Facts::AddCouponStep(const CouponStep& step, Telling telling) {
  const std::string what =
      absl::StrCat("coupon ", step.coupon_id, " of order ", step.order_id, " ", CouponUsed::Step_Name(step.step));
  const auto [known, fresh] =
      coupon_steps_.try_emplace(absl::StrCat(what, " ", step.from_fen), CouponStepFact{.step = step});
  known->second.times += Times(telling);
  if (known->second.step != step)
    Contradict(absl::StrCat(what, " for ", known->second.step.fen, " fen and for ", step.fen, " fen"));
  if (known->second.times > 1) Contradict(absl::StrCat(what, " came about twice"));
}

void Facts::Contradict(std::string what) { contradictions_.push_back(std::move(what)); }

Counts Facts::Count() const {
  Counts counts;
  for (const auto& [id, order] : orders_) {
    ++counts.orders;
    if (order.times > 1) ++counts.duplicate_orders;
    if (!order.bag_id.empty()) ++counts.bags_issued;
  }
  for (const auto& [key, refund] : refunds_) counts.refunds += KnowsOrder(refund.order_id) ? 1 : 0;
  std::set<absl::string_view> bags, openers;
  for (const auto& [key, opening] : openings_) {
    bags.insert(opening.bag_id);
    openers.insert(opening.opener_id);
    ++counts.coupons_by_template[opening.template_id];
    counts.drops += opening.drops;
    counts.free_coffees += opening.cups_filled;
    counts.liability_fen += opening.value_fen + opening.free_coffee_value_fen;
  }
  counts.bags_opened = static_cast<int64_t>(bags.size());
  counts.openings = static_cast<int64_t>(openings_.size());
  counts.coupons_issued = static_cast<int64_t>(opening_times_.size());
  counts.distinct_openers = static_cast<int64_t>(openers.size());
  counts.new_users = static_cast<int64_t>(new_users_.size());
  counts.conversions = static_cast<int64_t>(conversions_.size());
  CountCouponSteps(&counts);
  return counts;
}

bool Facts::KnowsOrder(const std::string& order_id) const {
  return orders_.contains(order_id) || refunded_orders_.contains(order_id);
}

void Facts::CountCouponSteps(Counts* counts) const {
  for (const auto& [key, fact] : coupon_steps_) {
    const CouponUsed::Step step = fact.step.step;
    counts->reserved += step == CouponUsed::STEP_RESERVED ? 1 : 0;
    counts->redeemed += step == CouponUsed::STEP_REDEEMED ? 1 : 0;
    counts->released += step == CouponUsed::STEP_RELEASED ? 1 : 0;
    counts->reversed += step == CouponUsed::STEP_REVERSED ? 1 : 0;
    counts->expired += step == CouponUsed::STEP_EXPIRED ? 1 : 0;
    counts->discount_fen += step == CouponUsed::STEP_REDEEMED ? fact.step.fen : 0;
  }
}

std::vector<std::string> Facts::MissingFrom(const Facts& other, absl::string_view here, absl::string_view there) const {
  std::vector<std::string> orders, refunds, openings, new_users, conversions, coupon_steps;
  for (const auto& [id, order] : orders_) {
    const auto found = other.orders_.find(id);
    if (found == other.orders_.end() || found->second.bag_id != order.bag_id) orders.push_back(id);
  }
  for (const auto& [id, refund] : refunds_) {
    if (!other.refunds_.contains(id)) refunds.push_back(id);
  }
  for (const auto& [key, opening] : openings_) {
    const auto found = other.openings_.find(key);
    if (found == other.openings_.end() || found->second != opening) openings.push_back(opening.coupon_id);
  }
  for (const std::string& user : new_users_) {
    if (!other.new_users_.contains(user)) new_users.push_back(user);
  }
  for (const auto& [buyer, order] : conversions_) {
    const auto found = other.conversions_.find(buyer);
    if (found == other.conversions_.end() || found->second != order) conversions.push_back(order);
  }
  for (const auto& [what, fact] : coupon_steps_) {
    const auto found = other.coupon_steps_.find(what);
    if (found == other.coupon_steps_.end() || found->second.step != fact.step) coupon_steps.push_back(what);
  }
  const std::string where = absl::StrCat(" of the ", here, " that the ", there, " does not have or tells otherwise");
  std::vector<std::string> lines;
  Describe(absl::StrCat("orders", where), std::move(orders), lines);
  Describe(absl::StrCat("refunds", where), std::move(refunds), lines);
  Describe(absl::StrCat("coupons", where), std::move(openings), lines);
  Describe(absl::StrCat("new users", where), std::move(new_users), lines);
  Describe(absl::StrCat("conversions", where), std::move(conversions), lines);
  Describe(absl::StrCat("steps at the till", where), std::move(coupon_steps), lines);
  return lines;
}

}  // namespace fudai::replay
