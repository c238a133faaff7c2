// The laws after each of 10,000 random histories of reserve, redeem, release, reverse, expire and report, by clocks
// that differ; and after every step of them what a step must keep. See laws_fixture.h.
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "services/campaign/checkout/laws_fixture.h"
#include "services/campaign/order/order_store.h"

namespace fudai::checkout {
namespace {

constexpr int kHistories = 10'000;
// Histories that are played side by side, each of a user of its own.
constexpr int kTogether = 250;
constexpr int kSteps = 12;
constexpr int kOrders = 4;

order::OrderInput Report(const ReservationAddress& address, int64_t now_ms, bool redeem) {
  order::OrderInput input;
  input.request.set_order_id(address.order_id);
  input.request.set_user_id(address.user_id);
  input.request.set_redeem_reservation(redeem);
  input.now_ms = now_ms;
  return input;
}

class CheckoutHistoriesTest : public CheckoutLawsTest {
 protected:
  // One act, chosen at random, of any kind, by a clock that jumps within half an hour. `seed` makes it.
  async::Task<bool> Act(std::string user, uint64_t seed, int client) {
    std::mt19937_64 random(seed);
    const auto draw = [&random](int most) { return static_cast<int>(random() % (most + 1)); };
    CheckoutStore store(rig_.access(client));
    const int order = draw(kOrders - 1);
    const int64_t now_ms = NowMs() + draw(30) * kMinuteMs;
    const ReservationAddress address{OrderOf(user, order), user};
    absl::Status status;
    const int kind = draw(13);
    if (kind == 0) {
      order::OrderStore orders(rig_.access(client));
      order::OrderInput input = Report(address, now_ms, draw(1) == 1);
      const absl::StatusOr<order::OrderAnswer> answer = co_await orders.ReportOrder(std::move(input));
      status = answer.status();
    } else if (kind <= 3) {
      const std::set<int> coupons = {draw(kCoupons.size() - 1), draw(kCoupons.size() - 1)};
      ReserveInput input = Reservation(user, order, coupons, now_ms);
      const absl::StatusOr<ReserveAnswer> answer = co_await store.Reserve(std::move(input));
      status = answer.status();
    } else if (kind <= 11) {
      const Purpose purpose = kind <= 7 ? Purpose::kPay : kind <= 9 ? Purpose::kRelease : Purpose::kLook;
      const absl::StatusOr<SettleAnswer> answer = co_await store.Settle(address, now_ms, purpose);
      status = answer.status();
    } else {
      ReverseInput input{address, now_ms, absl::StrCat("r", draw(3)), draw(2) * 150};
      const absl::StatusOr<ReverseAnswer> answer = co_await store.Reverse(std::move(input));
      status = answer.status();
    }
    EXPECT_TRUE(status.ok()) << user << ", seed " << seed << ": " << status;
    co_return true;
  }

  // One step of each user's history: two acts at once, on two connections.
  void Step(const std::vector<std::string>& users, uint64_t seed) {
    std::vector<async::Task<bool>> acts;
    for (size_t i = 0; i < users.size(); ++i) {
      for (int client : {0, 1}) acts.push_back(Act(users[i], seed + i * 2 + client, client));
    }
    rig_.RunAll(std::move(acts));
  }
};

TEST_F(CheckoutHistoriesTest, TheLawsHoldAfterEachAndTheLiabilityAfterEveryStep) {
  int64_t out_of_owed_before = 0;
  for (int first = 0; first < kHistories; first += kTogether) {
    std::vector<std::string> users;
    std::vector<async::Task<bool>> given;
    for (int h = first; h < first + kTogether; ++h) users.push_back(absl::StrCat("u", h));
    for (const std::string& user : users) given.push_back(Give(user));
    rig_.RunAll(std::move(given));
    const int64_t coupons = static_cast<int64_t>(first + kTogether) * kCoupons.size();
    int64_t out_of_owed = 0;
    for (int step = 0; step < kSteps; ++step) {
      const uint64_t seed = (static_cast<uint64_t>(first) * kSteps + step * kTogether) * 2;
      SCOPED_TRACE(absl::StrCat("histories from ", first, " on, step ", step, ", acts seeded from ", seed, " on"));
      Step(users, seed);
      FollowEvents();
      out_of_owed = CheckUses(users);
      ASSERT_EQ(CountOwed() + out_of_owed_before + out_of_owed, coupons)
          << "the liability of every coupon is somewhere, once";
      if (HasFailure()) return;
    }
    out_of_owed_before += out_of_owed;
  }
}

}  // namespace
}  // namespace fudai::checkout
