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

TEST(KeysTest, BagNumbersAreTwelveHexDigits) {
  EXPECT_TRUE(Bag(3, 0xffffffffffff).ends_with(":b:ffffffffffff"));
  EXPECT_TRUE(Bag(3, 1).ends_with(":b:000000000001"));
}

}  // namespace
}  // namespace fudai::keys
