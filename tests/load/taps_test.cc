#include "tests/load/taps.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "common/auth/key_file.h"

namespace fudai::load {
namespace {

TEST(FriendsTest, EachTapsOnceAndEachBagGetsItsShare) {
  const auth::TokenMinter minter = auth::TokenMinter::Create(auth::GenerateKeyFile(), auth::Role::kAppUser).value();
  const Friends friends = Friends::Create(minter, 3).value();
  const std::vector<std::string> codes = {"a", "b", "c"};
  const std::vector<Tap> taps = friends.TapsOn(codes);
  std::set<std::string> people;
  std::map<std::string, int> taps_of;
  for (const Tap& tap : taps) {
    EXPECT_TRUE(people.insert(*tap.user_id).second) << *tap.user_id;
    ++taps_of[*tap.share_code];
  }
  EXPECT_EQ(people.size(), 3u * Friends::kPerBag);
  for (const std::string& code : codes) EXPECT_EQ(taps_of[code], Friends::kPerBag) << code;
  EXPECT_NE(*taps[0].share_code, *taps[1].share_code);
}

}  // namespace
}  // namespace fudai::load
