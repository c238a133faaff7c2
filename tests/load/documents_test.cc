#include "tests/load/documents.h"

#include <gtest/gtest.h>

namespace fudai::load {
namespace {

TEST(WithFiguresTest, ReplacesWhatIsBetweenTheMarkersOfTheirName) {
  EXPECT_EQ(
      WithFigures("<!-- year -->\n<!-- /year -->\n<!-- figures -->\nold\n<!-- /figures -->\nz\n", "figures", "new\n")
          .value(),
      "<!-- year -->\n<!-- /year -->\n<!-- figures -->\nnew\n<!-- /figures -->\nz\n");
}

TEST(WithFiguresTest, RefusesADocumentWithoutThem) {
  for (const char* document :
       {"", "<!-- figures -->\n", "<!-- /figures -->\n<!-- figures -->\n", "<!-- year -->\n<!-- /year -->\n"}) {
    EXPECT_EQ(WithFigures(document, "figures", "new").status().code(), absl::StatusCode::kInvalidArgument) << document;
  }
}

}  // namespace
}  // namespace fudai::load
