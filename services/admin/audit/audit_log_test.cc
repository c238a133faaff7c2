#include "services/admin/audit/audit_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/audit_chain/audit_chain.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::audit {
namespace {

using admin::v1::AuditEntry;
using ::testing::HasSubstr;

class AuditLogTest : public testsupport::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  // Adds the entry of person `name`, whose role becomes `after`.
  absl::Status AppendPerson(const std::string& name) {
    return database_->Write([&](soci::session& sql) { return Append(sql, ChangeOf(name)); });
  }

  Change ChangeOf(const std::string& name) {
    before_.set_name(name);
    after_.set_name(name);
    after_.set_role(admin::v1::ROLE_OWNER);
    return {.actor = {"mei", auth::Role::kOwner},
            .now = absl::FromUnixMillis(1'772'360'400'123),
            .action = "UpdatePerson",
            .subject = "person/" + name,
            .campaign_id = "spring",
            .reason = "she asked",
            .before = &before_,
            .after = &after_};
  }

  std::vector<AuditEntry> Entries() {
    auto read = database_->Read(
        [](soci::session& sql) -> absl::StatusOr<std::vector<AuditEntry>> { return ReadChain(sql, 0, 1000); });
    EXPECT_TRUE(read.ok()) << read.status();
    return *std::move(read);
  }

  absl::Status Verify() {
    audit_chain::Verifier verifier;
    for (const AuditEntry& entry : Entries()) {
      absl::Status status = verifier.Add(entry);
      if (!status.ok()) return status;
    }
    return verifier.Finish();
  }

  // What somebody who has the database, but not this program, might do.
  void Tamper(const std::vector<std::string>& statements) {
    const absl::Status done = database_->Write([&](soci::session& sql) {
      for (const std::string& statement : statements) sql << statement;
      return absl::OkStatus();
    });
    ASSERT_TRUE(done.ok()) << done;
  }

  admin::v1::Person before_, after_;
  std::unique_ptr<database::Database> database_;
};

INSTANTIATE_TEST_SUITE_P(Databases, AuditLogTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(AuditLogTest, KeepsWhatWasChanged) {
  ASSERT_TRUE(AppendPerson("ann").ok());
  const std::vector<AuditEntry> entries = Entries();
  ASSERT_EQ(entries.size(), 1u);
  const AuditEntry& entry = entries[0];
  EXPECT_EQ(entry.number(), 1);
  EXPECT_EQ(entry.create_time().nanos(), 123'000'000);
  EXPECT_EQ(entry.actor(), "mei");
  EXPECT_EQ(entry.actor_role(), "owner");
  EXPECT_EQ(entry.action(), "UpdatePerson");
  EXPECT_EQ(entry.subject(), "person/ann");
  EXPECT_EQ(entry.campaign_id(), "spring");
  EXPECT_EQ(entry.reason(), "she asked");
  EXPECT_EQ(entry.before(), "{\"name\":\"ann\"}");
  EXPECT_EQ(entry.after(), "{\"name\":\"ann\",\"role\":\"ROLE_OWNER\"}");
}

TEST_P(AuditLogTest, AChangeThatIsUndoneLeavesNoEntryAndNoGap) {
  ASSERT_TRUE(AppendPerson("ann").ok());
  const absl::Status undone = database_->Write([&](soci::session& sql) {
    EXPECT_TRUE(Append(sql, ChangeOf("bob")).ok());
    return absl::AbortedError("not so");
  });
  EXPECT_EQ(undone.code(), absl::StatusCode::kAborted);
  ASSERT_TRUE(AppendPerson("cai").ok());
  EXPECT_EQ(Entries().size(), 2u);
  EXPECT_TRUE(Verify().ok());
}

TEST_P(AuditLogTest, StaysAChainWhenManyAppendAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t, change = ChangeOf("ann")] {
      for (int i = 0; i < 10; ++i) {
        const absl::Status status = database_->Write([&](soci::session& sql) { return Append(sql, change); });
        EXPECT_TRUE(status.ok()) << t << ": " << status;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Entries().size(), 40u);
  EXPECT_TRUE(Verify().ok()) << Verify();
}

TEST_P(AuditLogTest, EveryFieldAlteredInTheDatabaseIsFound) {
  const std::vector<std::string> columns = {"actor",  "actor_role", "action", "subject", "campaign_id",
                                            "reason", "before",     "after",  "hash"};
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(AppendPerson(absl::StrCat("p", i)).ok());
  for (int row = 1; row <= 3; ++row) {
    const std::string where = absl::StrCat(" WHERE number = ", row);
    for (const std::string& column : columns) {
      Tamper({absl::StrCat("UPDATE audit_log SET ", column, " = ", column, " || 'x'", where)});
      EXPECT_THAT(std::string(Verify().message()), HasSubstr(absl::StrCat("entry ", row, " is not what was written")));
      Tamper({absl::StrCat("UPDATE audit_log SET ", column, " = substr(", column, ", 1, length(", column, ") - 1)",
                           where)});
      ASSERT_TRUE(Verify().ok()) << column << " was not restored";
    }
    Tamper({absl::StrCat("UPDATE audit_log SET created_at_ms = created_at_ms + 1", where)});
    EXPECT_THAT(std::string(Verify().message()), HasSubstr(absl::StrCat("entry ", row, " is not what was written")));
    Tamper({absl::StrCat("UPDATE audit_log SET created_at_ms = created_at_ms - 1", where)});
  }
}

TEST_P(AuditLogTest, RowsDeletedSwappedOrInsertedAreFound) {
  for (int i = 1; i <= 4; ++i) ASSERT_TRUE(AppendPerson(absl::StrCat("p", i)).ok());
  const std::string number = "UPDATE audit_log SET number = ";
  Tamper({number + "-2 WHERE number = 2", number + "2 WHERE number = 3", number + "3 WHERE number = -2"});
  EXPECT_THAT(std::string(Verify().message()), HasSubstr("entry 2 is not what was written"));
  Tamper({number + "-2 WHERE number = 2", number + "2 WHERE number = 3", number + "3 WHERE number = -2"});
  ASSERT_TRUE(Verify().ok());
  Tamper(
      {"INSERT INTO audit_log SELECT 5, created_at_ms, actor, actor_role, action, subject, campaign_id, reason, "
       "before, after, hash FROM audit_log WHERE number = 4"});
  EXPECT_THAT(std::string(Verify().message()), HasSubstr("entry 5 is not what was written"));
  Tamper({"DELETE FROM audit_log WHERE number = 5", "DELETE FROM audit_log WHERE number = 2"});
  EXPECT_THAT(std::string(Verify().message()), HasSubstr("entry 2 is missing"));
}

TEST_P(AuditLogTest, AHeadThatIsAlteredShowsInTheNextEntry) {
  ASSERT_TRUE(AppendPerson("ann").ok());
  Tamper({absl::StrCat("UPDATE audit_head SET hash = '", std::string(64, '0'), "'")});
  ASSERT_TRUE(AppendPerson("bob").ok());
  EXPECT_THAT(std::string(Verify().message()), HasSubstr("entry 2 is not what was written"));
}

}  // namespace
}  // namespace fudai::audit
