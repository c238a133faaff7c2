#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "common/auth/key_file.h"
#include "common/sharecode/share_codec.h"
#include "common/status/macros.h"
#include "services/ctl/handlers.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"
#include "services/ctl/story.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

using sharecode::ShareCodec;

// The id of the bag that the caller named by its id or its share code.
absl::StatusOr<std::string> BagId(const std::string& text, const Settings& settings) {
  if (text.size() != ShareCodec::kCodeLength) return text;
  if (settings.keys_file.empty())
    return UsageError("a share code is read with the servers' key file: give it with --keys");
  ASSIGN_OR_RETURN(const auto key_file, auth::LoadKeyFile(settings.keys_file));
  ASSIGN_OR_RETURN(const ShareCodec codec, ShareCodec::Create(key_file, settings.world));
  const auto address = codec.Decode(text);
  if (!address.has_value())
    return absl::NotFoundError(absl::StrCat("share code ", text, " was not made with these keys"));
  return absl::StrFormat("%02x%012x", address->partition, address->bag_number);
}

// The order that earned the bag, empty if the entries do not tell.
std::string OrderOf(const admin::v1::ListEntriesResponse& entries) {
  for (const auto& entry : entries.entries()) {
    if (entry.event().has_order_reported()) return entry.event().order_reported().order_id();
  }
  return "";
}

// An empty filter would choose every entry there is.
absl::Status CheckNamed(const Invocation& invocation) {
  if (!invocation.Value("ID").empty()) return absl::OkStatus();
  return UsageError("ID is empty; it should name what the story is about");
}

}  // namespace

absl::Status TellStory(const Invocation& invocation, Session& session) {
  RETURN_IF_ERROR(CheckNamed(invocation));
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  const auto* list = google::protobuf::DynamicCastToGenerated<admin::v1::ListEntriesRequest>(request.get());
  ASSIGN_OR_RETURN(const Reading reading, ReadEntries(list->filter(), session));
  const absl::string_view kind = absl::StripPrefix(invocation.command->path, "story ");
  return PrintStory(absl::StrCat(kind, " ", invocation.Value("ID")), reading, session);
}

absl::Status TellBagStory(const Invocation& invocation, Session& session) {
  RETURN_IF_ERROR(CheckNamed(invocation));
  ASSIGN_OR_RETURN(const std::string bag_id, BagId(invocation.Value("ID"), session.settings()));
  admin::v1::LedgerFilter of_bag;
  of_bag.set_bag_id(bag_id);
  ASSIGN_OR_RETURN(Reading reading, ReadEntries(of_bag, session));
  admin::v1::LedgerFilter of_order;
  of_order.set_order_id(OrderOf(reading.entries));
  if (!of_order.order_id().empty()) {
    ASSIGN_OR_RETURN(const Reading of_its_order, ReadEntries(of_order, session));
    reading.entries.MergeFrom(of_its_order.entries);
  }
  return PrintStory(absl::StrCat("bag ", bag_id), reading, session);
}

}  // namespace fudai::ctl
