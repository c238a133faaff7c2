#include "services/admin/rehearsal/import.h"

#include <gtest/gtest.h>

#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::rehearsal {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(2000000000);

TEST(BeginningNowTest, MovesEveryMomentByTheSame) {
  campaign::v1::CampaignSpec spec;
  spec.mutable_start_time()->set_seconds(1000);
  spec.mutable_end_time()->set_seconds(5000);
  spec.add_templates()->mutable_conditions()->mutable_not_before()->set_seconds(2000);
  spec.add_templates()->mutable_conditions()->mutable_not_after()->set_seconds(3000);
  spec.add_templates();
  const campaign::v1::CampaignSpec moved = BeginningNow(spec, absl::FromUnixMillis(7'059'999));
  EXPECT_EQ(moved.start_time().seconds(), 7020);
  EXPECT_EQ(moved.end_time().seconds(), 11020);
  EXPECT_EQ(moved.templates(0).conditions().not_before().seconds(), 8020);
  EXPECT_FALSE(moved.templates(0).conditions().has_not_after());
  EXPECT_EQ(moved.templates(1).conditions().not_after().seconds(), 9020);
  EXPECT_FALSE(moved.templates(2).has_conditions());
}

using testsupport::DatabaseTest;

class ImportTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }
  absl::StatusOr<admin::v1::Campaign> Store(const campaign::v1::CampaignSpec& spec) {
    const Import import{"spring", spec, {"mei", auth::Role::kEditor}, kNow};
    return database_->Write([&](soci::session& sql) { return StoreImport(sql, import); });
  }

  std::unique_ptr<database::Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Databases, ImportTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ImportTest, ADraftIsStoredOnceAndReadBackAsItIs) {
  campaign::v1::CampaignSpec spec = testsupport::MarchSpec();
  for (int again = 0; again < 2; ++again) {
    const auto stored = Store(spec);
    ASSERT_TRUE(stored.ok()) << stored.status();
    EXPECT_EQ(stored->state(), admin::v1::CAMPAIGN_STATE_DRAFT);
    EXPECT_EQ(stored->update_actor(), "mei");
  }
  const ProductionCampaigns reader(database_.get());
  EXPECT_EQ(reader.Find("spring", 0)->display_name(), spec.display_name());
  EXPECT_EQ(reader.Find("spring", 1)->display_name(), spec.display_name());
  EXPECT_EQ(reader.Find("spring", 2).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(reader.Find("autumn", 0).status().code(), absl::StatusCode::kNotFound);

  spec.set_display_name("Another");
  EXPECT_EQ(Store(spec).status().code(), absl::StatusCode::kAlreadyExists);
}

}  // namespace
}  // namespace fudai::rehearsal
