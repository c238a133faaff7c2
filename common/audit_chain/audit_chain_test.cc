#include "common/audit_chain/audit_chain.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "absl/strings/str_cat.h"

namespace fudai::audit_chain {
namespace {

using admin::v1::AuditEntry;
using google::protobuf::util::TimeUtil;
using ::testing::HasSubstr;

// Entries 1 to `count`, chained.
std::vector<AuditEntry> Chain(int count) {
  std::vector<AuditEntry> chain;
  Head head;
  for (int i = 1; i <= count; ++i) {
    AuditEntry entry;
    entry.set_number(i);
    *entry.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(1'772'360'400'000 + i);
    entry.set_actor("mei");
    entry.set_actor_role("owner");
    entry.set_action("UpdatePerson");
    entry.set_subject("person/ann");
    entry.set_campaign_id(absl::StrCat("c", i));
    entry.set_reason("because");
    entry.set_before("{}");
    entry.set_after(absl::StrCat("{\"i\":", i, "}"));
    entry.set_hash(ChainHash(head.hash, entry));
    head = {i, entry.hash()};
    chain.push_back(entry);
  }
  return chain;
}

absl::Status Verify(const std::vector<AuditEntry>& chain, std::optional<Head> noted = std::nullopt) {
  Verifier verifier(std::move(noted));
  for (const AuditEntry& entry : chain) {
    absl::Status status = verifier.Add(entry);
    if (!status.ok()) return status;
  }
  return verifier.Finish();
}

// Computed from the formula in audit.proto by another program (Python's hashlib).
TEST(AuditChainTest, HashesByTheFormula) {
  AuditEntry entry;
  entry.set_number(1);
  *entry.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(1'772'360'400'000);
  entry.set_actor("mei");
  entry.set_actor_role("owner");
  entry.set_action("CreatePerson");
  entry.set_subject("person/ann");
  entry.set_after("{\"name\":\"ann\"}");
  EXPECT_EQ(ChainHash(Head().hash, entry), "7a15d7cd6e01e8ad199d8226b20863a07cf7d191900379f5beee6ee5dd42e8f0");
}

TEST(AuditChainTest, HoldsAsItWasWritten) {
  const std::vector<AuditEntry> chain = Chain(5);
  EXPECT_TRUE(Verify(chain).ok());
  EXPECT_TRUE(Verify({}).ok());
  for (const AuditEntry& entry : chain) EXPECT_TRUE(Verify(chain, Head{entry.number(), entry.hash()}).ok());
}

TEST(AuditChainTest, NamesTheFirstEntryOfWhichAFieldIsAnother) {
  const std::vector<std::function<void(AuditEntry&)>> changes = {
      [](AuditEntry& e) { *e.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(1'772'360'400'000); },
      [](AuditEntry& e) { e.set_actor("bob"); },
      [](AuditEntry& e) { e.set_actor_role("viewer"); },
      [](AuditEntry& e) { e.set_action("CreatePerson"); },
      [](AuditEntry& e) { e.set_subject("person/an"); },
      [](AuditEntry& e) { e.set_campaign_id(""); },
      [](AuditEntry& e) { e.set_reason(""); },
      [](AuditEntry& e) { e.set_before(""); },
      [](AuditEntry& e) { e.set_after("{}"); },
      [](AuditEntry& e) { e.set_hash(std::string(64, '0')); },
      // The same bytes in other fields.
      [](AuditEntry& e) {
        e.set_reason("");
        e.set_before("because{}");
      },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    std::vector<AuditEntry> chain = Chain(5);
    changes[i](chain[2]);
    const absl::Status status = Verify(chain);
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << "change " << i;
    EXPECT_THAT(std::string(status.message()), HasSubstr("entry 3 is not what was written")) << "change " << i;
  }
}

TEST(AuditChainTest, NamesTheFirstEntryThatIsMissingOrOutOfPlace) {
  std::vector<AuditEntry> without = Chain(5);
  without.erase(without.begin() + 1);
  EXPECT_THAT(std::string(Verify(without).message()), HasSubstr("entry 2 is missing"));
  std::vector<AuditEntry> swapped = Chain(5);
  std::swap(swapped[1], swapped[2]);
  EXPECT_THAT(std::string(Verify(swapped).message()), HasSubstr("entry 2 is missing"));
  std::vector<AuditEntry> renumbered = swapped;
  renumbered[1].set_number(2);
  renumbered[2].set_number(3);
  EXPECT_THAT(std::string(Verify(renumbered).message()), HasSubstr("entry 2 is not what was written"));
  std::vector<AuditEntry> twice = Chain(5);
  twice.insert(twice.begin() + 3, twice[2]);
  EXPECT_THAT(std::string(Verify(twice).message()), HasSubstr("entry 4 is missing"));
}

TEST(AuditChainTest, ANotedHeadFindsACutAndAnewChain) {
  std::vector<AuditEntry> chain = Chain(5);
  const Head noted{4, chain[3].hash()};
  std::vector<AuditEntry> cut(chain.begin(), chain.begin() + 3);
  EXPECT_TRUE(Verify(cut).ok());
  EXPECT_THAT(std::string(Verify(cut, noted).message()), HasSubstr("entry 4 is missing: the log ends with entry 3"));

  Head head;
  for (AuditEntry& entry : chain) {
    if (entry.number() == 1) entry.set_actor("bob");
    entry.set_hash(ChainHash(head.hash, entry));
    head = {entry.number(), entry.hash()};
  }
  EXPECT_TRUE(Verify(chain).ok());
  EXPECT_THAT(std::string(Verify(chain, noted).message()), HasSubstr("entry 4 has been written anew"));
}

TEST(AuditChainTest, TheHeadThatTheServerKeepsIsTheLastEntrys) {
  const std::vector<AuditEntry> chain = Chain(5);
  const Head kept{5, chain[4].hash()};
  const auto finish = [&](int entries, const Head& head) {
    Verifier verifier;
    for (int i = 0; i < entries; ++i) EXPECT_TRUE(verifier.Add(chain[i]).ok());
    return verifier.Finish(head);
  };
  EXPECT_TRUE(finish(5, kept).ok());
  EXPECT_TRUE(finish(0, Head()).ok());
  EXPECT_EQ(finish(2, kept), absl::DataLossError("entries 3 to 5 are missing: the log ends with entry 2, and the head "
                                                 "that the server keeps is of entry 5"));
  EXPECT_THAT(std::string(finish(4, kept).message()), HasSubstr("entry 5 is missing: the log ends with entry 4"));
  EXPECT_THAT(std::string(finish(0, kept).message()), HasSubstr("entries 1 to 5 are missing"));
  EXPECT_THAT(std::string(finish(5, {4, chain[3].hash()}).message()),
              HasSubstr("the log ends with 5:" + kept.hash + ", and the head that the server keeps is 4:"));
  EXPECT_EQ(finish(5, {5, chain[3].hash()}).code(), absl::StatusCode::kDataLoss);
}

TEST(AuditChainTest, HeadsAreReadAsTheyAreWritten) {
  const Head head{17, Chain(1)[0].hash()};
  EXPECT_EQ(ParseHead(FormatHead(head)), head);
  EXPECT_EQ(ParseHead(FormatHead(Head())), Head());
  for (const std::string& text : {std::string(), std::string("17"), "17:" + std::string(63, 'a'),
                                  "17:" + std::string(64, 'G'), "-1:" + std::string(64, 'a'), ":" + head.hash}) {
    EXPECT_EQ(ParseHead(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace fudai::audit_chain
