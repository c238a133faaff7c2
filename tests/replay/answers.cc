#include "tests/replay/answers.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace fudai::replay {

void Answers::Count(absl::string_view asked, absl::string_view outcome) {
  ++counts_[absl::StrCat(asked, " ", absl::AsciiStrToLower(absl::StripPrefix(outcome, "OUTCOME_")))];
}

}  // namespace fudai::replay
