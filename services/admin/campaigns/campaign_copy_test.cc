#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "services/admin/campaigns/change_fixture.h"

namespace fudai::campaigns {
namespace {

using google::protobuf::util::MessageDifferencer;

class CampaignCopyTest : public ChangeFixture {
 protected:
  absl::StatusOr<Campaign> Copy(const std::string& source, const std::string& id,
                                const std::string& display_name = "") {
    CopyCampaignRequest request;
    request.set_source_campaign_id(source);
    request.set_campaign_id(id);
    request.set_display_name(display_name);
    return Call<CopyCampaignResponse>("CopyCampaign", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, CampaignCopyTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(CampaignCopyTest, CopiesTheNewestVersion) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  EXPECT_EQ(Copy("spring", "autumn")->spec().display_name(), "second");
  EXPECT_EQ(Copy("spring", "winter", "third")->spec().display_name(), "third");
  EXPECT_EQ(Copy("summer", "winter").status().code(), absl::StatusCode::kNotFound);
}

TEST_P(CampaignCopyTest, ARepeatGetsTheCopyWhateverBecameOfItsSource) {
  ASSERT_TRUE(Create("spring").ok());
  const absl::StatusOr<Campaign> first = Copy("spring", "autumn");
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  ASSERT_TRUE(Update("spring", SpecNamed("third")).ok());
  const absl::StatusOr<Campaign> repeated = Copy("spring", "autumn");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*repeated, *first));
}

TEST_P(CampaignCopyTest, AnotherCopyNeedsAnotherId) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Copy("spring", "autumn").ok());
  ExpectRefusal(Copy("spring", "autumn", "other").status(), absl::StatusCode::kAlreadyExists,
                "campaign \"autumn\" exists with another spec");
}

}  // namespace
}  // namespace fudai::campaigns
