#include <sys/stat.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "tests/export/exports.h"
#include "tests/harness/process.h"
#include "tests/harness/programs.h"

namespace fudai::exporting {
namespace {

constexpr absl::Duration kExitLimit = absl::Seconds(30);

absl::Status CountRow(absl::string_view row, Watch* watch) {
  const std::vector<absl::string_view> cells = absl::StrSplit(row, absl::MaxSplits(',', 2));
  int partition = 0;
  int64_t number = 0;
  if (cells.size() == 3 && absl::SimpleAtoi(cells[0], &partition) && absl::SimpleAtoi(cells[1], &number))
    return watch->Add(partition, number);
  return absl::DataLossError(absl::StrCat("a row of the export is \"", row, "\""));
}

}  // namespace

absl::StatusOr<Export> ExportByFudai(harness::Stack& stack, const database::Offsets& newest) {
  const std::string pipe = stack.folder().File("pipe");
  if (mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR) != 0) return absl::UnknownError("cannot make a pipe: " + pipe);
  std::vector<std::string> words = {harness::kFudai};
  for (std::string& flag : stack.ClientFlags()) words.push_back(std::move(flag));
  for (const char* word : {"ledger", "export", "--out"}) words.emplace_back(word);
  words.push_back(pipe);
  const absl::Time start = absl::Now();
  harness::Process fudai(std::move(words), stack.folder().File("fudai.log"));
  std::ifstream rows(pipe);
  ASSIGN_OR_RETURN(Watch watch, Watch::Of({stack.admin().process().pid(), fudai.pid()}, newest));
  std::string row;
  std::getline(rows, row);  // The head.
  while (std::getline(rows, row)) RETURN_IF_ERROR(CountRow(row, &watch));
  if (fudai.AwaitExit(kExitLimit) != 0) return absl::UnknownError("fudai ledger export: " + fudai.ErrorText());
  RETURN_IF_ERROR(watch.CheckComplete());
  return Export{"fudai", watch.rows(), absl::Now() - start, watch.samples()};
}

}  // namespace fudai::exporting
