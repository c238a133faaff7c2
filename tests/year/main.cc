// fudai_year measures what the admin server does with a chain's year; see docs/performance.md. Exit status: 0 if it
// produced all figures and every total is right, 1 if not, 2 for bad flags.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "common/flags/parse.h"
#include "common/logging/logging.h"
#include "common/status/macros.h"
#include "common/testing/postgres_server.h"
#include "tests/load/documents.h"
#include "tests/load/machine.h"
#include "tests/year/report.h"
#include "tests/year/trial.h"

ABSL_FLAG(int64_t, events, 30'000'000, "events that the year comes to, about; 10000 to 100000000");
ABSL_FLAG(int, campaigns, 50, "campaigns that run all year; 1 to 200");
ABSL_FLAG(int, times, 40, "how often each question is asked; 1 to 10000");
ABSL_FLAG(std::string, database, "both", "sqlite, postgresql or both");
ABSL_FLAG(bool, quick, false, "a small year: shows that everything can be measured; its figures say little");
ABSL_FLAG(std::string, json, "", "file to write every figure to, in JSON");
ABSL_FLAG(bool, write, false, "put the figures into docs/performance.md");

namespace fudai::year {
namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;

struct Options {
  YearOptions year;
  int times = 0;
  bool sqlite = true;
  bool postgresql = true;
};

absl::Status CheckRange(absl::string_view flag, int64_t value, int64_t least, int64_t most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--", flag, " is ", value, "; it must be ", least, " to ", most));
}

absl::StatusOr<Options> OptionsFromFlags() {
  Options options;
  options.year.events = absl::GetFlag(FLAGS_events);
  options.year.campaigns = absl::GetFlag(FLAGS_campaigns);
  options.times = absl::GetFlag(FLAGS_times);
  const std::string database = absl::GetFlag(FLAGS_database);
  if (database != "sqlite" && database != "postgresql" && database != "both") {
    return absl::InvalidArgumentError(
        absl::StrCat("--database is \"", database, "\"; it must be sqlite, postgresql or both"));
  }
  options.sqlite = database != "postgresql";
  options.postgresql = database != "sqlite";
  if (options.postgresql && !testsupport::PostgresServer::Available()) {
    if (!options.sqlite) return absl::InvalidArgumentError("PostgreSQL is not installed: deploy/setup test");
    std::cerr << "fudai_year: PostgreSQL is not installed, and is left out" << std::endl;
    options.postgresql = false;
  }
  if (absl::GetFlag(FLAGS_quick)) {
    options.year.events = 20'000;
    options.year.campaigns = 3;
    options.times = 2;
  }
  RETURN_IF_ERROR(CheckRange("events", options.year.events, 10'000, 100'000'000));
  RETURN_IF_ERROR(CheckRange("campaigns", options.year.campaigns, 1, 200));
  RETURN_IF_ERROR(CheckRange("times", options.times, 1, 10'000));
  return options;
}

absl::Status Run(const Options& options) {
  const auto say = [](absl::string_view what) { std::cerr << "fudai_year: " << what << std::endl; };
  Report report{.command = absl::StrCat("tests/year/run --events=", options.year.events,
                                        " --campaigns=", options.year.campaigns, " --times=", options.times),
                .machine = load::DescribeMachine()};
  for (const bool postgresql : {false, true}) {
    if (!(postgresql ? options.postgresql : options.sqlite)) continue;
    ASSIGN_OR_RETURN(Trial trial, RunTrial(postgresql, options.year, options.times, say));
    report.trials.push_back(std::move(trial));
    const std::string text = ToMarkdown(report, report.trials.back());
    std::cout << text << std::endl;
    if (absl::GetFlag(FLAGS_write))
      RETURN_IF_ERROR(load::WriteFigures(postgresql ? "year-postgresql" : "year-sqlite", text));
  }
  if (const std::string path = absl::GetFlag(FLAGS_json); !path.empty())
    RETURN_IF_ERROR(load::WriteFile(path, ToJson(report)));
  return absl::OkStatus();
}

int Main() {
  const absl::StatusOr<Options> options = OptionsFromFlags();
  const absl::Status status = options.ok() ? Run(*options) : options.status();
  if (status.ok()) return 0;
  std::cerr << "fudai_year: " << status.message() << std::endl;
  return options.ok() ? kFailed : kBadUsage;
}

}  // namespace
}  // namespace fudai::year

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(
      argc, argv,
      "Writes a chain's year into the admin server's database, counts it, and asks all that the marketers' page asks.");
  fudai::logging::InitLogging("year", fudai::logging::LogLevel::kWarning);
  return fudai::year::Main();
}
