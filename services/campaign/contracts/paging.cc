#include "services/campaign/contracts/paging.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/validation.h"

namespace fudai::contracts {
namespace {

constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 200;

}  // namespace

absl::StatusOr<int> PageSize(int32_t page_size) {
  return paging::ParsePageSize(page_size, {.usual = kDefaultPage, .largest = kLargestPage});
}

absl::StatusOr<paging::Position> ReadPageToken(absl::string_view list, absl::string_view page_token, size_t parts) {
  absl::StatusOr<paging::Position> position = paging::ParsePageToken(list, page_token, parts);
  if (!position.ok()) return NoSuchPage(page_token);
  return position;
}

std::string MakeNumberToken(absl::string_view list, int64_t position) {
  return paging::MakePageToken(list, {absl::StrCat(position)});
}

absl::StatusOr<int64_t> ReadNumberToken(absl::string_view list, absl::string_view page_token) {
  if (page_token.empty()) return -1;
  ASSIGN_OR_RETURN(const paging::Position position, ReadPageToken(list, page_token, 1));
  int64_t number = 0;
  if (!absl::SimpleAtoi(position[0], &number) || number < 0) return NoSuchPage(page_token);
  return number;
}

absl::Status NoSuchPage(absl::string_view page_token) {
  return absl::InvalidArgumentError(
      absl::StrCat("page_token is ", Quoted(page_token),
                   "; it must be the next_page_token of the page before, of this same list, or empty"));
}

}  // namespace fudai::contracts
