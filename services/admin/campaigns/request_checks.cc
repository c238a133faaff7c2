#include "services/admin/campaigns/request_checks.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/admin/ids/ids.h"

namespace fudai::campaigns {
namespace {

constexpr size_t kMaxRequestId = 64;
constexpr int kMaxReason = 500;
constexpr size_t kMostShown = 80;

// Whether a byte of UTF-8 begins a character.
bool BeginsCharacter(unsigned char byte) { return (byte & 0xc0) != 0x80; }

}  // namespace

absl::Status CheckRequestId(const std::string& request_id) {
  if (!request_id.empty() && request_id.size() <= kMaxRequestId) return ids::CheckId("request_id", request_id);
  return absl::InvalidArgumentError(absl::StrCat(
      "request_id has ", request_id.size(), " characters; it should have 1 to ", kMaxRequestId, ", such as a UUID"));
}

absl::Status CheckReason(const std::string& reason) {
  const auto characters = std::count_if(reason.begin(), reason.end(), BeginsCharacter);
  if (characters > kMaxReason) {
    return absl::InvalidArgumentError(
        absl::StrCat("reason has ", characters, " characters; it should have at most ", kMaxReason));
  }
  if (std::none_of(reason.begin(), reason.end(), absl::ascii_iscntrl)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("reason is \"", absl::CHexEscape(reason.substr(0, kMostShown)),
                                                 "\"; it should hold no control characters, such as line breaks"));
}

void Put(const std::vector<campaign_rules::Finding>& findings,
         google::protobuf::RepeatedPtrField<admin::v1::Finding>* out) {
  for (const campaign_rules::Finding& finding : findings) {
    admin::v1::Finding* added = out->Add();
    added->set_severity(finding.severity == campaign_rules::Severity::kError ? admin::v1::Finding::SEVERITY_ERROR
                                                                             : admin::v1::Finding::SEVERITY_WARNING);
    added->set_field(finding.field);
    added->set_message(finding.message);
    added->set_rule(finding.rule);
    added->set_code(finding.code);
    added->mutable_params()->insert(finding.params.begin(), finding.params.end());
  }
}

}  // namespace fudai::campaigns
