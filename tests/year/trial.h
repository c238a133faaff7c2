#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/year/questions.h"
#include "tests/year/store.h"
#include "tests/year/year.h"

namespace fudai::year {

// What one database did with a year.
struct Trial {
  std::string database;  // "SQLite" or "PostgreSQL".
  Tally tally;
  Work counting_anew;
  Work folding;
  int64_t bytes = 0;
  std::vector<Latency> latencies;
};

// Starts Fudai over a database of its own, publishes the year's campaigns, stops the admin server, writes a year into
// the ledger and counts it anew but for its last days, folds these, has the store's headers say that those events were
// there, and asks the admin server `times` times all that the page asks. INTERNAL where its totals are not those that
// were made up.
absl::StatusOr<Trial> RunTrial(bool postgresql, const YearOptions& options, int times,
                               const std::function<void(absl::string_view)>& say);

}  // namespace fudai::year
