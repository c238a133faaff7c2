#include "services/admin/ledger/ledger_service.h"

#include <google/protobuf/util/time_util.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/paging/paging.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/database/offsets.h"
#include "services/admin/ids/ids.h"
#include "services/admin/ledger/reader.h"
#include "services/admin/pseudonyms/find_user.h"
#include "services/admin/pseudonyms/pseudonyms.h"
#include "services/admin/roles/roles.h"
#include "services/admin/time_range/time_range.h"

namespace fudai::ledger {
namespace {

using admin::v1::ExportLedgerResponse;
using admin::v1::LedgerEntry;
using admin::v1::LedgerFilter;
using admin::v1::ListEntriesRequest;
using admin::v1::ListEntriesResponse;
using google::protobuf::util::TimeUtil;

constexpr paging::PageSizes kPageSizes = {.usual = 100, .largest = 1000};
constexpr int kExportBatch = 500;
// A tenth of a second at most is spent on so many entries of which the filter takes none.
constexpr int64_t kExportPiece = 20'000;

absl::Status CheckFilter(const LedgerFilter& filter) {
  RETURN_IF_ERROR(ids::CheckId("filter.campaign_id", filter.campaign_id()));
  RETURN_IF_ERROR(ids::CheckId("filter.user_id", filter.user_id()));
  RETURN_IF_ERROR(ids::CheckId("filter.bag_id", filter.bag_id()));
  RETURN_IF_ERROR(ids::CheckId("filter.order_id", filter.order_id()));
  RETURN_IF_ERROR(ids::CheckId("filter.coupon_id", filter.coupon_id()));
  return time_range::CheckRange("filter.", time_range::RangeOf(filter));
}

absl::StatusOr<Place> ParsePlace(const ListEntriesRequest& request) {
  ASSIGN_OR_RETURN(const paging::Position position,
                   paging::ParsePageToken(request.filter().SerializeAsString(), request.page_token(), 3));
  Place place;
  if (position.empty()) return place;
  if (absl::SimpleAtoi(position[0], &place.occurred_at_ms) && absl::SimpleAtoi(position[1], &place.partition) &&
      absl::SimpleAtoi(position[2], &place.number)) {
    return place;
  }
  return absl::InvalidArgumentError("page_token is damaged; it should be the next_page_token of the page before");
}

std::string TokenAfter(const LedgerFilter& filter, const LedgerEntry& last) {
  return paging::MakePageToken(filter.SerializeAsString(),
                               {absl::StrCat(TimeUtil::TimestampToMilliseconds(last.occur_time())),
                                absl::StrCat(last.partition()), absl::StrCat(last.number())});
}

// Under whom the audit log has a look-up of this user: by pseudonym, since not all who read it may know users. Empty
// for a pseudonym, which whoever asks for it knew already.
absl::StatusOr<std::string> AuditedSubject(soci::session& sql, const std::string& user) {
  if (pseudonyms::IsPseudonym(sql, user)) return "";
  return absl::StrCat("user/", pseudonyms::Pseudonyms(sql).Of(user));
}

// A page; one entry more than is shown tells whether another page follows.
absl::StatusOr<ListEntriesResponse> ListPage(Reader reader, const LedgerFilter& filter, const Place& after, int size) {
  const Part part = {.order = Order::kTime, .after = after, .limit = size + 1};
  ASSIGN_OR_RETURN(std::vector<LedgerEntry> entries, reader.Select(filter, part));
  const bool more = entries.size() > static_cast<size_t>(size);
  if (more) entries.pop_back();
  ListEntriesResponse response;
  if (more) response.set_next_page_token(TokenAfter(filter, entries.back()));
  for (LedgerEntry& entry : entries) *response.add_entries() = std::move(entry);
  return response;
}

// Puts what belongs to the extent into a message.
ExportLedgerResponse ToResponse(std::vector<LedgerEntry> entries, const database::Offsets& extent) {
  ExportLedgerResponse response;
  for (LedgerEntry& entry : entries) {
    if (entry.number() <= extent.at(entry.partition())) *response.add_entries() = std::move(entry);
  }
  return response;
}

// The part of the ledger that an export reads next; none at its end. What an index finds is read at once.
std::optional<Part> NextPart(const LedgerFilter& filter, const ExportPosition& position) {
  const std::optional<Place> last = EndOfPiece(position, NamesAnId(filter) ? INT64_MAX : kExportPiece);
  if (!last) return std::nullopt;
  return Part{.order = Order::kNumber, .after = position.after, .last = last, .limit = kExportBatch};
}

// How far an export is once it has read these entries of a part.
Place PlaceAfter(const Part& part, const std::vector<LedgerEntry>& entries) {
  if (std::ssize(entries) < part.limit) return *part.last;
  return {.partition = entries.back().partition(), .number = entries.back().number()};
}

// Why an export stops before its end.
absl::Status CheckAwaited(const rpc::CallContext& context) {
  if (context.interrupted())
    return absl::UnavailableError("the server drains; call again with the last response's resume_token");
  if (absl::Now() < context.deadline) return absl::OkStatus();
  return absl::DeadlineExceededError(
      "the call's deadline passed before the ledger was read; call again with the last response's resume_token");
}

}  // namespace

LedgerService::LedgerService(database::Database* database, async::BlockingPool* readers)
    : database_(database), readers_(readers) {}

std::vector<rpc::Method> LedgerService::Methods() {
  return {
      rpc::Unary({"fudai.admin.v1.LedgerService.ListEntries", roles::Readers(), rpc::LoadClass::kRead}, this,
                 &LedgerService::List),
      rpc::ServerStream({"fudai.admin.v1.LedgerService.ExportLedger", roles::Readers(), rpc::LoadClass::kStream}, this,
                        &LedgerService::Export),
  };
}

async::Task<absl::Status> LedgerService::AuditLookup(const LedgerFilter& filter, const std::string& action,
                                                     const Context& context) {
  const std::string& user = filter.user_id();
  if (user.empty() || roles::SeesUserIds(context.identity.role)) co_return absl::OkStatus();
  auto ask = [&] { return database_->Read([&](soci::session& sql) { return AuditedSubject(sql, user); }); };
  CO_ASSIGN_OR_RETURN(const std::string subject, co_await readers_->Run(*context.loop, ask));
  if (subject.empty()) co_return absl::OkStatus();
  const audit::Change lookup{.actor = context.identity,
                             .now = context.now,
                             .action = action,
                             .subject = subject,
                             .campaign_id = "",
                             .reason = ""};
  auto append = [&] { return database_->Write([&](soci::session& sql) { return audit::Append(sql, lookup); }); };
  co_return co_await readers_->Run(*context.loop, append);
}

async::Task<absl::StatusOr<ListEntriesResponse>> LedgerService::List(const ListEntriesRequest& request,
                                                                     const Context& context) {
  CO_RETURN_IF_ERROR(CheckFilter(request.filter()));
  CO_ASSIGN_OR_RETURN(const int size, paging::ParsePageSize(request.page_size(), kPageSizes));
  CO_ASSIGN_OR_RETURN(const Place after, ParsePlace(request));
  CO_RETURN_IF_ERROR(co_await AuditLookup(request.filter(), "ListEntries", context));
  auto work = [&] {
    return database_->Read([&](soci::session& sql) {
      return ListPage(Reader(sql, context.identity.role), request.filter(), after, size);
    });
  };
  co_return co_await readers_->Run(*context.loop, work);
}

async::Task<absl::StatusOr<ExportPosition>> LedgerService::BeginExport(const admin::v1::ExportLedgerRequest& request,
                                                                       const Context& context) {
  if (!request.resume_token().empty()) co_return ParseResumeToken(request.filter(), request.resume_token());
  auto measure = [this] { return database_->Read([](soci::session& sql) { return database::ReadOffsets(sql); }); };
  ExportPosition position;
  CO_ASSIGN_OR_RETURN(position.extent, co_await readers_->Run(*context.loop, measure));
  co_return position;
}

async::Task<absl::Status> LedgerService::Export(const admin::v1::ExportLedgerRequest& request, const Context& context,
                                                rpc::Writer<ExportLedgerResponse> writer) {
  CO_RETURN_IF_ERROR(CheckFilter(request.filter()));
  CO_ASSIGN_OR_RETURN(ExportPosition position, co_await BeginExport(request, context));
  CO_RETURN_IF_ERROR(co_await AuditLookup(request.filter(), "ExportLedger", context));
  std::optional<Part> part;
  auto select = [&] {
    return database_->Read(
        [&](soci::session& sql) { return Reader(sql, context.identity.role).Select(request.filter(), *part); });
  };
  while ((part = NextPart(request.filter(), position))) {
    CO_RETURN_IF_ERROR(CheckAwaited(context));
    CO_ASSIGN_OR_RETURN(std::vector<LedgerEntry> entries, co_await readers_->Run(*context.loop, select));
    position.after = PlaceAfter(*part, entries);
    ExportLedgerResponse response = ToResponse(std::move(entries), position.extent);
    if (response.entries().empty()) continue;
    response.set_resume_token(MakeResumeToken(request.filter(), position));
    const bool written = co_await writer.Write(response);
    if (!written) co_return absl::CancelledError("the caller has gone");
  }
  co_return absl::OkStatus();
}

}  // namespace fudai::ledger
