// Many callers at once over gRPC: exactly the right number win, and the ledger keeps every law.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/ledger.h"

namespace fudai::e2e {
namespace {

using campaign::v1::OpenBagResponse;
using campaign::v1::OrderService;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundResponse;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;
using harness::Refund;
using ::testing::IsEmpty;

class RaceTest : public SharedStack {
 protected:
  static void SetUpTestSuite() {
    SharedStack::SetUpTestSuite();
    stack().Publish("race", Spec());
  }

  static campaign::v1::CampaignSpec Spec() { return harness::CampaignAt("shop", 30, 20); }

  // All tests share one ledger, so each checks the laws of everything before it too.
  void TearDown() override {
    stack().AwaitSettled();
    EXPECT_THAT(harness::BrokenLaws(harness::ReadLedger(stack()), Spec()), IsEmpty());
  }

  // A bag with this many coupons left.
  static campaign::v1::GivenBag BagWithLeft(const std::string& name, int left) {
    const campaign::v1::GivenBag bag = GiveBag(stack(), Order(name, name + "-sharer", "shop"));
    for (int i = 0; i < bag.size() - left; ++i) {
      EXPECT_EQ(OpenBag(stack(), absl::StrCat(name, "-early-", i), bag.share_code())->outcome(),
                OpenBagResponse::OUTCOME_OPENED);
    }
    return bag;
  }
};

// Runs `act(0)` … `act(callers - 1)` on threads that begin together, and counts what they return.
template <typename Outcome>
std::map<Outcome, int> Together(int callers, const std::function<Outcome(int)>& act) {
  std::barrier start(callers);
  std::vector<Outcome> outcomes(callers);
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      outcomes[i] = act(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::map<Outcome, int> counts;
  for (const Outcome& outcome : outcomes) ++counts[outcome];
  return counts;
}

// What a tap brought, in a word; errors too.
std::string OutcomeOf(const absl::StatusOr<OpenBagResponse>& reply) {
  return reply.ok() ? OpenBagResponse::Outcome_Name(reply->outcome()) : reply.status().ToString();
}

TEST_F(RaceTest, OneOf64AndOf256GetsTheLastCoupon) {
  for (const int callers : {64, 256}) {
    const std::string name = absl::StrCat("last-", callers);
    const campaign::v1::GivenBag bag = BagWithLeft(name, 1);
    const auto outcomes = Together<std::string>(
        callers, [&](int i) { return OutcomeOf(OpenBag(stack(), absl::StrCat(name, "-", i), bag.share_code())); });
    EXPECT_THAT(outcomes, ::testing::UnorderedElementsAre(::testing::Pair("OUTCOME_OPENED", 1),
                                                          ::testing::Pair("OUTCOME_EMPTY", callers - 1)));
  }
}

TEST_F(RaceTest, OneOpener64TimesAtOnceGetsOneCoupon) {
  const campaign::v1::GivenBag bag = BagWithLeft("same", 50);
  std::set<std::string> coupons;
  std::mutex mutex;
  const auto outcomes = Together<std::string>(64, [&](int) {
    const auto reply = OpenBag(stack(), "same-friend", bag.share_code());
    const std::lock_guard lock(mutex);
    if (reply.ok()) coupons.insert(reply->coupon().coupon_id());
    return OutcomeOf(reply);
  });
  EXPECT_THAT(outcomes, ::testing::UnorderedElementsAre(::testing::Pair("OUTCOME_OPENED", 1),
                                                        ::testing::Pair("OUTCOME_ALREADY_OPENED", 63)));
  EXPECT_EQ(coupons.size(), 1u);
}

TEST_F(RaceTest, OneOrderReported64TimesEarnsOneBag) {
  std::set<std::string> codes;
  std::mutex mutex;
  const auto repeated = Together<std::string>(64, [&](int) -> std::string {
    const auto reply = stack().Ordering().Call(&OrderService::Stub::ReportOrder, Order("once", "once-sharer", "shop"));
    if (!reply.ok()) return reply.status().ToString();
    const std::lock_guard lock(mutex);
    codes.insert(reply->bag().share_code());
    return reply->repeated() ? "repeated" : "first";
  });
  EXPECT_THAT(repeated, ::testing::UnorderedElementsAre(::testing::Pair("first", 1), ::testing::Pair("repeated", 63)));
  EXPECT_EQ(codes.size(), 1u);
}

// Two buyers claim one order id at once: it is one's for good.
TEST_F(RaceTest, AnOrderReportedForTwoBuyersIsOnes) {
  std::set<std::string> owners;
  std::mutex mutex;
  const auto outcomes = Together<std::string>(64, [&](int i) -> std::string {
    const std::string buyer = i % 2 == 0 ? "even" : "odd";
    const auto reply = stack().Ordering().Call(&OrderService::Stub::ReportOrder, Order("claimed", buyer, "shop"));
    if (!reply.ok()) return absl::StatusCodeToString(reply.status().code());
    const std::lock_guard lock(mutex);
    owners.insert(buyer);
    return "ok";
  });
  EXPECT_THAT(outcomes,
              ::testing::UnorderedElementsAre(::testing::Pair("ok", 32), ::testing::Pair("ALREADY_EXISTS", 32)));
  EXPECT_EQ(owners.size(), 1u);
}

// The refund's answer counts the coupons that were out; every open is before it or finds the bag closed.
TEST_F(RaceTest, ARefundAmongOpensClosesTheBagAtOnePoint) {
  for (int round = 0; round < 5; ++round) {
    const std::string name = absl::StrCat("refund-", round);
    const auto order = Order(name, name + "-sharer", "shop");
    const campaign::v1::GivenBag bag = GiveBag(stack(), order);
    int opened_before = -1;
    const auto outcomes = Together<std::string>(40, [&](int i) {
      if (i != 20) return OutcomeOf(OpenBag(stack(), absl::StrCat(name, "-", i), bag.share_code()));
      const auto refund = stack().Ordering().Call(&OrderService::Stub::ReportRefund, Refund("all", order, 2000));
      if (refund.ok()) opened_before = refund->opened();
      return refund.ok() ? ReportRefundResponse::Outcome_Name(refund->outcome()) : refund.status().ToString();
    });
    EXPECT_EQ(outcomes.at("OUTCOME_BAG_CLOSED"), 1);
    const auto count = [&](const char* outcome) { return outcomes.contains(outcome) ? outcomes.at(outcome) : 0; };
    EXPECT_EQ(count("OUTCOME_OPENED"), opened_before);
    EXPECT_EQ(count("OUTCOME_OPENED") + count("OUTCOME_CLOSED"), 39);
  }
}

TEST_F(RaceTest, OneRefundReported64TimesIsTakenOnce) {
  const auto order = Order("twice", "twice-sharer", "shop");
  GiveBag(stack(), order);
  const auto outcomes = Together<std::string>(64, [&](int) -> std::string {
    const auto refund = stack().Ordering().Call(&OrderService::Stub::ReportRefund, Refund("one", order, 300));
    if (!refund.ok()) return refund.status().ToString();
    return absl::StrCat(refund->repeated() ? "repeated " : "first ", refund->remaining_fen());
  });
  EXPECT_THAT(outcomes,
              ::testing::UnorderedElementsAre(::testing::Pair("first 1700", 1), ::testing::Pair("repeated 1700", 63)));
}

// A friend's first order races the friend's first open: there is one first touch or none, and a conversion only of a
// touch.
TEST_F(RaceTest, FirstOrdersRaceFirstOpens) {
  const campaign::v1::GivenBag bag = GiveBag(stack(), Order("first", "first-sharer", "shop"));
  Together<int>(80, [&](int i) {
    const std::string user = absl::StrCat("first-", i / 2);
    if (i % 2 == 0) return OpenBag(stack(), user, bag.share_code()).ok() ? 1 : 0;
    return stack().Ordering().Call(&OrderService::Stub::ReportOrder, Order("of-" + user, user, "shop")).ok() ? 1 : 0;
  });
}

}  // namespace
}  // namespace fudai::e2e
