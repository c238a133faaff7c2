#include "services/ctl/text/display_width.h"

#include <gtest/gtest.h>

namespace fudai::text {
namespace {

TEST(DisplayWidthTest, CountsColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("bag"), 3);
  EXPECT_EQ(DisplayWidth("¥38.70"), 6);
  EXPECT_EQ(DisplayWidth("福袋"), 4);
  EXPECT_EQ(DisplayWidth("（福袋）"), 8);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("\xff\xfe"), 2);
}

TEST(PrintableTest, KeepsTextAndDropsControl) {
  EXPECT_EQ(Printable("福袋 bag"), "福袋 bag");
  EXPECT_EQ(Printable("a\x1b[2Jb\nc\td"), "a?[2Jb?c?d");
  EXPECT_EQ(Printable("a\xff"
                      "b\xe7\xa6"),
            "a?b??");
  EXPECT_EQ(Printable(absl::string_view("a\0b", 3)), "a?b");
}

}  // namespace
}  // namespace fudai::text
