#include "services/ctl/text/csv.h"

#include <gtest/gtest.h>

namespace fudai::text {
namespace {

TEST(CsvLineTest, QuotesWhatNeedsIt) {
  EXPECT_EQ(CsvLine({"a", "", "b c"}), "a,,b c\r\n");
  EXPECT_EQ(CsvLine({"a,b", "say \"hi\"", "two\nlines"}), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  EXPECT_EQ(CsvLine({"福袋"}), "福袋\r\n");
}

TEST(CsvLineTest, DisarmsFormulas) {
  EXPECT_EQ(CsvLine({"=1+2", "+a", "-b", "@c", "\td", "\re"}),
            "\"'=1+2\",\"'+a\",\"'-b\",\"'@c\",\"'\td\",\"'\re\"\r\n");
  EXPECT_EQ(CsvLine({"-5", "+5", "-5.25", "a=b"}), "-5,+5,-5.25,a=b\r\n");
  EXPECT_EQ(CsvLine({"-5\"x"}), "\"'-5\"\"x\"\r\n");
}

}  // namespace
}  // namespace fudai::text
