#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/audit_chain/audit_chain.h"
#include "common/testing/temporary_folder.h"
#include "fudai/admin/v1/audit.grpc.pb.h"
#include "services/ctl/run.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// Exports its log, two entries a message.
class FakeAudit : public admin::v1::AuditService::Service {
 public:
  std::vector<admin::v1::AuditEntry> log;
  std::optional<admin::v1::AuditHead> head;
  admin::v1::ListAuditEntriesRequest list_request;
  admin::v1::ListAuditEntriesResponse list_response;

 private:
  grpc::Status ListAuditEntries(grpc::ServerContext*, const admin::v1::ListAuditEntriesRequest* request,
                                admin::v1::ListAuditEntriesResponse* response) override {
    list_request = *request;
    *response = list_response;
    return grpc::Status::OK;
  }
  grpc::Status ExportAuditLog(grpc::ServerContext*, const admin::v1::ExportAuditLogRequest*,
                              grpc::ServerWriter<admin::v1::ExportAuditLogResponse>* writer) override {
    admin::v1::ExportAuditLogResponse batch;
    if (head) *batch.mutable_head() = *head;
    for (const admin::v1::AuditEntry& entry : log) {
      *batch.add_entries() = entry;
      if (batch.entries_size() < 2) continue;
      writer->Write(batch);
      batch.clear_entries();
    }
    writer->Write(batch);
    return grpc::Status::OK;
  }
};

class AuditCommandsTest : public testing::Test {
 protected:
  AuditCommandsTest() {
    for (int i = 1; i <= 5; ++i) {
      admin::v1::AuditEntry entry;
      entry.set_number(i);
      entry.set_subject(absl::StrCat("campaign/c", i));
      entry.set_hash(audit_chain::ChainHash(i == 1 ? audit_chain::Head().hash : audit_.log.back().hash(), entry));
      audit_.log.push_back(entry);
    }
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterService(&audit_);
    server_ = builder.BuildAndStart();
  }

  int Verify(const std::vector<std::string>& flags = {}) { return Fudai("verify", flags); }
  int Fudai(const std::string& command, const std::vector<std::string>& flags) {
    out_.str("");
    err_.str("");
    std::vector<std::string> words = {"audit", command, "--admin_server=" + address_, "--token=t"};
    words.insert(words.end(), flags.begin(), flags.end());
    return RunCommand(words, {.out = out_, .err = err_});
  }
  std::string HeadOf(int number) const { return absl::StrCat(number, ":", audit_.log[number - 1].hash()); }

  testsupport::TemporaryFolder folder_;
  const std::string address_ = "unix:" + folder_.File("admin.sock");
  FakeAudit audit_;
  std::unique_ptr<grpc::Server> server_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(AuditCommandsTest, ShowsWhatAnEntryChanged) {
  admin::v1::AuditEntry& entry = *audit_.list_response.add_entries();
  entry.set_number(12);
  entry.set_actor("mei");
  entry.set_before(R"({"state":"DRAFT","spec":{"recipe":[{"count":50},{"count":5}],"displayName":"a"}})");
  entry.set_after(R"({"state":"DRAFT","spec":{"recipe":[{"count":60}],"displayName":"A","buyXGetY":{"max_times":7}}})");
  EXPECT_EQ(Fudai("show", {"12"}), 0) << err_.str();
  EXPECT_EQ(audit_.list_request.filter(), "number = 12");
  EXPECT_EQ(out_.str(),
            "number  12\n"
            "actor   mei\n"
            "changes\n"
            "  field                       before  after\n"
            "  spec.buy_x_get_y.max_times          7\n"
            "  spec.display_name           \"a\"     \"A\"\n"
            "  spec.recipe[0].count        50      60\n"
            "  spec.recipe[1].count        5\n");
  EXPECT_EQ(Fudai("show", {"12", "--json"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("\"before\": \"{"));
  entry.set_before(entry.after());
  EXPECT_EQ(Fudai("show", {"12"}), 0);
  EXPECT_EQ(out_.str(), "number  12\nactor   mei\nno field changed\n");
}

TEST_F(AuditCommandsTest, ShowsNoEntryThatThereIsNot) {
  EXPECT_EQ(Fudai("show", {"13"}), 1);
  EXPECT_EQ(err_.str(), "fudai audit show: the audit log has no entry 13\n");
  EXPECT_EQ(Fudai("show", {"last"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("NUMBER: \"last\" is no number of an entry, such as 12"));
}

TEST_F(AuditCommandsTest, VerifySaysHowManyHoldAndTheHead) {
  EXPECT_EQ(Verify(), 0) << err_.str();
  EXPECT_EQ(out_.str(), absl::StrCat("5 entries hold\nhead ", HeadOf(5), "\n"));
  EXPECT_EQ(Verify({"--json"}), 0);
  EXPECT_EQ(out_.str(), absl::StrCat("{\"entries\":5,\"head\":\"", HeadOf(5), "\"}\n"));
  EXPECT_EQ(Verify({"--head", HeadOf(3)}), 0) << err_.str();
  EXPECT_THAT(out_.str(), StartsWith("5 entries hold, and the noted head is one of them\n"));
}

TEST_F(AuditCommandsTest, VerifyNamesTheFirstBrokenEntryWhateverTheServerSays) {
  audit_.log[2].set_subject("campaign/c9");
  EXPECT_EQ(Verify(), 1);
  EXPECT_THAT(err_.str(), StartsWith("fudai audit verify: 2 entries hold; entry 3 is not what was written"));
  EXPECT_EQ(out_.str(), "");
  audit_.log.erase(audit_.log.begin() + 2);
  EXPECT_EQ(Verify(), 1);
  EXPECT_THAT(err_.str(), HasSubstr("2 entries hold; entry 3 is missing"));
}

TEST_F(AuditCommandsTest, TheHeadThatTheServerKeepsFindsACutLog) {
  audit_.head.emplace().set_number(5);
  audit_.head->set_hash(audit_.log.back().hash());
  EXPECT_EQ(Verify(), 0) << err_.str();
  audit_.log.resize(2);
  EXPECT_EQ(Verify(), 1);
  EXPECT_THAT(err_.str(), HasSubstr("2 entries hold; entries 3 to 5 are missing: the log ends with entry 2"));
  audit_.log.clear();
  EXPECT_EQ(Verify(), 1);
  EXPECT_THAT(err_.str(), HasSubstr("0 entries hold; entries 1 to 5 are missing"));
}

TEST_F(AuditCommandsTest, ANotedHeadFindsACutLog) {
  const std::string noted = HeadOf(5);
  audit_.log.pop_back();
  EXPECT_EQ(Verify(), 0);
  EXPECT_EQ(Verify({"--head", noted}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("entry 5 is missing: the log ends with entry 4"));
  EXPECT_EQ(Verify({"--head", "5"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--head: \"5\" is no head; it should be NUMBER:HASH"));
}

}  // namespace
}  // namespace fudai::ctl
