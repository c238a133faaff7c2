#include <optional>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/audit_chain/audit_chain.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/audit.pb.h"
#include "services/ctl/handlers.h"
#include "services/ctl/json.h"
#include "services/ctl/session.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

using audit_chain::Head;
using audit_chain::Verifier;

absl::StatusOr<std::optional<Head>> ParseNoted(const std::string& text) {
  std::optional<Head> head = audit_chain::ParseHead(text);
  if (text.empty() || head.has_value()) return head;
  return UsageError(absl::StrCat("--head: \"", text,
                                 "\" is no head; it should be NUMBER:HASH, as an earlier 'audit verify' printed it"));
}

absl::Status Follow(Session& session, absl::string_view method, Verifier* verifier) {
  const admin::v1::ExportAuditLogRequest request;
  std::optional<Head> kept;
  RETURN_IF_ERROR(session.Stream(method, request, [&](const google::protobuf::Message& message) -> absl::Status {
    const auto* batch = google::protobuf::DynamicCastToGenerated<admin::v1::ExportAuditLogResponse>(&message);
    if (batch->has_head()) kept = Head{batch->head().number(), batch->head().hash()};
    for (const auto& entry : batch->entries()) RETURN_IF_ERROR(verifier->Add(entry));
    return absl::OkStatus();
  }));
  return verifier->Finish(kept);
}

}  // namespace

absl::Status VerifyAuditLog(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const std::optional<Head> noted, ParseNoted(invocation.Value("--head")));
  Verifier verifier(noted);
  const absl::Status followed = Follow(session, invocation.command->method, &verifier);
  const Head& head = verifier.head();
  if (absl::IsDataLoss(followed))
    return absl::DataLossError(absl::StrCat(head.number, " entries hold; ", followed.message()));
  RETURN_IF_ERROR(followed);
  if (session.settings().json) {
    const std::string json =
        absl::StrCat("{\"entries\":", head.number, ",\"head\":\"", audit_chain::FormatHead(head), "\"}\n");
    session.out() << MarkedJson(json, session.settings().world);
    return absl::OkStatus();
  }
  session.out() << head.number << " entries hold" << (noted ? ", and the noted head is one of them" : "") << "\nhead "
                << audit_chain::FormatHead(head) << "\n";
  return absl::OkStatus();
}

}  // namespace fudai::ctl
