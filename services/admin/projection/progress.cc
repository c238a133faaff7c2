#include "services/admin/projection/progress.h"

#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/database/rows.h"

namespace fudai::projection {
namespace {

constexpr absl::string_view kMoveFolded =
    "UPDATE offsets SET counted = CASE WHEN counted = folded THEN given.column3 ELSE counted END,"
    " folded = given.column3 FROM ({rows}) AS given"
    " WHERE partition = given.column1 AND folded = given.column2";
constexpr absl::string_view kMoveCounted =
    "UPDATE offsets SET counted = given.column3 FROM ({rows}) AS given"
    " WHERE partition = given.column1 AND counted = given.column2";

}  // namespace

absl::Status MoveOn(soci::session& sql, Progress progress, const database::Offsets& before,
                    const database::Offsets& after) {
  std::vector<std::tuple<long long, long long, long long>> rows;
  for (size_t i = 0; i < after.size(); ++i) {
    if (before[i] != after[i]) rows.emplace_back(i, before[i], after[i]);
  }
  const long long moved = database::RunWithRows(sql, progress == Progress::kFolded ? kMoveFolded : kMoveCounted, rows);
  if (moved == static_cast<long long>(rows.size())) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat("another projector has moved ", rows.size() - moved,
                                         " partitions on; one admin server at a time may use a database"));
}

}  // namespace fudai::projection
