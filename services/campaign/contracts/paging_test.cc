#include "services/campaign/contracts/paging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/contracts/wire_time.h"

namespace fudai::contracts {
namespace {

using testing::ElementsAre;
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
  const std::string token = paging::MakePageToken("coupons u1", {"17000000", "c-4"});
  EXPECT_THAT(ReadPageToken("coupons u1", token, 2).value(), ElementsAre("17000000", "c-4"));
  EXPECT_EQ(ReadNumberToken("helpers", MakeNumberToken("helpers", 17)).value(), 17);
  EXPECT_EQ(ReadNumberToken("helpers", "").value(), -1);
}

TEST(PagingTest, RefusesAnotherListsToken) {
  const absl::Status refused = ReadNumberToken("helpers spring u1", MakeNumberToken("helpers summer u1", 17)).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(refused.message(), HasSubstr("of this same list"));
}

TEST(PagingTest, RefusesWhatIsNoToken) {
  EXPECT_THAT(ReadPageToken("helpers", "?", 1).status().message(), HasSubstr("page_token is \"?\""));
  EXPECT_FALSE(ReadNumberToken("helpers", paging::MakePageToken("helpers", {"x"})).ok());
  EXPECT_FALSE(ReadNumberToken("helpers", MakeNumberToken("helpers", -3)).ok());
}

TEST(WireTimeTest, MillisecondsComeBack) {
  for (int64_t milliseconds : {int64_t{0}, int64_t{1}, int64_t{999}, int64_t{1000}, int64_t{1'700'000'000'123}}) {
    EXPECT_EQ(ToMilliseconds(ToTimestamp(milliseconds)), milliseconds);
  }
}

}  // namespace
}  // namespace fudai::contracts
