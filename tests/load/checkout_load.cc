#include "tests/load/checkout_load.h"

#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "services/campaign/checkout/candidates.h"
#include "services/campaign/pricing/best_combination.h"
#include "tests/load/call_load.h"
#include "tests/load/cost.h"

namespace fudai::load {
namespace {

using campaign::v1::Basket;
using campaign::v1::QuoteOrderRequest;
using campaign::v1::QuoteOrderResponse;
using campaign::v1::RedeemReservationRequest;
using campaign::v1::RedeemReservationResponse;
using campaign::v1::ReserveCouponsRequest;
using campaign::v1::ReserveCouponsResponse;
using google::protobuf::Message;

constexpr int kTillsInFlight = 64;
constexpr int kShoppersPerSize = 20;
// Of the coupons of a wallet of five, those that stack.
constexpr int kReserved[] = {0, 1, 3};
constexpr int kPayingWallet = 5;

std::unique_ptr<QuoteOrderRequest> QuoteFor(const Shopper& shopper, const Basket& basket) {
  auto request = std::make_unique<QuoteOrderRequest>();
  request->set_user_id(shopper.user_id);
  *request->mutable_basket() = basket;
  return request;
}

std::unique_ptr<ReserveCouponsRequest> ReservationFor(const Shopper& shopper, const Basket& basket) {
  auto request = std::make_unique<ReserveCouponsRequest>();
  request->set_order_id(shopper.user_id);
  request->set_user_id(shopper.user_id);
  for (const int coupon : kReserved) request->add_coupon_ids(shopper.coupon_ids[coupon]);
  *request->mutable_basket() = basket;
  return request;
}

std::unique_ptr<RedeemReservationRequest> PaymentOf(const Shopper& shopper) {
  auto request = std::make_unique<RedeemReservationRequest>();
  request->set_order_id(shopper.user_id);
  request->set_user_id(shopper.user_id);
  return request;
}

// What a load came to, and what it cost until the relay had passed its events.
struct Measured {
  LoadResult result;
  Cost cost;
};

absl::StatusOr<Measured> MeasureCalls(Rig* rig, Calls calls) {
  calls.in_flight = kTillsInFlight;
  ASSIGN_OR_RETURN(const ServedMeters meters, ServedMeters::Start(rig));
  Measured measured;
  ASSIGN_OR_RETURN(measured.result, RunCalls(rig->campaign_server().channel(), calls));
  ASSIGN_OR_RETURN(const Cost answered, meters.Over(calls.count));
  RETURN_IF_ERROR(rig->served_store().AwaitRelayed());
  ASSIGN_OR_RETURN(measured.cost, meters.Over(calls.count));
  measured.cost.client_us = answered.client_us;
  return measured;
}

// The figures of a pair of calls, one after the other.
void RecordPair(const Measured& first, const Measured& second, Figures* figures) {
  const double seconds = absl::ToDoubleSeconds(first.result.elapsed + second.result.elapsed);
  figures->Add("pay.server_us", first.cost.server_us + second.cost.server_us);
  figures->Add("pay.redis_us", first.cost.redis_us + second.cost.redis_us);
  figures->Add("pay.client_us", first.cost.client_us + second.cost.client_us);
  figures->Add("pay.per_second", static_cast<double>(first.result.latencies.size()) / seconds);
}

absl::Status CheckAll(absl::string_view what, int64_t right, int acts) {
  if (right == acts) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(right, " of ", acts, " ", what, "; all should be"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<CheckoutLoad>> CheckoutLoad::Prepare(Rig* rig) {
  auto load = std::unique_ptr<CheckoutLoad>(new CheckoutLoad(rig));
  ASSIGN_OR_RETURN(load->version_, ReadWalletCampaign());
  ASSIGN_OR_RETURN(load->basket_, ReadBasket());
  load->wallets_ = std::make_unique<Wallets>(&rig->served_store(), load->version_.get());
  for (const int size : kWalletSizes) {
    ASSIGN_OR_RETURN(std::vector<Shopper> shoppers, load->wallets_->Fill({.shoppers = kShoppersPerSize, .size = size}));
    load->quoted_.push_back(std::move(shoppers));
  }
  return load;
}

absl::Status CheckoutLoad::Measure(int acts, Figures* figures) {
  for (size_t i = 0; i < quoted_.size(); ++i) RETURN_IF_ERROR(MeasureQuotes(i, acts, figures));
  return MeasurePairs(acts, figures);
}

absl::Status CheckoutLoad::MeasureQuotes(size_t index, int acts, Figures* figures) {
  const int size = kWalletSizes[index];
  const std::vector<Shopper>& shoppers = quoted_[index];
  ASSIGN_OR_RETURN(const int64_t best_fen, MeasurePricing(size, acts, figures));
  int64_t right = 0;
  Calls calls{.path = "/fudai.campaign.v1.CheckoutService/QuoteOrder", .count = static_cast<size_t>(acts)};
  calls.ask = [&](size_t i) {
    return Ask{&rig_->till_authorization(), QuoteFor(shoppers[i % shoppers.size()], basket_)};
  };
  calls.answer = &QuoteOrderResponse::default_instance();
  calls.answered = [&](size_t, const Message& answer) {
    right += static_cast<const QuoteOrderResponse&>(answer).discount().discount_fen() == best_fen;
  };
  ASSIGN_OR_RETURN(const Measured quotes, MeasureCalls(rig_, calls));
  Record(absl::StrCat("quote.", size), quotes.result, quotes.cost, figures);
  return CheckAll(absl::StrCat("quotes of a wallet of ", size, " take off ", best_fen, " fen"), right, acts);
}

absl::StatusOr<int64_t> CheckoutLoad::MeasurePricing(int size, int acts, Figures* figures) {
  const contracts::Wallet wallet = MakeWallet(*version_, size);
  const checkout::Versions versions = {{{kWalletCampaign, 1}, version_}};
  const int64_t now_ms = absl::ToUnixMillis(absl::Now());
  const pricing::Situation situation{basket_, now_ms, now_ms, true};
  const std::vector<pricing::Candidate> candidates = checkout::CandidatesOf(wallet, versions, {now_ms, ""});
  LoadResult result;
  int64_t best_fen = 0;
  ASSIGN_OR_RETURN(const Meter client, Meter::Of(getpid()));
  const absl::Time began = absl::Now();
  for (int i = 0; i < acts; ++i) {
    const absl::Time start = absl::Now();
    best_fen = pricing::BestCombination(situation, candidates).discount.discount_fen();
    result.latencies.push_back(absl::Now() - start);
  }
  result.elapsed = absl::Now() - began;
  Cost cost;
  ASSIGN_OR_RETURN(cost.client_us, client.MicrosecondsOver(acts));
  Record(absl::StrCat("pricing.", size), result, cost, figures);
  return best_fen;
}

absl::Status CheckoutLoad::MeasurePairs(int acts, Figures* figures) {
  ASSIGN_OR_RETURN(const std::vector<Shopper> shoppers, wallets_->Fill({.shoppers = acts, .size = kPayingWallet}));
  Calls reserve{.path = "/fudai.campaign.v1.CheckoutService/ReserveCoupons", .count = shoppers.size()};
  reserve.ask = [&](size_t i) { return Ask{&rig_->till_authorization(), ReservationFor(shoppers[i], basket_)}; };
  reserve.answer = &ReserveCouponsResponse::default_instance();
  reserve.answered = [](size_t, const Message&) {};
  int64_t redeemed = 0;
  Calls redeem{.path = "/fudai.campaign.v1.CheckoutService/RedeemReservation", .count = shoppers.size()};
  redeem.ask = [&](size_t i) { return Ask{&rig_->till_authorization(), PaymentOf(shoppers[i])}; };
  redeem.answer = &RedeemReservationResponse::default_instance();
  redeem.answered = [&](size_t, const Message& answer) {
    const auto& reservation = static_cast<const RedeemReservationResponse&>(answer).reservation();
    redeemed += reservation.state() == campaign::v1::RESERVATION_STATE_REDEEMED;
  };
  ASSIGN_OR_RETURN(const Measured reserved, MeasureCalls(rig_, reserve));
  ASSIGN_OR_RETURN(const Measured paid, MeasureCalls(rig_, redeem));
  Record("reserve", reserved.result, reserved.cost, figures);
  Record("redeem", paid.result, paid.cost, figures);
  RecordPair(reserved, paid, figures);
  return CheckAll("reservations are redeemed", redeemed, acts);
}

}  // namespace fudai::load
