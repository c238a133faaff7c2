// What every gRPC server owes its operators: health, reflection, deadlines, a clean drain.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/eventually.h"
#include "tests/harness/generic_call.h"
#include "tests/harness/ledger.h"

namespace fudai::e2e {
namespace {

using auth::Role;
using campaign::v1::GrowthCoffeeService;
using campaign::v1::OpenBagResponse;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// grpc.health.v1.HealthCheckResponse{status: SERVING} and
// grpc.reflection.v1alpha.ServerReflectionRequest{list_services: ""}.
const std::string kServing("\x08\x01", 2);
const std::string kListServices("\x3a\x00", 2);

class ServingTest : public SharedStack {};

TEST_F(ServingTest, BothSayThatTheyServe) {
  for (const harness::Caller& caller : {stack().CampaignCaller(Role::kAppUser), stack().Marketer()}) {
    const harness::GenericReply reply =
        harness::CallByName(stack().WithoutToken(caller), "/grpc.health.v1.Health/Check", "");
    ASSERT_TRUE(reply.status.ok()) << reply.status;
    EXPECT_THAT(reply.messages, ::testing::ElementsAre(kServing));
  }
}

// What the admin server's reflection answers when asked for its services.
std::string ListedServices(const harness::Stack& stack) {
  const std::string path = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  const harness::GenericReply reply = harness::CallByName(stack.Marketer(), path, kListServices);
  EXPECT_TRUE(reply.status.ok()) << reply.status;
  return absl::StrJoin(reply.messages, "");
}

TEST_F(ServingTest, TheAdminServerListsItsServices) {
  const std::string listed = ListedServices(stack());
  for (const char* service : {"Campaign", "Stats", "Ledger", "Budget", "Audit", "People"})
    EXPECT_THAT(listed, HasSubstr(absl::StrCat("fudai.admin.v1.", service, "Service")));
  EXPECT_THAT(listed, Not(HasSubstr("RehearsalService")));

  harness::Stack rehearsed({.rehearsal = true});
  EXPECT_THAT(ListedServices(rehearsed), HasSubstr("fudai.admin.v1.RehearsalService"));
}

TEST_F(ServingTest, ACallThatIsTooLateChangesNothing) {
  stack().Publish("late", harness::CampaignAt("shop-l"));
  const campaign::v1::GivenBag bag = harness::GiveBag(stack(), harness::Order("l1", "l-sharer", "shop-l"));
  const harness::Caller caller = stack().App("l-friend");
  campaign::v1::LuckyBagService::Stub stub(caller.channel());
  grpc::ClientContext context;
  caller.Prepare(&context);
  context.set_deadline(std::chrono::system_clock::now() - std::chrono::seconds(1));
  campaign::v1::OpenBagRequest request;
  request.set_share_code(bag.share_code());
  campaign::v1::OpenBagResponse response;
  EXPECT_EQ(stub.OpenBag(&context, request, &response).error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(harness::OpenBag(stack(), "l-friend", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
}

// Friends tap without pause while the server drains: each gets an answer or UNAVAILABLE, repeats after the restart heal
// all, and a stream ends with UNAVAILABLE.
TEST_F(ServingTest, SigtermDrainsTheCampaignServer) {
  const campaign::v1::CampaignSpec spec = harness::CampaignAt("shop-d", 100, 100);
  harness::Stack drained;
  drained.Publish("drain", spec);
  const campaign::v1::GivenBag bag = harness::GiveBag(drained, harness::Order("d1", "d-sharer", "shop-d"));
  const harness::Caller sharer = drained.App("d-sharer");
  GrowthCoffeeService::Stub stub(sharer.channel());
  grpc::ClientContext context;
  sharer.Prepare(&context);
  campaign::v1::WatchCupRequest watch;
  watch.set_campaign_id("drain");
  const auto cups = stub.WatchCup(&context, watch);
  campaign::v1::WatchCupResponse cup;
  ASSERT_TRUE(cups->Read(&cup));

  std::atomic<int> opened = 0;
  std::vector<std::thread> friends;
  for (int f = 0; f < 8; ++f) {
    friends.emplace_back([&, f] {
      for (int i = 0; i < 25; ++i) {
        campaign::v1::OpenBagRequest request;
        request.set_share_code(bag.share_code());
        const auto reply = drained.App(absl::StrCat("d-", f, "-", i))
                               .CallUntilKnown(&campaign::v1::LuckyBagService::Stub::OpenBag, request);
        EXPECT_TRUE(reply.ok()) << reply.status();
        if (reply.ok()) ++opened;
      }
    });
  }
  EXPECT_TRUE(harness::Eventually([&] { return opened >= 20; }));
  EXPECT_EQ(drained.campaign().Terminate(), 0) << drained.campaign().process().ErrorText();
  drained.campaign().Start();
  for (std::thread& thread : friends) thread.join();
  while (cups->Read(&cup)) {
  }
  EXPECT_EQ(cups->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(opened, 200);
  drained.AwaitSettled();
  EXPECT_THAT(harness::BrokenLaws(harness::ReadLedger(drained), spec), IsEmpty());
}

TEST_F(ServingTest, SigtermEndsTheAdminServerAndItGoesOnWhereItWas) {
  EXPECT_EQ(stack().admin().Terminate(), 0) << stack().admin().process().ErrorText();
  stack().admin().Start();
  stack().AwaitSettled();
}

}  // namespace
}  // namespace fudai::e2e
