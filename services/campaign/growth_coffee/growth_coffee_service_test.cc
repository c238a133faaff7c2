#include "services/campaign/growth_coffee/growth_coffee_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::growth_coffee {
namespace {

using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using campaign_testing::StoreRig;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kSharer[] = "sharer";

class GrowthCoffeeServiceTest : public testing::Test {
 protected:
  GrowthCoffeeServiceTest() : service_(GrowthCoffeeStore(rig_.access()), &rig_.campaigns()) {
    rig_.Publish("spring", SampleSpec());
  }

  void PutCup(int drops, int total, int filled) {
    const int partition = partition::OfUser(kSharer);
    rig_.Command({"HSET", keys::Cup(partition, "spring", kSharer), "d", absl::StrCat(drops), "t", absl::StrCat(total),
                  "n", absl::StrCat(filled)});
  }
  void PutHelpers(int count) {
    const int partition = partition::OfUser(kSharer);
    for (int64_t number = 1; number <= count; ++number) {
      const int64_t score = (number << 32) + 1'760'000'000 - number;
      rig_.Command(
          {"ZADD", keys::Helpers(partition, "spring", kSharer), absl::StrCat(score), absl::StrCat("friend", number)});
    }
  }
  absl::StatusOr<campaign::v1::GetCupResponse> GetCup(const std::string& campaign_id) {
    campaign::v1::GetCupRequest request;
    request.set_campaign_id(campaign_id);
    const rpc::CallContext context = rig_.CallBy(kSharer, SampleNow());
    return rig_.Run(service_.GetCup(request, context));
  }
  absl::StatusOr<campaign::v1::ListHelpersResponse> ListHelpers(int page_size, const std::string& page_token,
                                                                const std::string& campaign_id = "spring",
                                                                const std::string& user = kSharer) {
    campaign::v1::ListHelpersRequest request;
    request.set_campaign_id(campaign_id);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    const rpc::CallContext context = rig_.CallBy(user, SampleNow());
    return rig_.Run(service_.ListHelpers(request, context));
  }

  StoreRig rig_;
  GrowthCoffeeService service_;
};

TEST_F(GrowthCoffeeServiceTest, AnUnhelpedCupIsEmpty) {
  const campaign::v1::Cup cup = GetCup("spring").value().cup();
  EXPECT_EQ(cup.total_drops(), 0);
  EXPECT_EQ(cup.drops_per_cup(), 50);
  EXPECT_EQ(cup.next_drops(), 10);
}

TEST_F(GrowthCoffeeServiceTest, ShowsTheCup) {
  PutCup(20, 70, 1);
  PutHelpers(5);
  const campaign::v1::Cup cup = GetCup("spring").value().cup();
  EXPECT_EQ(cup.drops(), 20);
  EXPECT_EQ(cup.filled(), 1);
  EXPECT_EQ(cup.total_drops(), 70);
  EXPECT_EQ(cup.helpers(), 5);
  EXPECT_EQ(cup.next_drops(), 20);
}

TEST_F(GrowthCoffeeServiceTest, SaysWhatIsWrongWithACampaignId) {
  EXPECT_EQ(GetCup("autumn").status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(GetCup("").status().message(), HasSubstr("campaign_id is \"\"; it should be 1 to 24 of a-z"));
}

TEST_F(GrowthCoffeeServiceTest, PagesHelpersInTheirOrder) {
  PutHelpers(5);
  std::vector<std::string> seen;
  std::string token;
  do {
    const campaign::v1::ListHelpersResponse page = ListHelpers(2, token).value();
    for (const campaign::v1::Helper& helper : page.helpers()) {
      seen.push_back(helper.user_id());
      EXPECT_EQ(helper.number(), static_cast<int>(seen.size()));
      EXPECT_EQ(helper.last_help_time().seconds(), 1'760'000'000 - helper.number());
    }
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_THAT(seen, ElementsAre("friend1", "friend2", "friend3", "friend4", "friend5"));
}

TEST_F(GrowthCoffeeServiceTest, RefusesBadPages) {
  EXPECT_THAT(ListHelpers(-1, "").status().message(), HasSubstr("page_size is -1"));
  EXPECT_THAT(ListHelpers(0, "%%").status().message(), HasSubstr("page_token"));
}

TEST_F(GrowthCoffeeServiceTest, RefusesThePageTokenOfAnotherCup) {
  PutHelpers(2);
  const std::string token = ListHelpers(1, "").value().next_page_token();
  EXPECT_EQ(ListHelpers(1, token).status(), absl::OkStatus());
  for (const absl::Status& refused :
       {ListHelpers(1, token, "summer").status(), ListHelpers(1, token, "spring", "somebody").status()}) {
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
    EXPECT_THAT(refused.message(), HasSubstr("of this same list"));
  }
}

// Keeps what a watch sends.
class Recorder final : public rpc::MessageWriter {
 public:
  async::Task<bool> Write(const google::protobuf::Message& message) override {
    cups.push_back(static_cast<const campaign::v1::WatchCupResponse&>(message).cup());
    co_return true;
  }
  std::vector<campaign::v1::Cup> cups;
};

TEST_F(GrowthCoffeeServiceTest, WatchSendsAtOnceAndOnChange) {
  Recorder recorder;
  campaign::v1::WatchCupRequest request;
  request.set_campaign_id("spring");
  rpc::CallContext context = rig_.CallBy(kSharer, SampleNow());
  bool draining = false;
  context.ended = [&draining] { return draining; };
  std::vector<absl::Status> ends;
  async::Spawn([](async::Task<absl::Status> watch, std::vector<absl::Status>* out) -> async::Task<void> {
    absl::Status end = co_await std::move(watch);
    out->push_back(end);
  }(service_.WatchCup(request, context, rpc::Writer<campaign::v1::WatchCupResponse>(&recorder)), &ends));

  rig_.loop().RunUntil([&recorder] { return recorder.cups.size() == 1; });
  PutCup(10, 10, 0);
  rig_.loop().RunUntil([&recorder] { return recorder.cups.size() == 2; });
  EXPECT_EQ(recorder.cups[0].drops(), 0);
  EXPECT_EQ(recorder.cups[1].drops(), 10);
  draining = true;
  rig_.loop().RunUntil([&ends] { return !ends.empty(); });
  EXPECT_EQ(ends[0].code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace fudai::growth_coffee
