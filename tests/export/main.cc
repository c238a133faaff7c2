// fudai_export measures what an export of the whole ledger costs; see docs/performance.md. Exit status: 0 if every
// entry came once, and with --quick if memory is flat, 1 if not, 2 for bad flags.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "common/flags/parse.h"
#include "common/logging/logging.h"
#include "common/status/macros.h"
#include "tests/export/trial.h"
#include "tests/load/documents.h"
#include "tests/load/machine.h"

ABSL_FLAG(int64_t, events, 5'000'000, "events in the ledger, about; 10000 to 100000000");
ABSL_FLAG(bool, quick, false, "a small ledger and one four times as large: fails if the larger takes more memory");
ABSL_FLAG(bool, write, false, "put the figures into docs/performance.md");

namespace fudai::exporting {
namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;
constexpr int64_t kQuickEvents = 20'000;
constexpr int64_t kMostMoreKb = 8 << 10;

void Say(absl::string_view what) { std::cerr << "fudai_export: " << what << std::endl; }

absl::Status RunQuick() {
  ASSIGN_OR_RETURN(const std::vector<Export> smaller, RunTrial({.events = kQuickEvents, .uncounted = 1}, Say));
  ASSIGN_OR_RETURN(const std::vector<Export> larger, RunTrial({.events = 4 * kQuickEvents, .uncounted = 1}, Say));
  std::cout << ToMarkdown(smaller) << ToMarkdown(larger) << std::flush;
  return CheckFlat(smaller, larger, kMostMoreKb);
}

absl::Status Run(int64_t events) {
  ASSIGN_OR_RETURN(const std::vector<Export> exports, RunTrial({.events = events}, Say));
  const std::string text =
      absl::StrCat("`tests/export/run --events=", events, "`: ", load::DescribeMachine(), ".\n\n", ToMarkdown(exports));
  std::cout << text << std::flush;
  return absl::GetFlag(FLAGS_write) ? load::WriteFigures("export", text) : absl::OkStatus();
}

int Main() {
  const int64_t events = absl::GetFlag(FLAGS_events);
  if (events < 10'000 || events > 100'000'000) {
    Say(absl::StrCat("--events is ", events, "; it must be 10000 to 100000000"));
    return kBadUsage;
  }
  const absl::Status status = absl::GetFlag(FLAGS_quick) ? RunQuick() : Run(events);
  if (status.ok()) return 0;
  Say(status.message());
  return kFailed;
}

}  // namespace
}  // namespace fudai::exporting

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(argc, argv,
                            "Writes a large ledger into the admin server's database, and exports all of it.");
  fudai::logging::InitLogging("export", fudai::logging::LogLevel::kWarning);
  return fudai::exporting::Main();
}
