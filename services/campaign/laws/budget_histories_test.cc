// The law of a budget, and its caps, over 10,000 random histories of one campaign each: claims that are lent budget by
// servers which may die at any point, idle escrow that is called back, expiry, raised caps, changing days, pause and
// end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/budget/conservation.h"
#include "common/budget/purses.h"
#include "services/campaign/budget/liability_expirer.h"
#include "services/campaign/contracts/ids.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/lucky_bag/lucky_bag_store.h"
#include "services/campaign/testing/liability.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::laws {
namespace {

using campaign_testing::Highest;
using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using lucky_bag::ClaimOutcome;
using partition::CampaignRecordState;
using testing::IsEmpty;

constexpr int kHistories = 10'000;
// Histories that are played side by side, each of a campaign of its own.
constexpr int kTogether = 500;
constexpr int kSteps = 4;
// Partitions that they live in, from 0 on; and users in each.
constexpr int kPartitions = 3;
constexpr int kUsers = 4;
constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

// A user of the partition.
std::string UserOf(int partition, int number) {
  for (int i = 0;; ++i) {
    std::string user = absl::StrCat("u", number, "-", i);
    if (partition::OfUser(user) == partition) return user;
  }
}

struct History {
  campaigns::CompiledVersionPtr campaign;
  std::array<sharecode::BagAddress, kPartitions> bags;
  int64_t now_ms = 0;
  // What caps it, by the letter of the purse; its version rises with them.
  int32_t version = 1;
  std::map<char, int64_t> caps_fen;
  CampaignRecordState state = CampaignRecordState::kActive;
  // As they came.
  std::vector<event::v1::Event> events;

  int64_t CapOf(const std::string& purse) const { return caps_fen.at(purse.front()); }
};

class BudgetHistoriesTest : public testing::Test {
 protected:
  BudgetHistoriesTest() {
    rig_.Command({"CONFIG", "SET", "appendfsync", "no"});  // the disk's time is not the test's
    campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
    spec.mutable_budget()->set_total_fen(1);
    spec.mutable_budget()->set_daily_fen(1);
    for (campaign::v1::CouponTemplate& terms : *spec.mutable_templates()) {
      terms.set_budget_fen(1);
      terms.set_valid_days(1);
    }
    for (int i = 0; i < kTogether; ++i) rig_.Publish(absl::StrCat("campaign-", i), spec);
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
    for (int partition = 0; partition < kPartitions; ++partition) {
      for (int i = 0; i <= kUsers; ++i) users_[partition].push_back(UserOf(partition, i));
    }
  }

  ~BudgetHistoriesTest() override { rig_.Command({"CONFIG", "SET", "appendfsync", "always"}); }

  // Commands go out together.
  void Queue(std::vector<std::string> words) { commands_.push_back(Send(rig_.access().client(), std::move(words))); }
  void SendAll() { rig_.RunAll(std::exchange(commands_, {})); }
  static async::Task<bool> Send(redis::Client* client, std::vector<std::string> words) {
    std::vector<std::string> args(words.begin() + 1, words.end());
    redis::Pending pending = client->Command(words.front(), {}, std::move(args));
    const absl::StatusOr<redis::Reply> reply = co_await pending;
    EXPECT_TRUE(reply.ok()) << reply.status();
    co_return reply.ok();
  }

  // A new history of the campaign, with a bag in each partition.
  History Begin(int number, std::mt19937_64* random) {
    History history;
    const std::string campaign_id = absl::StrCat("campaign-", number % kTogether);
    history.campaign = rig_.Run(rig_.campaigns().Current(campaign_id)).value();
    history.now_ms = absl::ToUnixMillis(SampleNow());
    history.caps_fen = {
        {'c', 500 + (*random)() % 9000}, {'d', 500 + (*random)() % 6000}, {'t', 500 + (*random)() % 4000}};
    Queue({"DEL", partition::AccountKey(partition::OfUser(campaign_id), campaign_id)});
    for (int partition = 0; partition < kPartitions; ++partition) {
      Queue({"DEL", partition::EscrowKey(partition, campaign_id)});
      history.bags[partition] = {static_cast<uint8_t>(partition), static_cast<uint64_t>(number + 1)};
      rig_.Command(
          {"HSET", keys::Bag(partition, number + 1), "m", BagOf(history, partition).record.SerializeAsString()});
    }
    SetState(&history, CampaignRecordState::kActive);
    return history;
  }
  void SetState(History* history, CampaignRecordState state) {
    history->state = state;
    for (int partition = 0; partition < kPartitions; ++partition) {
      Queue({"HSET", partition::CampaignKey(partition, history->campaign->campaign_id), "state",
             absl::StrCat(static_cast<int>(state))});
    }
  }
  lucky_bag::StoredBag BagOf(const History& history, int partition) {
    lucky_bag::StoredBag bag;
    bag.bag_id = contracts::BagId(partition, history.bags[partition].bag_number);
    bag.record.set_sharer_id(users_[partition].back());
    bag.record.set_campaign_id(history.campaign->campaign_id);
    bag.record.set_campaign_version(1);
    bag.record.set_given_at_ms(absl::ToUnixMillis(SampleNow()));
    bag.record.set_expires_at_ms(absl::ToUnixMillis(SampleNow()) + 100 * kDayMs);
    bag.record.set_seed(history.bags[partition].bag_number);
    return bag;
  }

  // One act, chosen at random. `seed` makes it.
  async::Task<bool> Act(History* history, uint64_t seed, int client) {
    std::mt19937_64 random(seed);
    const int kind = static_cast<int>(random() % 10);
    if (kind <= 6) co_return co_await Claim(history, std::move(random), client);
    if (kind == 7) {
      std::vector<std::string> purses = {"c", "t:tea"};
      co_return co_await Recall(history, std::move(purses), client, random() % 3 > 0);
    }
    if (kind == 8) {
      ++history->version;
      for (auto& [letter, fen] : history->caps_fen) fen += static_cast<int64_t>(random() % 1000);
    }
    if (kind == 9) history->now_ms += static_cast<int64_t>(random() % kDayMs);
    co_return true;
  }

  // Opens a bag; the server may die once budget was lent, once it was called back, and before the coupon is credited.
  async::Task<bool> Claim(History* history, std::mt19937_64 random, int client) {
    const int partition = static_cast<int>(random() % kPartitions);
    const std::string opener = users_[random() % kPartitions][random() % kUsers];
    lucky_bag::LuckyBagStore bags(rig_.access(client));
    lucky_bag::ClaimInput input{history->bags[partition],
                                BagOf(*history, partition),
                                history->campaign,
                                {opener, false},
                                history->now_ms,
                                history->campaign,
                                ""};
    for (int attempt = 0; attempt < 3; ++attempt) {
      const absl::StatusOr<lucky_bag::ClaimAnswer> answer = co_await bags.TakeCoupon(input);
      EXPECT_TRUE(answer.ok()) << answer.status();
      if (!answer.ok()) co_return false;
      if (answer->outcome == ClaimOutcome::kOpened) {
        EXPECT_EQ(history->state, CampaignRecordState::kActive) << "opened after the OK of a pause";
        if (random() % 8 > 0) co_await Credit(input, *answer->claim, client);
      }
      if (answer->outcome != ClaimOutcome::kShort) co_return true;
      budget::BudgetStore store = Budget(client);
      budget::GrantRequest grant{history->campaign->campaign_id, history->version, partition, {}};
      for (const contracts::Shortage& shortage : answer->shortages)
        grant.wants.push_back({shortage.purse, history->CapOf(shortage.purse), shortage.missing_fen});
      const absl::StatusOr<budget::Granted> granted = co_await store.Grant(grant);
      if (!granted.ok() || random() % 8 == 0) co_return granted.ok();
      input.grants.clear();
      for (size_t i = 0; i < granted->in_all_fen.size(); ++i)
        absl::StrAppend(&input.grants, grant.wants[i].purse, " ", granted->in_all_fen[i], " ");
      std::vector<std::string> dry = granted->dry;
      if (!dry.empty()) co_await Recall(history, std::move(dry), client, random() % 4 > 0);
    }
    co_return true;
  }
  async::Task<bool> Credit(const lucky_bag::ClaimInput& input, const lucky_bag::Claim& claim, int client) {
    contracts::CouponCredit credit{
        absl::StrCat(input.bag.bag_id, "-", claim.index), input.opener.user_id, input.bag.bag_id,
        input.bag.record.sharer_id(),
        campaigns::MakeWalletEntry(*input.version, claim.template_index, claim.opened_at_ms)};
    coupon::CouponStore coupons(rig_.access(client));
    const absl::StatusOr<contracts::Credited> credited = co_await coupons.Credit(std::move(credit));
    EXPECT_TRUE(credited.ok()) << credited.status();
    co_return credited.ok();
  }
  async::Task<bool> Recall(History* history, std::vector<std::string> purses, int client, bool survives) {
    budget::BudgetStore store = Budget(client);
    const std::string campaign_id = history->campaign->campaign_id;
    const absl::StatusOr<budget::Recalled> recalled = co_await store.Recall(campaign_id, std::move(purses));
    EXPECT_TRUE(recalled.ok()) << recalled.status();
    if (!recalled.ok() || !survives) co_return recalled.ok();
    const absl::StatusOr<int64_t> came = co_await store.CallBack(*recalled);
    EXPECT_TRUE(came.ok()) << came.status();
    co_return came.ok();
  }
  budget::BudgetStore Budget(int client) {
    const contracts::StoreAccess access = rig_.access(client);
    return budget::BudgetStore(access.client(), access.token(), kPartitions);
  }

  // Takes the new events in, and holds every history against its caps.
  void CheckCaps(std::vector<History>* histories) {
    for (int partition = 0; partition < kPartitions; ++partition) {
      for (const event::v1::Event& event : rig_.Events(partition, followed_[partition])) {
        ++followed_[partition];
        const std::string& campaign_id =
            event.has_bag_opened() ? event.bag_opened().campaign_id() : event.liability_expired().campaign_id();
        if (!campaign_id.empty()) (*histories)[NumberOf(campaign_id)].events.push_back(event);
      }
    }
    for (const History& history : *histories) {
      for (const auto& [purse, fen] : Highest(history.events, history.campaign->zone))
        EXPECT_LE(fen, history.CapOf(purse)) << "purse " << purse << " of " << history.campaign->campaign_id;
    }
  }
  // The law of every purse; and what the books say was issued is what the events say.
  async::Task<bool> CheckLaw(const History& history) {
    budget::BudgetStore store = Budget(0);
    const auto all = co_await store.ReadBooks(history.campaign->campaign_id);
    EXPECT_TRUE(all.ok()) << all.status();
    if (!all.ok()) co_return false;
    for (const auto& [purse, books] : *all) {
      const budget::Conservation law = budget::Check(books);
      EXPECT_THAT(law.faults, IsEmpty()) << purse << " of " << history.campaign->campaign_id;
      EXPECT_GE(law.moving_fen, 0) << purse << " of " << history.campaign->campaign_id;
      if (purse == "c") {
        EXPECT_EQ(law.issued_fen - law.returned_fen, Outstanding(history.events));
      }
    }
    co_return true;
  }
  static int64_t Outstanding(const std::vector<event::v1::Event>& events) {
    int64_t fen = 0;
    for (const event::v1::Event& event : events) {
      const event::v1::BagOpened& opened = event.bag_opened();
      fen += opened.value_fen() + int64_t{opened.cups_filled()} * opened.free_coffee_value_fen();
      fen -= event.liability_expired().coupons() * event.liability_expired().value_fen();
    }
    return fen;
  }
  static size_t NumberOf(const std::string& campaign_id) {
    return std::stoul(campaign_id.substr(campaign_id.find('-') + 1));
  }

  // Lets every coupon's time pass whose hour is over by the clock that is furthest ahead.
  void Expire(const std::vector<History>& histories) {
    int64_t latest_ms = 0;
    for (const History& history : histories) latest_ms = std::max(latest_ms, history.now_ms);
    budget::LiabilityExpirer expirer(rig_.access(), &rig_.campaigns());
    const absl::StatusOr<int64_t> expired = rig_.Run(expirer.Pass(latest_ms));
    ASSERT_TRUE(expired.ok()) << expired.status();
    expired_ += *expired;
  }
  void ForgetWhatIsOwed() {
    for (int partition = 0; partition < kPartitions; ++partition)
      rig_.Command({"DEL", keys::Owed(partition), keys::Due(partition)});
  }

  StoreRig rig_;
  std::vector<async::Task<bool>> commands_;
  std::array<std::vector<std::string>, kPartitions> users_;
  std::array<int64_t, kPartitions> followed_{};
  int64_t expired_ = 0;
};

TEST_F(BudgetHistoriesTest, TheLawHoldsAfterEachAndNoPrefixIsOverACap) {
  size_t opened = 0;
  for (int first = 0; first < kHistories; first += kTogether) {
    SCOPED_TRACE(absl::StrCat("histories seeded from ", first, " on"));
    std::mt19937_64 random(first);
    std::vector<History> histories;
    for (int number = first; number < first + kTogether; ++number) histories.push_back(Begin(number, &random));
    SendAll();
    for (int step = 0; step < kSteps; ++step) {
      for (History& history : histories) {
        if (history.state != CampaignRecordState::kEnded && random() % 10 == 0)
          SetState(&history, static_cast<CampaignRecordState>(1 + random() % 3));
      }
      SendAll();
      std::vector<async::Task<bool>> acts;
      for (History& history : histories) {
        for (int client : {0, 1}) acts.push_back(Act(&history, random(), client));
      }
      rig_.RunAll(std::move(acts));
      CheckCaps(&histories);
      if (step == 1) Expire(histories);
      CheckCaps(&histories);
    }
    std::vector<async::Task<bool>> checks;
    for (const History& history : histories) {
      checks.push_back(CheckLaw(history));
      opened += history.events.size();
    }
    rig_.RunAll(std::move(checks));
    if (HasFailure()) return;
    ForgetWhatIsOwed();
  }
  EXPECT_GT(opened, 2U * kHistories) << "the histories have something to tell";
  EXPECT_GT(expired_, kHistories / 2);
}

}  // namespace
}  // namespace fudai::laws
