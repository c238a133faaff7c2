#include "services/admin/audit/audit_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/audit_chain/audit_chain.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/testing/method_caller.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::audit {
namespace {

using admin::v1::AuditEntry;
using admin::v1::ExportAuditLogResponse;
using admin::v1::ListAuditEntriesRequest;
using admin::v1::ListAuditEntriesResponse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A log in which mei and ann take turns at campaigns c1, c2, …, a second each.
class AuditServiceTest : public testsupport::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    service_.emplace(database_.get(), &readers_);
    caller_.emplace(&loop_, service_->Methods());
  }

  void Fill(int entries) {
    const absl::Status filled = database_->Write([entries](soci::session& sql) {
      for (int i = 1; i <= entries; ++i) {
        absl::Status status = Append(sql, {.actor = {i % 2 == 1 ? "mei" : "ann", auth::Role::kOwner},
                                           .now = absl::FromUnixSeconds(i),
                                           .action = "PublishCampaign",
                                           .subject = absl::StrCat("campaign/c", i),
                                           .campaign_id = absl::StrCat("c", i)});
        if (!status.ok()) return status;
      }
      return absl::OkStatus();
    });
    ASSERT_TRUE(filled.ok()) << filled;
  }

  // The numbers of all entries that match, over pages of two.
  std::vector<int64_t> Numbers(const std::string& filter, const std::string& order_by = "") {
    ListAuditEntriesRequest request;
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(2);
    std::vector<int64_t> numbers;
    do {
      const auto page = caller_->Call<ListAuditEntriesResponse>("ListAuditEntries", request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return numbers;
      for (const AuditEntry& entry : page->entries()) numbers.push_back(entry.number());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return numbers;
  }

  std::unique_ptr<database::Database> database_;
  async::Loop loop_;
  async::BlockingPool readers_{1};
  std::optional<AuditService> service_;
  std::optional<testsupport::MethodCaller> caller_;
};

INSTANTIATE_TEST_SUITE_P(Databases, AuditServiceTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(AuditServiceTest, ListsNewestFirst) {
  Fill(5);
  EXPECT_THAT(Numbers(""), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(Numbers("", "number"), ElementsAre(1, 2, 3, 4, 5));
}

TEST_P(AuditServiceTest, Filters) {
  Fill(5);
  EXPECT_THAT(Numbers("actor = \"mei\""), ElementsAre(5, 3, 1));
  EXPECT_THAT(Numbers("campaign_id = \"c4\""), ElementsAre(4));
  EXPECT_THAT(Numbers("actor = mei AND action = PublishCampaign AND create_time < 1970-01-01T00:00:05Z"),
              ElementsAre(3, 1));
  ListAuditEntriesRequest request;
  request.set_filter("who = mei");
  EXPECT_THAT(std::string(caller_->Call<ListAuditEntriesResponse>("ListAuditEntries", request).status().message()),
              HasSubstr("the fields are number, create_time, actor, actor_role, action, subject, campaign_id"));
}

TEST_P(AuditServiceTest, ExportsTheWholeChainInItsOrder) {
  Fill(1201);
  testsupport::KeptMessages messages;
  ASSERT_TRUE(caller_->Stream("ExportAuditLog", admin::v1::ExportAuditLogRequest(), &messages).ok());
  audit_chain::Verifier verifier;
  for (const auto& message : messages.As<ExportAuditLogResponse>()) {
    EXPECT_LE(message.entries_size(), 500);
    for (const AuditEntry& entry : message.entries()) ASSERT_TRUE(verifier.Add(entry).ok());
  }
  EXPECT_EQ(verifier.head().number, 1201);
}

TEST_P(AuditServiceTest, TheExportTellsTheHeadOfALogThatWasCut) {
  const auto head = [this] {
    testsupport::KeptMessages messages;
    EXPECT_TRUE(caller_->Stream("ExportAuditLog", admin::v1::ExportAuditLogRequest(), &messages).ok());
    return messages.As<ExportAuditLogResponse>().back().head();
  };
  EXPECT_EQ(head().number(), 0);
  EXPECT_EQ(head().hash(), audit_chain::Head().hash);
  Fill(3);
  const std::string hash = head().hash();
  for (const char* cut : {"DELETE FROM audit_log WHERE number = 3", "DELETE FROM audit_log"}) {
    const auto tamper = [cut](soci::session& sql) {
      sql << cut;
      return absl::OkStatus();
    };
    ASSERT_TRUE(database_->Write(tamper).ok());
    EXPECT_EQ(head().number(), 3) << cut;
    EXPECT_EQ(head().hash(), hash) << cut;
  }
}

TEST_P(AuditServiceTest, TheExportEndsWithTheDrainAndTheCaller) {
  Fill(1);
  testsupport::KeptMessages messages(1);
  const admin::v1::ExportAuditLogRequest request;
  EXPECT_EQ(caller_->Stream("ExportAuditLog", request, &messages).code(), absl::StatusCode::kCancelled);
  caller_->context().ended = [] { return true; };
  EXPECT_EQ(caller_->Stream("ExportAuditLog", request, &messages).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace fudai::audit
