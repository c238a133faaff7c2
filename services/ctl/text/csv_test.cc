#include "services/ctl/text/csv.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace fudai::text {
namespace {

TEST(CsvLineTest, QuotesWhatNeedsIt) {
  EXPECT_EQ(CsvLine({"a", "", "b c"}), "a,,b c\r\n");
  EXPECT_EQ(CsvLine({"a,b", "say \"hi\"", "two\nlines"}), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  EXPECT_EQ(CsvLine({"福袋"}), "福袋\r\n");
}

TEST(CsvLineTest, DisarmsFormulas) {
  for (const char* begins : {"=", "+", "-", "@", "\t", "\r"}) {
    for (const char* goes_on : {"", "a", "1+2", "SUM(A1)", "-1"}) {
      const std::string cell = absl::StrCat(begins, goes_on);
      EXPECT_EQ(CsvLine({cell}), absl::StrCat("\"'", cell, "\"\r\n"));
    }
  }
  EXPECT_EQ(CsvLine({"-5", "+5", "-5.25", "a=b"}), "-5,+5,-5.25,a=b\r\n");
  EXPECT_EQ(CsvLine({"-5\"x"}), "\"'-5\"\"x\"\r\n");
}

TEST(CsvHeadTest, BeginsWithAByteOrderMark) {
  EXPECT_EQ(CsvHead({"partition", "福袋"}), "\xEF\xBB\xBFpartition,福袋\r\n");
}

}  // namespace
}  // namespace fudai::text
