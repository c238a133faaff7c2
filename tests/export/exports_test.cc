#include "tests/export/exports.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace fudai::exporting {
namespace {

TEST(CountEntriesTest, ReadsThePlaceOfEach) {
  database::Offsets newest{};
  newest[0] = 2;
  newest[17] = 1;
  Watch watch = Watch::Of({getpid()}, newest).value();
  EXPECT_TRUE(CountEntries(R"({"entries":[{"number":"1","event":{"orderReported":{"items":2}}},{"number":"2"},)"
                           R"({"partition":17,"number":"1","event":{}}],"resumeToken":"x"})",
                           &watch)
                  .ok());
  EXPECT_TRUE(watch.CheckComplete().ok());
  EXPECT_EQ(CountEntries(R"({"entries":[{"partition":17,"number":"1"}]})", &watch).message(),
            "entry 1 of partition 17 came twice");
}

TEST(WatchTest, SaysHowManyCame) {
  database::Offsets newest{};
  newest[3] = 2;
  Watch watch = Watch::Of({getpid()}, newest).value();
  ASSERT_TRUE(watch.Add(3, 2).ok());
  EXPECT_EQ(watch.CheckComplete().message(), "of 2 entries 1 came");
  ASSERT_TRUE(watch.Add(3, 1).ok());
  EXPECT_TRUE(watch.CheckComplete().ok());
}

}  // namespace
}  // namespace fudai::exporting
