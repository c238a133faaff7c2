#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files/output_file.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "services/ctl/handlers.h"
#include "services/ctl/json.h"
#include "services/ctl/ledger_csv.h"
#include "services/ctl/request.h"
#include "services/ctl/sentences.h"
#include "services/ctl/session.h"
#include "services/ctl/text/csv.h"
#include "services/ctl/text/table.h"
#include "services/ctl/text/times.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

enum class Format { kCsv, kJson };

absl::StatusOr<Format> ParseFormat(absl::string_view text) {
  if (text.empty() || text == "csv") return Format::kCsv;
  if (text == "json") return Format::kJson;
  return UsageError(absl::StrCat("--format: \"", text, "\" is none of csv, json"));
}

// The cells of a line; the rehearsal's end with what marks it as such.
std::vector<std::string> Marked(std::vector<std::string> cells, absl::string_view mark, world::World world) {
  if (world == world::World::kRehearsal) cells.emplace_back(mark);
  return cells;
}

std::string EntryLine(const admin::v1::LedgerEntry& entry, Format format, world::World world) {
  if (format == Format::kJson) return ToJsonLine(entry, world);
  return text::CsvLine(Marked(LedgerCells(entry), world::WorldName(world), world));
}

absl::Status WriteEntries(const Invocation& invocation, Session& session, Format format, std::ostream& out) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  auto* rest = google::protobuf::DynamicCastToGenerated<admin::v1::ExportLedgerRequest>(request.get());
  const world::World world = session.settings().world;
  if (format == Format::kCsv) out << text::CsvHead(Marked(LedgerColumns(), "world", world));
  RETURN_IF_ERROR(session.StreamOn(invocation.command->method, *rest, [&](const google::protobuf::Message& message) {
    const auto* batch = google::protobuf::DynamicCastToGenerated<admin::v1::ExportLedgerResponse>(&message);
    for (const auto& entry : batch->entries()) out << EntryLine(entry, format, world);
    rest->set_resume_token(batch->resume_token());
    return out.good() ? absl::OkStatus() : absl::DataLossError("cannot write the ledger: is the disk full?");
  }));
  return out.flush().good() ? absl::OkStatus() : absl::DataLossError("cannot write the ledger: is the disk full?");
}

}  // namespace

absl::Status ExportLedger(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const Format format, ParseFormat(invocation.Value("--format")));
  const std::string path = invocation.Value("--out");
  if (path.empty() || path == "-") return WriteEntries(invocation, session, format, session.out());
  ASSIGN_OR_RETURN(const auto file, files::OutputFile::Create(path));
  RETURN_IF_ERROR(WriteEntries(invocation, session, format, file->stream()));
  return file->Commit();
}

absl::Status ListLedger(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::ListEntriesResponse response;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &response));
  if (session.settings().json || response.entries().empty()) return session.Print(response);
  text::Table table({"time", "partition", "number", "campaign", "event"});
  for (const auto& entry : response.entries()) {
    table.AddRow({text::FormatMoment(text::ToTime(entry.occur_time()), session.settings().zone),
                  absl::StrCat(entry.partition()), absl::StrCat(entry.number()), entry.campaign_id(),
                  Sentence(entry.event(), session.settings().zone)});
  }
  session.out() << table.Render();
  if (!response.next_page_token().empty()) session.out() << "more: --page_token " << response.next_page_token() << "\n";
  return absl::OkStatus();
}

}  // namespace fudai::ctl
