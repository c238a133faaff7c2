// fudai_load measures what an open and a checkout cost; see benchmark.h and docs/performance.md. Exit status: 0 if it
// produced all figures, 1 if not, 2 for bad flags.
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "common/flags/parse.h"
#include "common/logging/logging.h"
#include "common/status/macros.h"
#include "tests/load/benchmark.h"
#include "tests/load/documents.h"
#include "tests/load/machine.h"
#include "tests/load/report.h"
#include "tests/load/taps.h"

ABSL_FLAG(int, rounds, 5, "rounds to measure, 1 to 100; each measures everything once");
ABSL_FLAG(int, bags, 1000,
          "bags that each load opens, by ten friends each, and acts of each load at the till; 10 to 10000");
ABSL_FLAG(bool, quick, false, "one short round: shows that everything can be measured; its figures say little");
ABSL_FLAG(std::string, json, "", "file to write every figure to, in JSON");
ABSL_FLAG(bool, write, false, "put the figures into docs/performance.md");

namespace fudai::load {
namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;
constexpr int kQuickBags = 200;

absl::Status CheckRange(absl::string_view flag, int value, int least, int most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--", flag, " is ", value, "; it must be ", least, " to ", most));
}

absl::StatusOr<BenchmarkOptions> OptionsFromFlags() {
  if (absl::GetFlag(FLAGS_quick)) return BenchmarkOptions{.rounds = 1, .bags = kQuickBags};
  const BenchmarkOptions options{.rounds = absl::GetFlag(FLAGS_rounds), .bags = absl::GetFlag(FLAGS_bags)};
  RETURN_IF_ERROR(CheckRange("rounds", options.rounds, 1, 100));
  RETURN_IF_ERROR(CheckRange("bags", options.bags, 10, 10000));
  return options;
}

absl::Status Run(const BenchmarkOptions& options) {
  const auto say = [](absl::string_view what) { std::cerr << "fudai_load: " << what << std::endl; };
  ASSIGN_OR_RETURN(Figures figures, RunBenchmark(options, say));
  const Report report{.command = absl::StrCat("tests/load/run --rounds=", options.rounds, " --bags=", options.bags),
                      .machine = DescribeMachine(),
                      .rounds = options.rounds,
                      .acts = options.bags * Friends::kPerBag,
                      .till_acts = options.bags,
                      .figures = std::move(figures)};
  const std::string text = ToMarkdown(report);
  std::cout << text << std::flush;
  if (const std::string path = absl::GetFlag(FLAGS_json); !path.empty())
    RETURN_IF_ERROR(WriteFile(path, ToJson(report)));
  if (absl::GetFlag(FLAGS_write)) RETURN_IF_ERROR(WriteFigures("figures", text));
  return absl::OkStatus();
}

int Main() {
  const absl::StatusOr<BenchmarkOptions> options = OptionsFromFlags();
  const absl::Status status = options.ok() ? Run(*options) : options.status();
  if (status.ok()) return 0;
  std::cerr << "fudai_load: " << status.message() << std::endl;
  return options.ok() ? kFailed : kBadUsage;
}

}  // namespace
}  // namespace fudai::load

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(
      argc, argv,
      "Measures what one open costs the campaign server, Redis and the client, against an empty call and the bare "
      "scripts; and what quotes, reservations and redemptions cost.");
  fudai::logging::InitLogging("load", fudai::logging::LogLevel::kWarning);
  return fudai::load::Main();
}
