#include "tests/export/trial.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "tests/harness/acts.h"
#include "tests/year/headers.h"
#include "tests/year/store.h"

namespace fudai::exporting {
namespace {

// Fills the database while no server holds it; the number of each partition's newest event.
absl::StatusOr<database::Offsets> Fill(const std::string& url, int64_t events) {
  ASSIGN_OR_RETURN(const std::unique_ptr<year::Store> store, year::Store::Open(url));
  year::Year year({.events = events, .campaigns = 1});
  RETURN_IF_ERROR(store->Write(&year, year::kDays));
  return store->numbers();
}

std::string Peaks(const Export& exported, size_t process) {
  return absl::StrJoin(exported.samples, ", ", [process](std::string* text, const Sample& sample) {
    if (process < sample.peaks_kb.size())
      absl::StrAppendFormat(text, "%.1f", static_cast<double>(sample.peaks_kb[process]) / 1024);
  });
}

// What an export has taken of a process's memory: all of fudai's, which began with it.
int64_t TakenKb(const Export& exported, size_t process) {
  const int64_t before = process == 0 ? exported.samples.front().peaks_kb[process] : 0;
  return exported.samples.back().peaks_kb[process] - before;
}

}  // namespace

absl::StatusOr<std::vector<Export>> RunTrial(const TrialOptions& options,
                                             const std::function<void(absl::string_view)>& say) {
  testsupport::TemporaryFolder folder;
  const std::string url = absl::StrCat("sqlite:", folder.File("ledger.db"));
  harness::Stack stack({.database = url, .http = true});
  stack.Publish(year::Year::CampaignId(0), harness::CampaignAt("shop-1"));
  stack.admin().Terminate();
  say(absl::StrCat("writing ", options.events, " events"));
  ASSIGN_OR_RETURN(const database::Offsets newest, Fill(url, options.events));
  RETURN_IF_ERROR(year::SetHeaders(stack.redis().options(), newest));
  stack.admin().Start();
  for (int i = 0; i < options.uncounted; ++i) RETURN_IF_ERROR(ExportByGateway(stack, newest).status());
  std::vector<Export> exports;
  say("exporting by fudai");
  ASSIGN_OR_RETURN(exports.emplace_back(), ExportByFudai(stack, newest));
  say("exporting by the gateway");
  ASSIGN_OR_RETURN(exports.emplace_back(), ExportByGateway(stack, newest));
  return exports;
}

absl::Status CheckFlat(const std::vector<Export>& smaller, const std::vector<Export>& larger, int64_t most_kb) {
  for (size_t i = 0; i < larger.size(); ++i) {
    for (size_t j = 0; j < larger[i].samples.back().peaks_kb.size(); ++j) {
      const int64_t more = TakenKb(larger[i], j) - TakenKb(smaller[i], j);
      if (more <= most_kb) continue;
      return absl::InternalError(absl::StrCat("by ", larger[i].by, ", ", larger[i].rows, " rows take ", more,
                                              " kB more of ", j == 0 ? "the admin server" : "fudai", " than ",
                                              smaller[i].rows, " rows; it should be ", most_kb, " at most"));
    }
  }
  return absl::OkStatus();
}

std::string ToMarkdown(const std::vector<Export>& exports) {
  std::string text =
      "| by | rows | seconds | rows a second | admin server MB at 0, 10, 50, 100 % | fudai MB at 0, 10, 50, 100 % |\n"
      "|---|---|---|---|---|---|\n";
  for (const Export& exported : exports) {
    const double seconds = absl::ToDoubleSeconds(exported.elapsed);
    const std::string of_fudai = exported.samples.back().peaks_kb.size() > 1 ? Peaks(exported, 1) : "–";
    absl::StrAppendFormat(&text, "| %s | %d | %.1f | %.0f | %s | %s |\n", exported.by, exported.rows, seconds,
                          static_cast<double>(exported.rows) / seconds, Peaks(exported, 0), of_fudai);
  }
  return text;
}

}  // namespace fudai::exporting
