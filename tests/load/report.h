#pragma once

#include <string>

#include "tests/load/figures.h"

namespace fudai::load {

// What a run of the benchmark says.
struct Report {
  // How to repeat it.
  std::string command;
  // See DescribeMachine.
  std::string machine;
  int rounds = 0;
  // Opens of one load.
  int acts = 0;
  // Acts of one load at the till.
  int till_acts = 0;
  Figures figures;
};

// For people: a table of the medians, and the ratios with their range; Markdown, without dates.
std::string ToMarkdown(const Report& report);

// For programs: every figure by its name, with its median, least and most.
std::string ToJson(const Report& report);

}  // namespace fudai::load
