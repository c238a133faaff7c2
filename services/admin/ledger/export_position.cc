#include "services/admin/ledger/export_position.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/paging/paging.h"

namespace fudai::ledger {
namespace {

constexpr char kBetweenNumbers[] = ",";

// What a token belongs to; pages of a list have tokens of another form.
std::string RequestOf(const admin::v1::LedgerFilter& filter) {
  return absl::StrCat("export", filter.SerializeAsString());
}

bool ParseExtent(absl::string_view text, database::Offsets* extent) {
  const std::vector<absl::string_view> numbers = absl::StrSplit(text, kBetweenNumbers);
  if (numbers.size() != extent->size()) return false;
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (!absl::SimpleAtoi(numbers[i], &extent->at(i)) || extent->at(i) < 0) return false;
  }
  return true;
}

bool ParseAfter(absl::string_view partition, absl::string_view number, Place* after) {
  return absl::SimpleAtoi(partition, &after->partition) && absl::SimpleAtoi(number, &after->number) &&
         after->number >= 0;
}

}  // namespace

std::optional<Place> EndOfPiece(const ExportPosition& position, int64_t entries) {
  std::optional<Place> last;
  int64_t left = entries;
  for (int partition = std::max(0, position.after.partition); partition < std::ssize(position.extent); ++partition) {
    const int64_t before = partition == position.after.partition ? position.after.number : 0;
    const int64_t taken = std::min(left, position.extent[partition] - before);
    if (taken <= 0) continue;
    last = Place{.partition = partition, .number = before + taken};
    left -= taken;
    if (left == 0) break;
  }
  return last;
}

std::string MakeResumeToken(const admin::v1::LedgerFilter& filter, const ExportPosition& position) {
  return paging::MakePageToken(RequestOf(filter),
                               {absl::StrCat(position.after.partition), absl::StrCat(position.after.number),
                                absl::StrJoin(position.extent, kBetweenNumbers)});
}

absl::StatusOr<ExportPosition> ParseResumeToken(const admin::v1::LedgerFilter& filter, absl::string_view token) {
  const absl::StatusOr<paging::Position> parts = paging::ParsePageToken(RequestOf(filter), token, 3);
  ExportPosition position;
  if (parts.ok() && !parts->empty() && ParseAfter(parts->at(0), parts->at(1), &position.after) &&
      ParseExtent(parts->at(2), &position.extent)) {
    return position;
  }
  return absl::InvalidArgumentError(
      "resume_token is not one that an export gave; it should be the resume_token of the last response received, with"
      " the same filter");
}

}  // namespace fudai::ledger
