#include "tests/export/places.h"

#include <gtest/gtest.h>

namespace fudai::exporting {
namespace {

TEST(PlacesTest, CountsEachEntryOnce) {
  database::Offsets newest{};
  newest[3] = 2;
  Places places(newest);
  EXPECT_EQ(places.total(), 2);
  EXPECT_TRUE(places.Add(3, 2).ok());
  EXPECT_TRUE(places.Add(3, 1).ok());
  EXPECT_EQ(places.Add(3, 1).message(), "entry 1 of partition 3 came twice");
  EXPECT_EQ(places.count(), 2);
}

TEST(PlacesTest, KnowsNoEntriesBesideTheLedgers) {
  Places places({});
  for (const int partition : {-1, 0, 256}) EXPECT_EQ(places.Add(partition, 1).code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(places.Add(0, 0).code(), absl::StatusCode::kOutOfRange);
}

}  // namespace
}  // namespace fudai::exporting
