#include "services/admin/ledger/reader.h"

#include <utility>

#include "common/status/macros.h"
#include "services/admin/pseudonyms/find_user.h"
#include "services/admin/pseudonyms/pseudonyms.h"
#include "services/admin/roles/roles.h"

namespace fudai::ledger {
namespace {

using admin::v1::LedgerEntry;
using admin::v1::LedgerFilter;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void HideUsersOfBody(const pseudonyms::Pseudonyms& names, Message* body) {
  const auto* reflection = body->GetReflection();
  for (const std::string& name : UserFields()) {
    const FieldDescriptor* field = body->GetDescriptor()->FindFieldByName(name);
    if (field == nullptr) continue;
    const std::string user_id = reflection->GetString(*body, field);
    if (!user_id.empty()) reflection->SetString(body, field, names.Of(user_id));
  }
}

void HideUsers(const pseudonyms::Pseudonyms& names, Message* event) {
  // Fields of a newer campaign server, which may name users too.
  event->DiscardUnknownFields();
  const FieldDescriptor* body =
      event->GetReflection()->GetOneofFieldDescriptor(*event, event->GetDescriptor()->FindOneofByName("body"));
  if (body != nullptr) HideUsersOfBody(names, event->GetReflection()->MutableMessage(event, body));
}

}  // namespace

const std::vector<std::string>& UserFields() {
  static const auto* const fields = new std::vector<std::string>{"user_id", "opener_id", "sharer_id"};
  return *fields;
}

absl::StatusOr<LedgerFilter> Reader::WithUserId(LedgerFilter filter) {
  if (filter.user_id().empty()) return filter;
  ASSIGN_OR_RETURN(*filter.mutable_user_id(), pseudonyms::FindUser(sql_, filter.user_id()));
  return filter;
}

Reader::Entries Reader::Shown(Entries entries) {
  if (roles::SeesUserIds(role_)) return entries;
  const pseudonyms::Pseudonyms names(sql_);
  for (LedgerEntry& entry : entries) HideUsers(names, entry.mutable_event());
  return entries;
}

absl::StatusOr<Reader::Entries> Reader::Select(const LedgerFilter& filter, const Part& part) {
  ASSIGN_OR_RETURN(const LedgerFilter by_id, WithUserId(filter));
  ASSIGN_OR_RETURN(Entries entries, SelectEntries(sql_, by_id, part));
  return Shown(std::move(entries));
}

}  // namespace fudai::ledger
