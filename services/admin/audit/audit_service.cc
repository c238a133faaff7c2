#include "services/admin/audit/audit_service.h"

#include <cstdint>
#include <utility>

#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/filter/list_query.h"
#include "services/admin/roles/roles.h"

namespace fudai::audit {
namespace {

using admin::v1::AuditEntry;
using admin::v1::ExportAuditLogResponse;
using admin::v1::ListAuditEntriesResponse;
using Entries = std::vector<AuditEntry>;

constexpr int kExportBatch = 500;

absl::StatusOr<ListAuditEntriesResponse> ListPage(soci::session& sql, const filter::ListQuery& query) {
  Entries entries = ListEntries(sql, query);
  ListAuditEntriesResponse response;
  response.set_next_page_token(query.EndPage(&entries));
  for (AuditEntry& entry : entries) *response.add_entries() = std::move(entry);
  return response;
}

// The entries that were there when the export began, as a message.
ExportAuditLogResponse ToResponse(Entries entries, const End& end) {
  ExportAuditLogResponse response;
  *response.mutable_head() = end.head;
  for (AuditEntry& entry : entries) {
    if (entry.number() <= end.newest) *response.add_entries() = std::move(entry);
  }
  return response;
}

}  // namespace

AuditService::AuditService(database::Database* database, async::BlockingPool* readers)
    : database_(database), readers_(readers) {}

std::vector<rpc::Method> AuditService::Methods() {
  return {
      rpc::Unary({"fudai.admin.v1.AuditService.ListAuditEntries", roles::Auditors(), rpc::LoadClass::kRead}, this,
                 &AuditService::List),
      rpc::ServerStream({"fudai.admin.v1.AuditService.ExportAuditLog", roles::Auditors(), rpc::LoadClass::kStream},
                        this, &AuditService::Export),
  };
}

async::Task<absl::StatusOr<ListAuditEntriesResponse>> AuditService::List(
    const admin::v1::ListAuditEntriesRequest& request, const Context& context) {
  CO_ASSIGN_OR_RETURN(const auto query, filter::ListQuery::Parse(filter::ListQuery::Asked::By(request), EntryList()));
  auto work = [&] { return database_->Read([&](soci::session& sql) { return ListPage(sql, query); }); };
  co_return co_await readers_->Run(*context.loop, work);
}

async::Task<absl::Status> AuditService::Export(const admin::v1::ExportAuditLogRequest&, const Context& context,
                                               rpc::Writer<ExportAuditLogResponse> writer) {
  auto measure = [this] {
    return database_->Read([](soci::session& sql) -> absl::StatusOr<End> { return ReadEnd(sql); });
  };
  CO_ASSIGN_OR_RETURN(const End end, co_await readers_->Run(*context.loop, measure));
  int64_t after = 0;
  auto select = [&] {
    return database_->Read(
        [&](soci::session& sql) -> absl::StatusOr<Entries> { return ReadChain(sql, after, kExportBatch); });
  };
  do {
    if (context.ended()) co_return absl::UnavailableError("the server drains; call again");
    CO_ASSIGN_OR_RETURN(Entries entries, co_await readers_->Run(*context.loop, select));
    after = entries.empty() ? end.newest : entries.back().number();
    const ExportAuditLogResponse response = ToResponse(std::move(entries), end);
    const bool written = co_await writer.Write(response);
    if (!written) co_return absl::CancelledError("the caller has gone");
  } while (after < end.newest);
  co_return absl::OkStatus();
}

}  // namespace fudai::audit
