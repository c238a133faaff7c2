// A campaign is archived: the real servers sweep it out of Redis, over a crash of the campaign server, and nothing
// else.
#include <gtest/gtest.h>

#include <string>

#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/eventually.h"

namespace fudai::e2e {
namespace {

using admin::v1::CampaignArchive;
using admin::v1::CampaignService;
using campaign::v1::OpenBagResponse;
using harness::CampaignAt;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;

class ArchiveTest : public SharedStack {
 protected:
  static void End(const std::string& campaign_id) {
    admin::v1::EndCampaignRequest request;
    request.set_campaign_id(campaign_id);
    ASSERT_TRUE(stack().Marketer().Call(&CampaignService::Stub::EndCampaign, request).ok());
  }
  // Archives it as soon as that is allowed.
  static void Archive(const std::string& campaign_id) {
    admin::v1::ArchiveCampaignRequest request;
    request.set_campaign_id(campaign_id);
    const harness::Caller later = stack().Marketer().At(harness::Noon() + absl::Hours(24 * 400));
    const auto archived = later.Call(&CampaignService::Stub::ArchiveCampaign, request);
    ASSERT_TRUE(archived.ok()) << archived.status();
    EXPECT_EQ(archived->campaign().archive().phase(), CampaignArchive::PHASE_WAITING_FOR_LEDGER);
  }
  static CampaignArchive Progress(const std::string& campaign_id) {
    admin::v1::GetCampaignRequest request;
    request.set_campaign_id(campaign_id);
    const auto found = stack().Marketer().Call(&CampaignService::Stub::GetCampaign, request);
    return found.ok() ? found->campaign().archive() : CampaignArchive();
  }
};

TEST_F(ArchiveTest, SweepsOverACrash) {
  stack().Publish("staying", CampaignAt("shop-s"));
  stack().Publish("leaving", CampaignAt("shop-l"));
  const campaign::v1::GivenBag kept = GiveBag(stack(), Order("s1", "sharer", "shop-s"));
  const campaign::v1::GivenBag swept = GiveBag(stack(), Order("l1", "sharer", "shop-l"));
  for (const std::string& code : {kept.share_code(), swept.share_code()})
    ASSERT_EQ(OpenBag(stack(), "friend", code)->outcome(), OpenBagResponse::OUTCOME_OPENED);
  End("leaving");
  Archive("leaving");
  stack().campaign().Kill();
  stack().campaign().Start();
  EXPECT_TRUE(harness::Eventually([] { return Progress("leaving").phase() == CampaignArchive::PHASE_DONE; }))
      << Progress("leaving").ShortDebugString();
  EXPECT_EQ(Progress("leaving").keys_deleted(), 6) << "a bag, its order and whose it is, a coupon, a cup, its helpers";
  EXPECT_TRUE(Progress("leaving").has_done_time());
  EXPECT_EQ(OpenBag(stack(), "friend", swept.share_code()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(OpenBag(stack(), "friend", kept.share_code())->outcome(), OpenBagResponse::OUTCOME_ALREADY_OPENED);
  EXPECT_EQ(OpenBag(stack(), "stranger", kept.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
}

}  // namespace
}  // namespace fudai::e2e
