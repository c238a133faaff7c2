// The rehearsal and production over one Redis: each works, and neither can meet the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/async/loop.h"
#include "common/partition/partition.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/rehearsal.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/campaign/v1/coupons.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/eventually.h"

namespace fudai::e2e {
namespace {

using admin::v1::CampaignService;
using admin::v1::CampaignSummary;
using admin::v1::RehearsalService;
using admin::v1::StatsService;
using auth::Role;
using campaign::v1::CouponService;
using campaign::v1::GivenBag;
using campaign::v1::LuckyBagService;
using campaign::v1::OpenBagResponse;
using campaign::v1::OrderService;
using harness::Caller;
using harness::Noon;
using harness::Order;
using ::testing::HasSubstr;

using Keyspace = std::map<std::string, std::string>;

class RehearsalTest : public SharedStack {
 protected:
  static void SetUpTestSuite() {
    StartStack({.rehearsal = true});
    stack().Publish("spring", harness::CampaignAt("shop"));
  }
  void SetUp() override {
    Wipe(testing::UnitTest::GetInstance()->current_test_info()->name());
    Advance(RealNow() + absl::Hours(1));
    Publish();
  }
  void TearDown() override { Allow("allkeys"); }

  static Caller Operator() { return stack().RehearsalCaller(Role::kOwner); }
  static Caller Till() { return stack().RehearsalCaller(Role::kOrderingSystem); }
  static Caller User(absl::string_view id) { return stack().RehearsalCaller(Role::kAppUser, id); }

  static absl::Time RealNow() { return absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now())); }

  static absl::StatusOr<admin::v1::AdvanceClockResponse> TryAdvance(absl::Time to) {
    admin::v1::AdvanceClockRequest request;
    request.mutable_to()->set_seconds(absl::ToUnixSeconds(to));
    return Operator().Call(&RehearsalService::Stub::AdvanceClock, request);
  }
  void Advance(absl::Time to) {
    const auto advanced = TryAdvance(to);
    ASSERT_TRUE(advanced.ok()) << advanced.status();
    now_ = to;
  }
  static void Wipe(const std::string& request_id) {
    admin::v1::WipeRehearsalRequest request;
    request.set_request_id(request_id);
    const auto wiped = Operator().Call(&RehearsalService::Stub::WipeRehearsal, request);
    ASSERT_TRUE(wiped.ok()) << wiped.status();
  }
  static admin::v1::GetRehearsalResponse Get() {
    const auto got = Operator().Call(&RehearsalService::Stub::GetRehearsal, admin::v1::GetRehearsalRequest());
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(admin::v1::GetRehearsalResponse());
  }
  // Imports "spring" from production and publishes it.
  static void Publish() {
    admin::v1::ImportCampaignRequest import;
    import.set_campaign_id("spring");
    import.set_begin_now(true);
    const auto imported = Operator().Call(&RehearsalService::Stub::ImportCampaign, import);
    ASSERT_TRUE(imported.ok()) << imported.status();
    EXPECT_EQ(imported->campaign().state(), admin::v1::CAMPAIGN_STATE_DRAFT);
    admin::v1::PublishCampaignRequest publish;
    publish.set_campaign_id("spring");
    const auto published = Operator().Call(&CampaignService::Stub::PublishCampaign, publish);
    ASSERT_TRUE(published.ok()) << published.status();
  }

  // Ends "spring", archives it, and waits until it is swept out of the store.
  static void ArchiveToTheEnd() {
    admin::v1::EndCampaignRequest end;
    end.set_campaign_id("spring");
    ASSERT_TRUE(Operator().Call(&CampaignService::Stub::EndCampaign, end).ok());
    admin::v1::ArchiveCampaignRequest archive;
    archive.set_campaign_id("spring");
    const auto archived = Operator().Call(&CampaignService::Stub::ArchiveCampaign, archive);
    ASSERT_TRUE(archived.ok()) << archived.status();
    admin::v1::GetCampaignRequest get;
    get.set_campaign_id("spring");
    const auto is_swept = [&get] {
      const auto got = Operator().Call(&CampaignService::Stub::GetCampaign, get);
      return got.ok() && got->campaign().archive().phase() == admin::v1::CampaignArchive::PHASE_DONE &&
             got->campaign().archive().keys_deleted() > 0;
    };
    EXPECT_TRUE(harness::Eventually(is_swept, absl::Minutes(1)));
  }

  campaign::v1::ReportOrderRequest OrderNow(const std::string& order_id, const std::string& user_id) const {
    campaign::v1::ReportOrderRequest order = Order(order_id, user_id, "shop");
    order.mutable_paid_at()->set_seconds(absl::ToUnixSeconds(now_));
    return order;
  }
  // Reports an order in the rehearsal, which earns a bag there.
  GivenBag GiveRehearsedBag(const std::string& order_id, const std::string& user_id) const {
    const auto reply = Till().Call(&OrderService::Stub::ReportOrder, OrderNow(order_id, user_id));
    EXPECT_TRUE(reply.ok()) << reply.status();
    EXPECT_TRUE(reply.ok() && reply->has_bag()) << order_id;
    return reply.ok() ? reply->bag() : GivenBag();
  }
  static absl::StatusOr<OpenBagResponse> Open(const Caller& caller, const std::string& share_code) {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(share_code);
    return caller.Call(&LuckyBagService::Stub::OpenBag, request);
  }
  static absl::Status GetCoupon(const Caller& caller, const std::string& coupon_id) {
    campaign::v1::GetCouponRequest request;
    request.set_coupon_id(coupon_id);
    return caller.Call(&CouponService::Stub::GetCoupon, request).status();
  }
  static CampaignSummary Summary(const Caller& caller) {
    admin::v1::GetCampaignSummaryRequest request;
    request.set_campaign_id("spring");
    const auto reply = caller.Call(&StatsService::Stub::GetCampaignSummary, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    return reply.ok() ? reply->summary() : CampaignSummary();
  }

  static redis::Reply Ask(std::vector<std::string> words) {
    async::Loop loop;
    redis::Client client(&loop, stack().redis().options());
    const auto ask = [](redis::Client* c, std::vector<std::string> w) -> async::Task<absl::StatusOr<redis::Reply>> {
      redis::Pending pending = c->Command(w.front(), {}, {w.begin() + 1, w.end()});
      co_return co_await pending;
    };
    absl::StatusOr<redis::Reply> reply = RunTask(loop, ask(&client, std::move(words)));
    EXPECT_TRUE(reply.ok()) << reply.status();
    return *std::move(reply);
  }
  // Waits until relay and projector have passed every event of the world whose keys begin so.
  static void AwaitQuiet(const std::string& prefix) {
    const auto is_quiet = [&prefix] {
      for (int i = 0; i < partition::kCount; ++i) {
        const redis::Reply header = Ask({"HMGET", prefix + partition::HeaderKey(i), "ev", "relay", "projected"});
        if (header[0].integer() != header[1].integer() || header[0].integer() != header[2].integer()) return false;
      }
      return true;
    };
    ASSERT_TRUE(harness::Eventually(is_quiet, absl::Minutes(1)));
  }
  // From now on Redis itself refuses every other key, whoever names it and in whichever command or script.
  static void Allow(const std::string& keys) { Ask({"ACL", "SETUSER", "default", "resetkeys", keys}); }
  // Every key of production, or of the rehearsal, with its contents.
  static Keyspace Dump(bool rehearsal) {
    Keyspace dump;
    const redis::Reply keys = Ask({"KEYS", "*"});
    for (size_t i = 0; i < keys.size(); ++i) {
      const std::string key(keys[i].string());
      if (absl::StartsWith(key, "rehearsal:") == rehearsal) dump[key] = std::string(Ask({"DUMP", key}).string());
    }
    return dump;
  }

  absl::Time now_;
};

TEST_F(RehearsalTest, NamesNoKeyOfProductionFromItsStartToItsWipe) {
  AwaitQuiet("");
  const Keyspace before = Dump(false);
  Allow("~rehearsal:*");
  Wipe("under-watch");
  Advance(RealNow() + absl::Hours(2));
  Publish();
  const GivenBag bag = GiveRehearsedBag("w1", "ada");
  for (const char* friend_id : {"bob", "carl", "dora"})
    EXPECT_EQ(Open(User(friend_id), bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(Till().Call(&OrderService::Stub::ReportOrder, OrderNow("w2", "bob"))->conversion().sharer_id(), "ada");
  EXPECT_TRUE(harness::Eventually([&] { return Summary(Operator()).coupons_credited() == 3; }, absl::Minutes(1)));
  Advance(now_ + absl::Hours(24 * 400));
  EXPECT_TRUE(harness::Eventually([&] { return Summary(Operator()).coupons_expired() == 4; }, absl::Minutes(1)));
  ArchiveToTheEnd();
  EXPECT_GT(Get().events(), 0);
  Wipe("at-the-end");
  EXPECT_EQ(Get().events(), 0);
  Allow("allkeys");
  EXPECT_EQ(Dump(false), before);
}

TEST_F(RehearsalTest, ProductionNamesNoKeyOfTheRehearsal) {
  GiveRehearsedBag("p1", "ada");
  AwaitQuiet("rehearsal:");
  const Keyspace before = Dump(true);
  Allow("~{*");
  const GivenBag bag = harness::GiveBag(stack(), Order("p1", "eve", "shop"));
  EXPECT_EQ(harness::OpenBag(stack(), "fay", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
  stack().AwaitSettled();
  Allow("allkeys");
  EXPECT_EQ(Dump(true), before);
}

TEST_F(RehearsalTest, TheSameNamesMeanOtherThingsInEachWorld) {
  const GivenBag real = harness::GiveBag(stack(), Order("same", "ada", "shop"));
  const GivenBag rehearsed = GiveRehearsedBag("same", "ada");
  EXPECT_EQ(Open(User("gus"), real.share_code()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Open(stack().App("gus"), rehearsed.share_code()).status().code(), absl::StatusCode::kNotFound);

  const auto real_coupon = Open(stack().App("gus"), real.share_code());
  const auto rehearsed_coupon = Open(User("gus"), rehearsed.share_code());
  ASSERT_TRUE(real_coupon.ok() && rehearsed_coupon.ok());
  EXPECT_EQ(GetCoupon(User("gus"), real_coupon->coupon().coupon_id()).code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(GetCoupon(stack().App("gus"), rehearsed_coupon->coupon().coupon_id()).code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(GetCoupon(User("gus"), rehearsed_coupon->coupon().coupon_id()).ok());
}

TEST_F(RehearsalTest, APauseHoldsInItsOwnWorldAlone) {
  const GivenBag real = harness::GiveBag(stack(), Order("pause", "ada", "shop"));
  const GivenBag rehearsed = GiveRehearsedBag("pause", "ada");
  admin::v1::PauseCampaignRequest pause;
  pause.set_campaign_id("spring");
  pause.set_request_id("pause-1");
  ASSERT_TRUE(Operator().Call(&CampaignService::Stub::PauseCampaign, pause).ok());
  EXPECT_EQ(Open(User("hal"), rehearsed.share_code())->outcome(), OpenBagResponse::OUTCOME_CAMPAIGN_PAUSED);
  EXPECT_EQ(Open(stack().App("hal"), real.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
}

TEST_F(RehearsalTest, TheClockMovesForwardsOnlyAndEveryCallSeesIt) {
  const GivenBag bag = GiveRehearsedBag("clock", "ada");
  const absl::Time next_day = now_ + absl::Hours(24) + absl::Seconds(1);
  Advance(next_day);
  EXPECT_EQ(Open(User("ida"), bag.share_code())->outcome(), OpenBagResponse::OUTCOME_EXPIRED);
  EXPECT_TRUE(TryAdvance(next_day).ok());
  const absl::Status back = TryAdvance(next_day - absl::Seconds(1)).status();
  EXPECT_EQ(back.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(back.message()),
              HasSubstr(absl::FormatTime(absl::RFC3339_sec, next_day, absl::UTCTimeZone()).substr(0, 19)));
  EXPECT_EQ(Get().now().seconds(), absl::ToUnixSeconds(next_day));
}

TEST_F(RehearsalTest, ServesItsMethodsInTheRehearsalOnly) {
  const absl::Status production =
      stack().Marketer().Call(&RehearsalService::Stub::GetRehearsal, admin::v1::GetRehearsalRequest()).status();
  EXPECT_EQ(production.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(production.message()), HasSubstr("GetRehearsal is served in rehearsal only"));
}

TEST_F(RehearsalTest, AWishToWipeIsGrantedOnce) {
  Wipe("once");
  Publish();
  Wipe("once");
  EXPECT_EQ(Get().campaign_ids_size(), 1);
  Wipe("twice");
  EXPECT_EQ(Get().campaign_ids_size(), 0);
}

TEST_F(RehearsalTest, WhatACrashLeavesOfAWipeIsFinishedAtTheNextStart) {
  stack().admin().Kill();
  Ask({"DEL", "rehearsal:" + std::string(partition::HeaderKey(200))});
  const absl::Status refused = Till().Call(&OrderService::Stub::ReportOrder, OrderNow("crash", "ada")).status();
  EXPECT_TRUE(refused.ok() || absl::IsUnavailable(refused)) << refused;
  stack().admin().Start();
  EXPECT_EQ(Get().campaign_ids_size(), 0);
  EXPECT_EQ(Get().events(), 0);
}

TEST_F(RehearsalTest, AWipeUnderProductionsTrafficChangesNothingThere) {
  stack().AwaitSettled();
  const int64_t before = Summary(stack().Marketer()).orders();
  std::atomic<bool> wiped = false;
  int64_t reported = 0;
  std::thread traffic([&] {
    for (; !wiped || reported < 100; ++reported) {
      const auto reply = stack().Ordering().Call(&OrderService::Stub::ReportOrder,
                                                 Order(absl::StrCat("traffic-", reported), "kim", "shop"));
      EXPECT_TRUE(reply.ok() && reply->has_bag()) << reply.status();
    }
  });
  for (int round = 0; round < 5; ++round) {
    GiveRehearsedBag(absl::StrCat("round-", round), "ada");
    Wipe(absl::StrCat("round-", round));
    Advance(RealNow() + absl::Hours(1));
    Publish();
  }
  wiped = true;
  traffic.join();
  stack().AwaitSettled();
  EXPECT_EQ(Summary(stack().Marketer()).orders(), before + reported);
}

}  // namespace
}  // namespace fudai::e2e
