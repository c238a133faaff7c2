#include "services/ctl/story.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/ctl/sentences.h"
#include "services/ctl/story_order.h"
#include "services/ctl/text/display_width.h"
#include "services/ctl/text/times.h"

namespace fudai::ctl {
namespace {

constexpr absl::string_view kListEntries = "fudai.admin.v1.LedgerService.ListEntries";
constexpr int kPageSize = 1000;

using Entries = admin::v1::ListEntriesResponse;

}  // namespace

absl::StatusOr<Entries> ReadEntries(const admin::v1::LedgerFilter& filter, Session& session) {
  admin::v1::ListEntriesRequest request;
  *request.mutable_filter() = filter;
  request.set_page_size(kPageSize);
  Entries all;
  do {
    Entries page;
    RETURN_IF_ERROR(session.Call(kListEntries, request, &page));
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    all.MergeFrom(page);
  } while (!request.page_token().empty());
  return all;
}

std::string StoryText(const Entries& entries, absl::TimeZone zone) {
  std::string story;
  for (const auto& entry : entries.entries()) {
    absl::StrAppend(&story, absl::FormatTime("%Y-%m-%d %H:%M ", text::ToTime(entry.occur_time()), zone),
                    text::Printable(Sentence(entry.event())), "\n");
  }
  return story;
}

absl::Status PrintStory(absl::string_view subject, const Entries& entries, Session& session) {
  if (entries.entries().empty()) return absl::NotFoundError(absl::StrCat("the ledger knows nothing of ", subject));
  const Entries story = InStoryOrder(entries);
  if (session.settings().json) return session.Print(story);
  const absl::TimeZone zone = session.settings().zone;
  session.out() << "The story of " << text::Printable(subject) << ", times in " << zone.name() << "\n"
                << StoryText(story, zone);
  return absl::OkStatus();
}

}  // namespace fudai::ctl
