#include "services/ctl/story.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/ctl/sentences.h"
#include "services/ctl/story_order.h"
#include "services/ctl/text/display_width.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/times.h"

namespace fudai::ctl {
namespace {

constexpr absl::string_view kListEntries = "fudai.admin.v1.LedgerService.ListEntries";
constexpr absl::string_view kGetSummary = "fudai.admin.v1.StatsService.GetCampaignSummary";
constexpr int kPageSize = 1000;

using Entries = admin::v1::ListEntriesResponse;

// 0 also where the server does not say.
int64_t PendingEvents(Session& session) {
  admin::v1::GetCampaignSummaryResponse chain;
  const absl::Status asked = session.Call(kGetSummary, admin::v1::GetCampaignSummaryRequest(), &chain);
  return asked.ok() ? chain.freshness().pending_events() : 0;
}

std::string Pending(int64_t events) {
  if (events == 0) return "";
  return absl::StrCat(text::Counted(events, "event"), events == 1 ? " is" : " are", " not counted yet: ask again");
}

}  // namespace

absl::StatusOr<Reading> ReadEntries(const admin::v1::LedgerFilter& filter, Session& session) {
  admin::v1::ListEntriesRequest request;
  *request.mutable_filter() = filter;
  request.set_page_size(kPageSize);
  // Asked before: what is counted while the entries are read may not be among them.
  Reading reading{.entries = {}, .pending_events = PendingEvents(session)};
  do {
    Entries page;
    RETURN_IF_ERROR(session.Call(kListEntries, request, &page));
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    reading.entries.MergeFrom(page);
  } while (!request.page_token().empty());
  return reading;
}

std::string StoryText(const Entries& entries, absl::TimeZone zone) {
  std::string story;
  for (const auto& entry : entries.entries()) {
    absl::StrAppend(&story, absl::FormatTime("%Y-%m-%d %H:%M ", text::ToTime(entry.occur_time()), zone),
                    text::Printable(Sentence(entry.event(), zone)), "\n");
  }
  return story;
}

absl::Status PrintStory(absl::string_view subject, const Reading& reading, Session& session) {
  const std::string pending = Pending(reading.pending_events);
  if (reading.entries.entries().empty()) {
    return absl::NotFoundError(
        absl::StrCat("the ledger knows nothing of ", subject, pending.empty() ? "" : "; ", pending));
  }
  if (!pending.empty()) session.err() << "note: " << pending << "\n";
  const Entries story = InStoryOrder(reading.entries);
  if (session.settings().json) return session.Print(story);
  const absl::TimeZone zone = session.settings().zone;
  session.out() << "The story of " << text::Printable(subject) << ", times in " << zone.name() << "\n"
                << StoryText(story, zone);
  return absl::OkStatus();
}

}  // namespace fudai::ctl
