#include "tests/load/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::load {
namespace {

using ::testing::HasSubstr;

Report TwoRounds() {
  Report report{.command = "tests/load/run", .machine = "2 cores", .rounds = 2, .acts = 10, .till_acts = 4};
  for (const double sample : {1.0, 3.0}) {
    report.figures.Add("open.64.server_us", sample * 10);
    report.figures.Add("open.64.per_second", sample * 1000);
    report.figures.Add("open.over_floor.64", sample);
  }
  return report;
}

TEST(ReportTest, ShowsMediansAndTheRangeOfTheRatio) {
  const std::string text = ToMarkdown(TwoRounds());
  EXPECT_THAT(
      text,
      HasSubstr("`tests/load/run`: 10 opens a load, 4 acts a load at the till; medians over the rounds. 2 cores."));
  EXPECT_THAT(text, HasSubstr("| open.64 | 2000 | 20.0 | – | – | – | – |\n"));
  EXPECT_THAT(text, HasSubstr("| open.over_floor.64 | 2.00 | 1.00–3.00 |\n"));
}

TEST(ReportTest, TellsProgramsEveryFigure) {
  const std::string json = ToJson(TwoRounds());
  EXPECT_THAT(json, HasSubstr("\"command\": \"tests/load/run\""));
  for (const char* name : {"open.64.server_us", "open.64.per_second", "open.over_floor.64"})
    EXPECT_THAT(json, HasSubstr(name));
}

}  // namespace
}  // namespace fudai::load
