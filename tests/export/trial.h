#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/export/exports.h"

namespace fudai::exporting {

struct TrialOptions {
  // Events in the ledger, about.
  int64_t events = 0;
  // Exports before those that count: they fill the database's cache, 64 MiB of pages at most for each connection.
  int uncounted = 0;
};

// Starts Fudai over an SQLite database of its own, stops the admin server, writes events straight into its database,
// starts it again, and exports the ledger both ways.
absl::StatusOr<std::vector<Export>> RunTrial(const TrialOptions& options,
                                             const std::function<void(absl::string_view)>& say);

// INTERNAL where the larger export takes over `most_kb` more memory than the smaller one: of the admin server what it
// had not held before, and all of fudai's.
absl::Status CheckFlat(const std::vector<Export>& smaller, const std::vector<Export>& larger, int64_t most_kb);

// The exports as a table.
std::string ToMarkdown(const std::vector<Export>& exports);

}  // namespace fudai::exporting
