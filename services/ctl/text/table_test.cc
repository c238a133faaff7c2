#include "services/ctl/text/table.h"

#include <gtest/gtest.h>

namespace fudai::text {
namespace {

TEST(TableTest, AlignsChineseTextAndNumbers) {
  Table table({"name", "value", "note"});
  table.AddRow({"福袋咖啡", "¥5.00", "a"});
  table.AddRow({"latte", "¥12.50", "b"});
  EXPECT_EQ(table.Render(),
            "name       value  note\n"
            "福袋咖啡   ¥5.00  a\n"
            "latte     ¥12.50  b\n");
}

TEST(TableTest, LeavesOutEmptyColumnsAndIndents) {
  Table table({"id", "token", "count"});
  table.AddRow({"a", "", "1"});
  table.AddRow({"b", "", ""});
  EXPECT_EQ(table.Render(2), "  id  count\n  a       1\n  b\n");
}

TEST(TableTest, IsEmptyWithoutRows) { EXPECT_EQ(Table({"id"}).Render(), ""); }

TEST(TableTest, KeepsLinesWhole) {
  Table table({"name"});
  table.AddRow({"two\nlines"});
  EXPECT_EQ(table.Render(), "name\ntwo?lines\n");
}

TEST(IsPlainNumberTest, TellsNumbersFromText) {
  for (const char* number : {"0", "12", "-5", "+5", "3.25"}) EXPECT_TRUE(IsPlainNumber(number)) << number;
  for (const char* text : {"", "-", "1-2", "=1", "1e5", "5.", ".5", "¥5", "0x10", "1 2"})
    EXPECT_FALSE(IsPlainNumber(text)) << text;
}

}  // namespace
}  // namespace fudai::text
