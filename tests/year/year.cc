#include "tests/year/year.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/partition/partition.h"

namespace fudai::year {
namespace {

using event::v1::CouponUsed;
using event::v1::Event;

// Events that one order leads to, on average: measured, so that a year comes to about as many as it should.
constexpr double kEventsPerOrder = 8.0;

constexpr int64_t kHourMs = 3'600'000;
constexpr int64_t kBagLifeMs = 7 * kDayMs;
constexpr int64_t kCouponLifeMs = 14 * kDayMs;
constexpr int kBagSize = 50;
constexpr int kDropsPerCup = 200;
constexpr int64_t kCoffeeFen = 2800;

// Of each, the share in which it happens.
constexpr double kNewBuyers = 0.08;
constexpr double kNewFriends = 0.25;
constexpr double kFriendOrders = 0.35;
constexpr double kCouponUsed = 0.12;
constexpr double kRefunded = 0.02;
constexpr double kOpensAgain = 0.7;  // Every bag is opened this often once more: 2.3 times on average.
constexpr double kLikesTheEarly = 2.0;

// A campaign gives four kinds of coupon.
struct Kind {
  const char* template_id;
  int64_t value_fen;
};
constexpr Kind kKinds[] = {{"latte-3-off", 300}, {"tea-5-off", 500}, {"cake-half", 900}, {"second-cup", 1800}};
const Kind& KindOf(int index) { return kKinds[index % 4 == 3 && index % 8 != 3 ? 2 : index % 4]; }

std::string UserId(uint32_t user) { return absl::StrFormat("oFudaiUserOfTheYear%09d", user); }
std::string OrderId(uint32_t order) { return absl::StrFormat("order-%010d", order); }
std::string BagId(uint32_t bag) { return absl::StrFormat("bag%010d", bag); }
std::string CouponId(uint32_t bag, int index) { return absl::StrCat(BagId(bag), "-", index); }
std::string ShopId(int64_t shop) { return absl::StrFormat("shop-%03d", shop); }

// Shops open from seven to ten, with a rush at eight and another at noon.
int64_t TimeOfDay(double share) {
  const double rush = share < 0.4 ? 8 : share < 0.7 ? 12.5 : 7 + 15 * (share - 0.7) / 0.3;
  return static_cast<int64_t>((share < 0.7 ? rush - 0.5 + std::fmod(share * 97, 1.0) : rush) * kHourMs);
}

int DropsOf(int helpers) { return helpers < 5 ? 10 : helpers < 15 ? 15 : helpers < 40 ? 25 : 40; }

}  // namespace

Year::Year(const YearOptions& options)
    : options_(options),
      orders_a_day_(
          std::max<int64_t>(1, static_cast<int64_t>(static_cast<double>(options.events) / kEventsPerOrder / kDays))),
      random_(options.seed),
      planned_(kDays),
      users_(1),
      bags_(1),
      order_fen_(1) {}

std::string Year::CampaignId(int campaign) { return absl::StrFormat("year-%02d", campaign); }

bool Year::NextDay(std::vector<PlacedEvent>* events) {
  events->clear();
  if (day_ == kDays) return false;
  events_ = events;
  PlanOrders();
  std::vector<Action>& actions = planned_[day_];
  // What an action plans for later the same day is done the next: the vector does not grow meanwhile.
  ++day_;
  std::stable_sort(actions.begin(), actions.end(), [](const Action& a, const Action& b) { return a.at_ms < b.at_ms; });
  for (const Action& action : actions) Do(action);
  ExpireCoupons();
  tally_.events += static_cast<int64_t>(events->size());
  std::vector<Action>().swap(actions);
  return true;
}

// What lies beyond the year is left out; what lies before the next day happens then.
void Year::Plan(int64_t at_ms, const Action& action) {
  const int64_t day = std::max<int64_t>((at_ms - kStartMs) / kDayMs, day_);
  if (day >= kDays) return;
  planned_[day].push_back(action);
  planned_[day].back().at_ms = std::max(at_ms, kStartMs + day * kDayMs);
}

void Year::PlanOrders() {
  for (int64_t i = 0; i < orders_a_day_; ++i) {
    const double share = std::uniform_real_distribution<double>(0, 1)(random_);
    Plan(kStartMs + day_ * kDayMs + TimeOfDay(share), {0, Act::kOrder, PickBuyer()});
  }
}

void Year::Do(const Action& action) {
  switch (action.act) {
    case Act::kOrder:
      return Order(action);
    case Act::kOpen:
      return Open(action);
    case Act::kRedeem:
      return Redeem(action);
    case Act::kRefund:
      return Refund(action);
  }
}

void Year::Order(const Action& action) {
  User& user = users_[action.user];
  const auto order_number = static_cast<uint32_t>(order_fen_.size());
  const auto bag_number = static_cast<uint32_t>(bags_.size());
  // Some campaigns are much larger than others.
  const auto campaign = static_cast<uint16_t>(std::min(Below(options_.campaigns), Below(options_.campaigns)));
  order_fen_.push_back(Amount());
  bags_.push_back({action.at_ms, action.user, campaign, 0, user.generation});

  event::v1::OrderReported& order = *Add(action.at_ms, action.user).mutable_order_reported();
  order.set_order_id(OrderId(order_number));
  order.set_user_id(UserId(action.user));
  order.set_shop_id(ShopId(std::min(Below(options_.shops), Below(options_.shops))));
  order.set_items(static_cast<int>(1 + Below(3)));
  order.set_amount_fen(order_fen_.back());
  order.set_paid_at_ms(action.at_ms);
  order.set_campaign_id(CampaignId(campaign));
  order.set_campaign_version(1);
  order.set_bag_id(BagId(bag_number));
  order.set_bag_size(kBagSize);
  order.set_bag_expires_at_ms(action.at_ms + kBagLifeMs);
  order.set_first_order(user.ordered ? 0 : 1);
  ++tally_.orders;
  ++tally_.bags;
  tally_.paid_fen += order_fen_.back();

  if (!user.ordered && user.first_bag != 0) {
    const Bag& bag = bags_[user.first_bag];
    event::v1::ConversionRecorded& conversion = *Add(action.at_ms, action.user).mutable_conversion_recorded();
    conversion.set_user_id(UserId(action.user));
    conversion.set_order_id(OrderId(order_number));
    conversion.set_sharer_id(UserId(bag.sharer));
    conversion.set_bag_id(BagId(user.first_bag));
    conversion.set_campaign_id(CampaignId(bag.campaign));
    conversion.set_generation(user.generation);
    conversion.set_bag_given_at_ms(bag.given_at_ms);
    ++tally_.conversions;
  }
  user.ordered = user.known = true;

  if (Chance(kRefunded)) Plan(action.at_ms + Below(3 * kDayMs), {0, Act::kRefund, action.user, order_number});
  int64_t at_ms = action.at_ms;
  while (Chance(kOpensAgain)) {
    at_ms += static_cast<int64_t>(std::exponential_distribution<double>(1.0 / (8.0 * kHourMs))(random_));
    Plan(at_ms, {0, Act::kOpen, 0, bag_number});
  }
}

void Year::Open(const Action& action) {
  const uint32_t bag_number = action.subject;
  const uint32_t opener = PickFriend(bags_[bag_number].sharer);
  Bag& bag = bags_[bag_number];
  if (bag.opened == kBagSize || action.at_ms >= bag.given_at_ms + kBagLifeMs) return;
  const int index = bag.opened++;
  const Kind& kind = KindOf(index);
  Cup& cup = cups_[uint64_t{bag.sharer} * static_cast<uint64_t>(options_.campaigns) + bag.campaign];
  const int drops = DropsOf(cup.helpers);
  const int filled = (cup.drops + drops) / kDropsPerCup;
  cup.drops = static_cast<uint16_t>((cup.drops + drops) % kDropsPerCup);
  ++cup.helpers;

  event::v1::BagOpened& open = *Add(action.at_ms, bag.sharer).mutable_bag_opened();
  open.set_bag_id(BagId(bag_number));
  open.set_opener_id(UserId(opener));
  open.set_sharer_id(UserId(bag.sharer));
  open.set_campaign_id(CampaignId(bag.campaign));
  open.set_campaign_version(1);
  open.set_template_id(kind.template_id);
  open.set_value_fen(kind.value_fen);
  open.set_index(static_cast<uint32_t>(index));
  open.set_drops(static_cast<uint32_t>(drops));
  open.set_cups_filled(static_cast<uint32_t>(filled));
  open.set_helpers(cup.helpers);
  open.set_free_coffee_template_id("free-coffee");
  open.set_free_coffee_value_fen(kCoffeeFen);
  open.set_coupon_expires_at_ms(action.at_ms + kCouponLifeMs);
  open.set_free_coffee_expires_at_ms(action.at_ms + kCouponLifeMs);
  open.set_sharer_generation(bag.sharer_generation);
  open.set_bag_given_at_ms(bag.given_at_ms);
  ++tally_.openings;

  User& friend_ = users_[opener];
  const bool first_touch = !friend_.known;
  event::v1::CouponCredited& credit = *Add(action.at_ms, opener).mutable_coupon_credited();
  credit.set_coupon_id(CouponId(bag_number, index));
  credit.set_user_id(UserId(opener));
  credit.set_bag_id(BagId(bag_number));
  credit.set_sharer_id(UserId(bag.sharer));
  credit.set_campaign_id(CampaignId(bag.campaign));
  if (first_touch) {
    friend_ = {bag_number, static_cast<uint8_t>(bag.sharer_generation + 1), true, false};
    credit.set_first_touch(1);
    credit.set_generation(friend_.generation);
    if (Chance(kFriendOrders)) Plan(action.at_ms + kHourMs + Below(5 * kDayMs), {0, Act::kOrder, opener});
  }
  if (Chance(kCouponUsed))
    Plan(action.at_ms + kHourMs + Below(10 * kDayMs),
         {0, Act::kRedeem, opener, bag_number, static_cast<uint8_t>(index)});
}

void Year::Redeem(const Action& action) {
  const Kind& kind = KindOf(action.index);
  const int64_t basket_fen = std::max(Amount(), kind.value_fen);
  for (const auto step : {CouponUsed::STEP_RESERVED, CouponUsed::STEP_REDEEMED}) {
    CouponUsed& use = *Add(action.at_ms, action.user).mutable_coupon_used();
    use.set_coupon_id(CouponId(action.subject, action.index));
    use.set_user_id(UserId(action.user));
    use.set_order_id(absl::StrFormat("pay-%010d", tally_.redeemed));
    use.set_campaign_id(CampaignId(bags_[action.subject].campaign));
    use.set_campaign_version(1);
    use.set_template_id(kind.template_id);
    use.set_value_fen(kind.value_fen);
    use.set_discount_fen(kind.value_fen);
    use.set_deadline_ms(action.at_ms + kHourMs);
    use.set_step(step);
    use.set_given_at_ms(action.at_ms - std::min(action.at_ms - kStartMs, 1 + Below(5 * kDayMs)));
    use.set_shop_id(ShopId(Below(options_.shops)));
    use.set_basket_fen(basket_fen);
    use.set_payable_fen(basket_fen - kind.value_fen);
    use.set_items(static_cast<int>(1 + Below(3)));
    use.set_first_of_order(true);
    use.set_first_of_campaign(true);
    use.set_first_of_template(true);
  }
  ++tally_.redeemed;
  tally_.discount_fen += kind.value_fen;
}

void Year::Refund(const Action& action) {
  event::v1::RefundReported& refund = *Add(action.at_ms, action.user).mutable_refund_reported();
  refund.set_refund_id(absl::StrCat("refund-of-", OrderId(action.subject)));
  refund.set_order_id(OrderId(action.subject));
  refund.set_user_id(UserId(action.user));
  refund.set_amount_fen(order_fen_[action.subject]);
  refund.set_refunded_at_ms(action.at_ms);
  refund.set_bag_closed(1);
  refund.set_order_known(1);
  ++tally_.refunds;
}

// Coupons of a day, by campaign and kind, in a partition each.
void Year::ExpireCoupons() {
  for (int campaign = 0; campaign < options_.campaigns && day_ > 14; ++campaign) {
    const Kind& kind = kKinds[(day_ + campaign) % std::size(kKinds)];
    events_->emplace_back().partition = (day_ * options_.campaigns + campaign) % partition::kCount;
    Event& event = events_->back().event;
    event.set_occurred_at_ms(kStartMs + day_ * kDayMs - 1);
    event::v1::LiabilityExpired& expired = *event.mutable_liability_expired();
    expired.set_campaign_id(CampaignId(campaign));
    expired.set_template_id(kind.template_id);
    expired.set_value_fen(kind.value_fen);
    expired.set_coupons(1);
  }
}

Event& Year::Add(int64_t at_ms, uint32_t user) {
  events_->emplace_back().partition = partition::OfUser(UserId(user));
  Event& event = events_->back().event;
  event.set_occurred_at_ms(at_ms);
  return event;
}

uint32_t Year::PickBuyer() {
  if (users_.size() < 2 || Chance(kNewBuyers)) return NewUser();
  const double share = std::pow(std::uniform_real_distribution<double>(0, 1)(random_), kLikesTheEarly);
  return 1 + static_cast<uint32_t>(share * static_cast<double>(users_.size() - 1));
}

uint32_t Year::PickFriend(uint32_t sharer) {
  if (Chance(kNewFriends)) return NewUser();
  const auto known = static_cast<uint32_t>(1 + Below(static_cast<int64_t>(users_.size()) - 1));
  return known == sharer ? NewUser() : known;
}

uint32_t Year::NewUser() {
  users_.emplace_back();
  return static_cast<uint32_t>(users_.size() - 1);
}

int64_t Year::Amount() {
  return 800 + static_cast<int64_t>(std::exponential_distribution<double>(1.0 / 1500)(random_));
}

}  // namespace fudai::year
