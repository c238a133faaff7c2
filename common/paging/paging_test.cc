#include "common/paging/paging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <climits>

namespace fudai::paging {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PageSizeTest, IsTheUsualOneForZero) {
  EXPECT_EQ(*ParsePageSize(0, {.usual = 50, .largest = 200}), 50);
  EXPECT_EQ(*ParsePageSize(200, {.usual = 50, .largest = 200}), 200);
}

TEST(PageSizeTest, IsTheLargestForMore) {
  for (int size : {201, INT_MAX}) EXPECT_EQ(*ParsePageSize(size, {.usual = 50, .largest = 200}), 200);
}

TEST(PageSizeTest, IsNotNegative) {
  for (int size : {-1, INT_MIN}) {
    const absl::Status status = ParsePageSize(size, {.usual = 50, .largest = 200}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr("it should be 1 to 200, or 0 for 50"));
  }
}

TEST(PageTokenTest, CarriesThePosition) {
  const std::string token = MakePageToken("filter", {"1767225600000", "spring", ""});
  EXPECT_THAT(*ParsePageToken("filter", token, 3), ElementsAre("1767225600000", "spring", ""));
  EXPECT_THAT(*ParsePageToken("filter", "", 3), IsEmpty());
}

TEST(PageTokenTest, RefusesWhatItDidNotMake) {
  const std::string token = MakePageToken("filter", {"a", "b"});
  for (const std::string& bad :
       {std::string("garbage"), std::string("!!"), token + "A", token.substr(1), std::string(10'000, 'x')}) {
    EXPECT_EQ(ParsePageToken("filter", bad, 2).status().code(), absl::StatusCode::kInvalidArgument) << bad;
  }
  EXPECT_FALSE(ParsePageToken("another filter", token, 2).ok());
  EXPECT_FALSE(ParsePageToken("filter", token, 3).ok());
}

}  // namespace
}  // namespace fudai::paging
