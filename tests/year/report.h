#pragma once

#include <string>
#include <vector>

#include "tests/year/trial.h"

namespace fudai::year {

// What a run says.
struct Report {
  // How to repeat it.
  std::string command;
  // See load::DescribeMachine.
  std::string machine;
  std::vector<Trial> trials;
};

// For people: what the year took on one of the trials' databases, and a table of its questions; Markdown, without
// dates.
std::string ToMarkdown(const Report& report, const Trial& trial);

// For programs: every figure by its name, such as "sqlite.QueryFunnel chain, year.p95_ms".
std::string ToJson(const Report& report);

}  // namespace fudai::year
