#include "services/admin/projection/shops.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/projection/fold_fixture.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using ::testing::HasSubstr;

class ShopsTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, ShopsTest, BothDatabases(), DatabaseName);

// The greatest amounts that the API allows, together beyond the cap within a batch, and only across batches.
TEST_P(ShopsTest, CapTheSumsOfAmounts) {
  for (const size_t size : {2000, 600}) {
    auto database = OpenNew();
    Stream stream(database.get());
    for (int i = 0; i < 1030; ++i) stream.Add(1, OrderEvent(absl::StrCat("o", i), "ann", int64_t{1} << 53));
    ASSERT_TRUE(stream.Fold(size).ok());
    EXPECT_THAT(Dump(*database, "shop_spans"), HasSubstr(" 1030 9223372036854775807 ")) << "batches of " << size;
  }
}

}  // namespace
}  // namespace fudai::projection
