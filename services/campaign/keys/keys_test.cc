#include "services/campaign/keys/keys.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "common/partition/partition.h"

namespace fudai::keys {
namespace {

std::vector<std::string> EveryKey(int partition) {
  return {OrderOwner(partition, "id"),     Order(partition, "id"),
          User(partition, "id"),           Bag(partition, 0xabcdef),
          Cup(partition, "spring", "id"),  Helpers(partition, "spring", "id"),
          Wallet(partition, "id"),         partition::HeaderKey(partition),
          partition::EventsKey(partition), partition::CampaignKey(partition, "id")};
}

TEST(KeysTest, KeysOfAPartitionShareItsSlot) {
  for (int partition = 0; partition < partition::kCount; ++partition) {
    const int slot = partition::SlotOf(partition::HeaderKey(partition));
    for (const std::string& key : EveryKey(partition)) EXPECT_EQ(partition::SlotOf(key), slot) << key;
  }
}

TEST(KeysTest, NoTwoKeysMeet) {
  std::set<std::string> seen;
  for (int partition = 0; partition < partition::kCount; ++partition) {
    for (const std::string& key : EveryKey(partition)) EXPECT_TRUE(seen.insert(key).second) << key;
  }
}

TEST(KeysTest, IdsThatLookLikeKeysStayInTheirSlot) {
  EXPECT_EQ(partition::SlotOf(User(9, "{000}:u:other")), partition::SlotOf(partition::HeaderKey(9)));
}

TEST(KeysTest, ReadsKeysThatIdsName) {
  for (const int partition : {0, 17, 255}) {
    const std::string cup = Cup(partition, "spring", "a:b");
    const std::optional<ParsedKey> parsed = ParseKey(cup);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->partition, partition);
    EXPECT_EQ(parsed->kind, KeyKind::kCup);
    EXPECT_EQ(parsed->id, "spring:a:b");
    EXPECT_EQ(ParseKey(Order(partition, "o"))->kind, KeyKind::kOrder);
    EXPECT_EQ(ParseKey(Wallet(partition, ":"))->id, ":");
    EXPECT_EQ(ParseKey(Bag(partition, 1))->id, "000000000001");
  }
}

TEST(KeysTest, LeavesOtherKeysUnread) {
  for (const std::string& key :
       {Holds(3), Owed(3), Due(3), partition::HeaderKey(3), partition::EscrowKey(3, "b:x"), partition::CatalogueKey(),
        std::string("session:b:x"), std::string("{abc}:b:x"), "rehearsal:" + Bag(3, 1)})
    EXPECT_FALSE(ParseKey(key).has_value()) << key;
}

TEST(KeysTest, BagNumbersAreTwelveHexDigits) {
  EXPECT_TRUE(Bag(3, 0xffffffffffff).ends_with(":b:ffffffffffff"));
  EXPECT_TRUE(Bag(3, 1).ends_with(":b:000000000001"));
}

}  // namespace
}  // namespace fudai::keys
