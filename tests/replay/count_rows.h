#pragma once

#include <vector>

#include "tests/replay/facts.h"
#include "tests/replay/input.h"
#include "tests/replay/input_files.h"
#include "tests/replay/report.h"
#include "tests/replay/runner.h"

namespace fudai::replay {

// Sorts the rows of the input, read from `files`, into what became of them, and writes it into the report: what the
// server refused is rejected, and `client` tells which orders are recorded.
void CountRows(const InputFiles& files, const Input& input, const std::vector<RefusedRow>& refused, const Facts& client,
               Report& report);

}  // namespace fudai::replay
