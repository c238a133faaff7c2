#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/change_fixture.h"

namespace fudai::campaigns {
namespace {

using google::protobuf::util::MessageDifferencer;

class CampaignDeleteTest : public ChangeFixture {
 protected:
  AuditEntry NewestEntry() {
    const auto read = [](soci::session& sql) -> absl::StatusOr<std::vector<AuditEntry>> {
      return audit::ReadChain(sql, 0, 1000);
    };
    return database_->Read(read)->back();
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, CampaignDeleteTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(CampaignDeleteTest, LeavesNothingOfADraftButItsAuditEntry) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Create("autumn").ok());
  const Campaign edited = Update("spring", SpecNamed("second")).value();
  const absl::StatusOr<Campaign> deleted = Delete("spring");
  ASSERT_TRUE(deleted.ok()) << deleted.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*deleted, edited));
  EXPECT_EQ(Get("spring").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Delete("spring").status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(Get("autumn").ok());

  const AuditEntry entry = NewestEntry();
  EXPECT_EQ(entry.action(), "DeleteCampaign");
  EXPECT_EQ(entry.subject(), "campaign/spring");
  EXPECT_EQ(entry.reason(), "a mistake");
  Campaign before;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(entry.before(), &before).ok());
  EXPECT_TRUE(MessageDifferencer::Equals(before, edited));
  EXPECT_EQ(entry.after(), "");
}

TEST_P(CampaignDeleteTest, FreesTheId) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Submit("spring").ok());
  ASSERT_TRUE(Delete("spring").ok()) << "one in review was never published either";
  const auto created = Create("spring", SpecNamed("another"));
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->campaign().version(), 1);
  EXPECT_EQ(created->campaign().state(), CAMPAIGN_STATE_DRAFT);
}

TEST_P(CampaignDeleteTest, TakesNoStaleEtag) {
  const Campaign seen = Create("spring")->campaign();
  As("lin");
  const Campaign edited = Update("spring", SpecNamed("second")).value();
  ExpectRefusal(Delete("spring", seen.etag()).status(), absl::StatusCode::kAborted, "was changed by lin");
  EXPECT_TRUE(Get("spring").ok());
  EXPECT_TRUE(Delete("spring", edited.etag()).ok());
}

TEST_P(CampaignDeleteTest, RefusesWhatWasPublished) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ExpectRefusal(Delete("spring").status(), absl::StatusCode::kFailedPrecondition,
                "is active; only a campaign that was never published can be deleted: end this one, and archive it");
  ASSERT_TRUE(End("spring").ok());
  ExpectRefusal(Delete("spring").status(), absl::StatusCode::kFailedPrecondition, "is ended; only a campaign that");
  EXPECT_TRUE(Get("spring").ok());
}

}  // namespace
}  // namespace fudai::campaigns
