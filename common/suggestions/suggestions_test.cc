#include "common/suggestions/suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::suggestions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SuggestTest, FindsWhatWasMeant) {
  const std::vector<std::string> known = {"campaigns publish", "campaigns pause", "ledger export", "stats watch"};
  EXPECT_THAT(Suggest("publsh", known), ElementsAre("campaigns publish"));
  EXPECT_THAT(Suggest("campaigns puase", known), ElementsAre("campaigns pause", "campaigns publish"));
  EXPECT_THAT(Suggest("exp", known), ElementsAre("ledger export"));
  EXPECT_THAT(Suggest("zzz", known), IsEmpty());
}

TEST(SuggestTest, FindsNothingLikeAVeryLongWord) {
  EXPECT_THAT(Suggest(std::string(100'000'000, 'x'), {"campaigns publish"}), IsEmpty());
}

TEST(SuggestTest, NamesEachOnce) {
  EXPECT_THAT(Suggest("--hlp", {"--help", "--from", "--help", "--help"}), ElementsAre("--help"));
}

TEST(DidYouMeanTest, AsksOrKeepsSilent) {
  EXPECT_EQ(DidYouMean("--metrc", {"--metric", "--from"}), "; did you mean \"--metric\"?");
  EXPECT_EQ(DidYouMean("zzz", {"--metric"}), "");
}

}  // namespace
}  // namespace fudai::suggestions
