// Pause and end under full load, over two campaign servers: of the claims that begin after the change's OK, not one
// succeeds, and the ledger holds none that came later.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/async/loop.h"
#include "common/async/task.h"
#include "common/partition/partition.h"
#include "common/redis/client.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/eventually.h"
#include "tests/harness/ledger.h"
#include "tests/replay/channel.h"

namespace fudai::e2e {
namespace {

using admin::v1::CampaignService;
using campaign::v1::LuckyBagService;
using campaign::v1::OpenBagResponse;

constexpr int kFriends = 64;  // Who tap at once.
constexpr int kBags = 40;
constexpr int kCouponsPerBag = 200;
constexpr int kOpenedBefore = 1000;
constexpr int kTapsAfter = 20 * kFriends;

// What taps brought: how often each outcome, or each error.
using Tally = std::map<std::string, int>;

// Friends who tap bags without pause, half of them at either of two servers, each tap by somebody new.
class Crowd {
 public:
  // The servers' channels; all must outlive it.
  using Servers = std::array<std::shared_ptr<grpc::Channel>, 2>;

  Crowd(const harness::Stack& stack, std::string campaign_id, Servers servers, std::vector<std::string> share_codes)
      : stack_(stack), name_(std::move(campaign_id)), servers_(std::move(servers)), codes_(std::move(share_codes)) {
    for (int i = 0; i < kFriends; ++i) friends_.emplace_back([this, i] { TapUntilStopped(i); });
  }
  ~Crowd() { Stop(); }

  // From now on, taps count as late by the moment at which they begin.
  void MarkChange() { changed_ = true; }
  void Stop() {
    stopped_ = true;
    for (std::thread& thread : friends_) thread.join();
    friends_.clear();
  }

  int opened() const { return opened_; }
  int late_taps() const { return late_taps_; }
  // Once it has stopped: of the taps that began before the change's OK, and of those that began after it.
  const Tally& early() const { return early_; }
  const Tally& late() const { return late_; }

 private:
  void TapUntilStopped(int friend_number) {
    for (int i = 0; !stopped_; ++i) {
      const bool late = changed_;
      const std::string outcome = Tap(friend_number, i);
      if (outcome == "OUTCOME_OPENED") ++opened_;
      if (late) ++late_taps_;
      const std::lock_guard lock(mutex_);
      ++(late ? late_ : early_)[outcome];
    }
  }

  std::string Tap(int friend_number, int i) const {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(codes_[(friend_number + i) % codes_.size()]);
    const auto reply = stack_.App(absl::StrCat(name_, "-", friend_number, "-", i))
                           .On(servers_[friend_number % servers_.size()])
                           .CallUntilKnown(&LuckyBagService::Stub::OpenBag, request);
    return reply.ok() ? OpenBagResponse::Outcome_Name(reply->outcome()) : reply.status().ToString();
  }

  const harness::Stack& stack_;
  const std::string name_;
  const Servers servers_;
  const std::vector<std::string> codes_;
  std::atomic<bool> changed_ = false;
  std::atomic<bool> stopped_ = false;
  std::atomic<int> opened_ = 0;
  std::atomic<int> late_taps_ = 0;
  std::mutex mutex_;
  Tally early_;
  Tally late_;
  std::vector<std::thread> friends_;
};

// By partition, the number of its newest event.
using EventNumbers = std::array<int64_t, partition::kCount>;

async::Task<EventNumbers> ReadEventNumbers(redis::Client* client) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i)
    pending.push_back(client->Command("HGET", {partition::HeaderKey(i)}, {"ev"}));
  EventNumbers newest{};
  for (int i = 0; i < partition::kCount; ++i) {
    const absl::StatusOr<redis::Reply> reply = co_await pending[i];
    EXPECT_TRUE(reply.ok()) << reply.status();
    if (reply.ok()) newest[i] = reply->integer();
  }
  co_return newest;
}

class KillSwitchTest : public SharedStack {
 protected:
  KillSwitchTest()
      : second_(stack().campaign().Command({"--listen=" + SecondTarget()}), stack().folder().File("second.log")),
        redis_(&loop_, stack().redis().options()) {
    second_.Start();
  }

  static std::string SecondTarget() { return "unix:" + stack().folder().File("second.sock"); }

  // Publishes a campaign, gives its bags away, and lets the crowd come.
  static std::unique_ptr<Crowd> BeginLoad(const std::string& campaign_id) {
    stack().Publish(campaign_id, harness::CampaignAt("shop-" + campaign_id, kCouponsPerBag, 0));
    std::vector<std::string> codes;
    for (int i = 0; i < kBags; ++i) {
      const std::string name = absl::StrCat(campaign_id, "-sharer-", i);
      codes.push_back(GiveBag(stack(), harness::Order(name, name, "shop-" + campaign_id)).share_code());
    }
    const Crowd::Servers servers = {replay::ConnectTo(stack().CampaignTarget()), replay::ConnectTo(SecondTarget())};
    auto crowd = std::make_unique<Crowd>(stack(), campaign_id, servers, std::move(codes));
    EXPECT_TRUE(harness::Eventually([&] { return crowd->opened() >= kOpenedBefore; }));
    return crowd;
  }

  // Called as soon as the change's OK is there.
  void ExpectNoClaimFromNowOn(const std::string& campaign_id, const std::string& refusal, Crowd* crowd) {
    crowd->MarkChange();
    const EventNumbers at_ok = RunTask(loop_, ReadEventNumbers(&redis_));
    EXPECT_TRUE(harness::Eventually([&] { return crowd->late_taps() >= kTapsAfter; }));
    crowd->Stop();
    ASSERT_EQ(crowd->late().size(), 1u) << ::testing::PrintToString(crowd->late());
    EXPECT_EQ(crowd->late().begin()->first, refusal);
    EXPECT_FALSE(crowd->early().contains("OUTCOME_EMPTY")) << "the change was to come before the bags are empty";
    ExpectClaims(campaign_id, crowd->opened(), at_ok);
  }

  // The ledger holds just the claims that were acknowledged, each of a number that was there at the OK.
  static void ExpectClaims(const std::string& campaign_id, int acknowledged, const EventNumbers& at_ok) {
    stack().AwaitSettled();
    admin::v1::LedgerFilter filter;
    filter.set_campaign_id(campaign_id);
    int claims = 0;
    for (const admin::v1::LedgerEntry& entry : harness::ReadLedger(stack(), filter)) {
      if (!entry.event().has_bag_opened()) continue;
      ++claims;
      EXPECT_LE(entry.number(), at_ok[entry.partition()]) << entry.ShortDebugString();
    }
    EXPECT_EQ(claims, acknowledged);
  }

 private:
  harness::ServerProcess second_;
  async::Loop loop_;
  redis::Client redis_;
};

TEST_F(KillSwitchTest, NoClaimSucceedsAfterThePausesOk) {
  const std::unique_ptr<Crowd> crowd = BeginLoad("paused");
  admin::v1::PauseCampaignRequest request;
  request.set_campaign_id("paused");
  request.set_request_id("pause");
  const absl::Status ok = stack().Marketer().Call(&CampaignService::Stub::PauseCampaign, request).status();
  ASSERT_TRUE(ok.ok()) << ok;
  ExpectNoClaimFromNowOn("paused", "OUTCOME_CAMPAIGN_PAUSED", crowd.get());
}

TEST_F(KillSwitchTest, NoClaimSucceedsAfterTheEndsOk) {
  const std::unique_ptr<Crowd> crowd = BeginLoad("ended");
  admin::v1::EndCampaignRequest request;
  request.set_campaign_id("ended");
  const absl::Status ok = stack().Marketer().Call(&CampaignService::Stub::EndCampaign, request).status();
  ASSERT_TRUE(ok.ok()) << ok;
  ExpectNoClaimFromNowOn("ended", "OUTCOME_CAMPAIGN_ENDED", crowd.get());
}

}  // namespace
}  // namespace fudai::e2e
