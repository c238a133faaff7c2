#include "common/suggestions/suggestions.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace fudai::suggestions {
namespace {

constexpr size_t kMost = 3;

// Levenshtein's distance.
int Distance(absl::string_view a, absl::string_view b) {
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

int Likeness(absl::string_view word, absl::string_view name) {
  const absl::string_view last = name.substr(name.rfind(' ') + 1);
  if (word.size() >= 3 && (absl::StartsWith(name, word) || absl::StartsWith(last, word))) return 0;
  return std::min(Distance(word, name), Distance(word, last));
}

}  // namespace

std::vector<std::string> Suggest(absl::string_view word, const std::vector<std::string>& known) {
  const int furthest = std::max<int>(1, static_cast<int>(word.size()) / 3);
  std::vector<std::pair<int, std::string>> near;
  for (const std::string& name : known) {
    if (word.size() > name.size() + furthest) continue;  // Likeness would take long to say so of a very long word.
    const int distance = Likeness(word, name);
    if (distance <= furthest) near.emplace_back(distance, name);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (auto& [distance, name] : near) {
    const bool is_new = std::find(names.begin(), names.end(), name) == names.end();
    if (is_new && names.size() < kMost) names.push_back(std::move(name));
  }
  return names;
}

std::string DidYouMean(absl::string_view word, const std::vector<std::string>& known) {
  const std::vector<std::string> names = Suggest(word, known);
  return names.empty() ? "" : absl::StrCat("; did you mean \"", absl::StrJoin(names, "\" or \""), "\"?");
}

}  // namespace fudai::suggestions
