#include "tests/replay/counts.h"

#include <set>

#include "absl/strings/str_cat.h"

namespace fudai::replay {
namespace {

int64_t CountOf(const Counts& counts, const std::string& template_id) {
  const auto found = counts.coupons_by_template.find(template_id);
  return found == counts.coupons_by_template.end() ? 0 : found->second;
}

}  // namespace

std::vector<std::string> Differences(std::pair<absl::string_view, const Counts&> a,
                                     std::pair<absl::string_view, const Counts&> b) {
  std::vector<std::string> differences;
  auto compare = [&](absl::string_view what, int64_t in_a, int64_t in_b) {
    if (in_a != in_b) differences.push_back(absl::StrCat(what, ": ", a.first, " ", in_a, ", ", b.first, " ", in_b));
  };
  for (const CountField& field : kCountFields) compare(field.name, a.second.*field.member, b.second.*field.member);
  std::set<std::string> templates;
  for (const auto& [id, count] : a.second.coupons_by_template) templates.insert(id);
  for (const auto& [id, count] : b.second.coupons_by_template) templates.insert(id);
  for (const std::string& id : templates) {
    compare(absl::StrCat("coupons_by_template.", id), CountOf(a.second, id), CountOf(b.second, id));
  }
  return differences;
}

}  // namespace fudai::replay
