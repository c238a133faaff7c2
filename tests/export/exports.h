// The two ways out of the admin server for all of its ledger.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/admin/database/offsets.h"
#include "tests/export/watch.h"
#include "tests/harness/stack.h"

namespace fudai::exporting {

// One export of the whole ledger.
struct Export {
  std::string by;  // "fudai" or "gateway".
  int64_t rows = 0;
  absl::Duration elapsed;
  // Of the admin server and, if it is a program of ours that exports, of that.
  std::vector<Sample> samples;
};

// As `fudai ledger export` writes it into a pipe, in CSV. Each returns DATA_LOSS unless every entry came, and once.
absl::StatusOr<Export> ExportByFudai(harness::Stack& stack, const database::Offsets& newest);

// As the page asks for it: in JSON, over HTTP.
absl::StatusOr<Export> ExportByGateway(harness::Stack& stack, const database::Offsets& newest);

// Counts the entries of one message of the page's export.
absl::Status CountEntries(absl::string_view json, Watch* watch);

}  // namespace fudai::exporting
