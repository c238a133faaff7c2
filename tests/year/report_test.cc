#include "tests/year/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::year {
namespace {

using ::testing::HasSubstr;

Report OneTrial() {
  Trial trial{.database = "SQLite", .bytes = 3'000'000};
  trial.tally.events = 10'000;
  trial.folding = {1'000, absl::Milliseconds(200), absl::Milliseconds(100)};
  trial.counting_anew = {9'000, absl::Milliseconds(450), absl::Milliseconds(360)};
  trial.latencies = {{"QueryFunnel chain, year", absl::Milliseconds(2), absl::Microseconds(3500)}};
  return {.command = "tests/year/run", .machine = "2 cores", .trials = {trial}};
}

TEST(YearReportTest, ShowsCostsAndLatencies) {
  const Report report = OneTrial();
  const std::string text = ToMarkdown(report, report.trials[0]);
  EXPECT_THAT(text, HasSubstr("`tests/year/run` on SQLite: 10000 events"));
  EXPECT_THAT(text, HasSubstr("| 0.0 | 300 | 5000 | 10000 | 20000 | 25000 | 10 |\n"));
  EXPECT_THAT(text, HasSubstr("| QueryFunnel chain, year | 2.0 | 3.5 |\n"));
}

TEST(YearReportTest, TellsProgramsEveryFigure) {
  const std::string json = ToJson(OneTrial());
  EXPECT_THAT(json, HasSubstr("\"sqlite.QueryFunnel chain, year.p95_ms\": 3.5"));
  EXPECT_THAT(json, HasSubstr("\"sqlite.bytes\": 3000000"));
}

}  // namespace
}  // namespace fudai::year
