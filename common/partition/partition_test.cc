#include "common/partition/partition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"

namespace fudai::partition {
namespace {

TEST(PartitionTest, TagsAreDistinctAndLieInTheirOwnSlots) {
  std::set<absl::string_view> tags;
  for (int i = 0; i < kCount; ++i) {
    ASSERT_EQ(Tag(i).size(), 5u) << i;
    EXPECT_EQ(SlotOf(Tag(i)), 64 * i + 32);
    tags.insert(Tag(i));
  }
  EXPECT_EQ(tags.size(), 256u);
}

TEST(PartitionTest, ContiguousSlotRangesHoldEvenSharesOnUpTo64Nodes) {
  for (int nodes = 1; nodes <= 64; ++nodes) {
    std::vector<int> share(nodes);
    for (int i = 0; i < kCount; ++i) ++share[SlotOf(Tag(i)) * nodes / 16384];
    const auto [least, most] = std::minmax_element(share.begin(), share.end());
    EXPECT_LE(*most - *least, 1) << nodes << " nodes";
  }
}

TEST(PartitionTest, SlotsAreRedisOwn) {
  EXPECT_EQ(SlotOf("123456789"), 12739);  // The specification's example: 0x31C3.
  EXPECT_EQ(SlotOf("{user1000}.following"), SlotOf("{user1000}.followers"));
  EXPECT_EQ(SlotOf("foo{}{bar}"), 8363);
}

TEST(PartitionTest, KeysOfAPartitionShareItsSlot) {
  for (int i : {0, 17, 255}) {
    EXPECT_EQ(SlotOf(HeaderKey(i)), SlotOf(EventsKey(i)));
    EXPECT_EQ(SlotOf(HeaderKey(i)), SlotOf(CampaignKey(i, "spring{x}")));
  }
}

TEST(PartitionTest, UsersSpreadEvenlyAndStably) {
  EXPECT_EQ(OfUser("123456789"), 0xCBF43926 % 256);  // CRC-32's check value.
  std::vector<int> users(kCount);
  for (int i = 0; i < 256 * 400; ++i) ++users[OfUser(absl::StrCat("oUser-", i))];
  const auto [least, most] = std::minmax_element(users.begin(), users.end());
  EXPECT_GT(*least, 300);
  EXPECT_LT(*most, 500);
}

}  // namespace
}  // namespace fudai::partition
