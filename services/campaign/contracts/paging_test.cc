#include "services/campaign/contracts/paging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/contracts/wire_time.h"

namespace fudai::contracts {
namespace {

using testing::HasSubstr;

TEST(PagingTest, PageSizes) {
  EXPECT_EQ(PageSize(0).value(), 50);
  EXPECT_EQ(PageSize(1).value(), 1);
  EXPECT_EQ(PageSize(200).value(), 200);
  EXPECT_EQ(PageSize(201).value(), 200);
  EXPECT_EQ(PageSize(INT32_MAX).value(), 200);
  EXPECT_EQ(PageSize(-1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(PageSize(-1).status().message(), HasSubstr("page_size is -1"));
}

TEST(PagingTest, TokensComeBack) {
  EXPECT_EQ(ReadPageToken(MakePageToken("1700 0000-4")).value(), "1700 0000-4");
  EXPECT_EQ(ReadNumberToken(MakePageToken("17")).value(), 17);
  EXPECT_EQ(ReadNumberToken("").value(), -1);
}

TEST(PagingTest, RefusesWhatIsNoToken) {
  EXPECT_THAT(ReadPageToken("?").status().message(), HasSubstr("page_token is \"?\""));
  EXPECT_FALSE(ReadNumberToken(MakePageToken("x")).ok());
  EXPECT_FALSE(ReadNumberToken(MakePageToken("-3")).ok());
}

TEST(WireTimeTest, MillisecondsComeBack) {
  for (int64_t milliseconds : {int64_t{0}, int64_t{1}, int64_t{999}, int64_t{1000}, int64_t{1'700'000'000'123}}) {
    EXPECT_EQ(ToMilliseconds(ToTimestamp(milliseconds)), milliseconds);
  }
}

}  // namespace
}  // namespace fudai::contracts
