#include "services/admin/audit/audit_log.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/audit_chain/audit_chain.h"
#include "common/status/macros.h"

namespace fudai::audit {
namespace {

using admin::v1::AuditEntry;
using google::protobuf::util::TimeUtil;

constexpr absl::string_view kSelect =
    "SELECT number, created_at_ms, actor, actor_role, action, subject, campaign_id, reason, before, after, hash"
    " FROM audit_log";

// A row of kSelect. Prepared statements write into it.
struct Row {
  long long number = 0, created_at_ms = 0;
  std::string actor, actor_role, action, subject, campaign_id, reason, before, after, hash;

  void Define(soci::statement& statement) {
    statement.exchange(soci::into(number));
    statement.exchange(soci::into(created_at_ms));
    for (std::string* column :
         {&actor, &actor_role, &action, &subject, &campaign_id, &reason, &before, &after, &hash}) {
      statement.exchange(soci::into(*column));
    }
  }
};

AuditEntry ToEntry(const Row& row) {
  AuditEntry entry;
  entry.set_number(row.number);
  *entry.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(row.created_at_ms);
  entry.set_actor(row.actor);
  entry.set_actor_role(row.actor_role);
  entry.set_action(row.action);
  entry.set_subject(row.subject);
  entry.set_campaign_id(row.campaign_id);
  entry.set_reason(row.reason);
  entry.set_before(row.before);
  entry.set_after(row.after);
  entry.set_hash(row.hash);
  return entry;
}

// Runs a query over kSelect whose parameters have been exchanged already.
std::vector<AuditEntry> Select(soci::statement& statement, const std::string& query) {
  Row row;
  row.Define(statement);
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  std::vector<AuditEntry> entries;
  for (bool more = statement.execute(true); more; more = statement.fetch()) entries.push_back(ToEntry(row));
  return entries;
}

absl::StatusOr<std::string> ToJson(const google::protobuf::Message* message) {
  std::string json;
  if (message == nullptr || google::protobuf::util::MessageToJsonString(*message, &json).ok()) return json;
  return absl::InternalError(absl::StrCat("a ", message->GetTypeName(), " cannot be written as JSON"));
}

// The entry, all but its place in the chain.
absl::StatusOr<AuditEntry> ToEntry(const Change& change) {
  AuditEntry entry;
  *entry.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(change.now));
  entry.set_actor(change.actor.subject);
  entry.set_actor_role(std::string(auth::RoleName(change.actor.role)));
  entry.set_action(change.action);
  entry.set_subject(change.subject);
  entry.set_campaign_id(change.campaign_id);
  entry.set_reason(change.reason);
  ASSIGN_OR_RETURN(*entry.mutable_before(), ToJson(change.before));
  ASSIGN_OR_RETURN(*entry.mutable_after(), ToJson(change.after));
  return entry;
}

void Insert(soci::session& sql, const AuditEntry& entry) {
  const long long number = entry.number(), created = TimeUtil::TimestampToMilliseconds(entry.create_time());
  sql << "INSERT INTO audit_log VALUES (:number, :created, :actor, :role, :action, :subject, :campaign, :reason,"
         " :before, :after, :hash)",
      soci::use(number), soci::use(created), soci::use(entry.actor()), soci::use(entry.actor_role()),
      soci::use(entry.action()), soci::use(entry.subject()), soci::use(entry.campaign_id()), soci::use(entry.reason()),
      soci::use(entry.before()), soci::use(entry.after()), soci::use(entry.hash());
}

}  // namespace

absl::Status Append(soci::session& sql, const Change& change) {
  ASSIGN_OR_RETURN(AuditEntry entry, ToEntry(change));
  long long number = 0;
  std::string previous;
  // First the row is changed, which makes whoever comes at the same time wait for the end of this transaction.
  sql << "UPDATE audit_head SET number = number + 1";
  sql << "SELECT number, hash FROM audit_head", soci::into(number), soci::into(previous);
  entry.set_number(number);
  entry.set_hash(audit_chain::ChainHash(previous, entry));
  Insert(sql, entry);
  sql << "UPDATE audit_head SET hash = :hash", soci::use(entry.hash());
  return absl::OkStatus();
}

const filter::List& EntryList() {
  static const auto* const list =
      new filter::List{.fields = filter::FieldsOf(*AuditEntry::descriptor(), {{"number", "number"},
                                                                              {"create_time", "created_at_ms"},
                                                                              {"actor", "actor"},
                                                                              {"actor_role", "actor_role"},
                                                                              {"action", "action"},
                                                                              {"subject", "subject"},
                                                                              {"campaign_id", "campaign_id"}}),
                       .key = "number",
                       .usual_order = "number desc",
                       .sizes = {.usual = 100, .largest = 1000}};
  return *list;
}

std::vector<AuditEntry> ListEntries(soci::session& sql, const filter::ListQuery& query) {
  soci::statement statement(sql);
  query.Bind(statement);
  return Select(statement, absl::StrCat(kSelect, query.Tail()));
}

std::vector<AuditEntry> ReadChain(soci::session& sql, int64_t after_number, int limit) {
  const long long after = after_number;
  soci::statement statement(sql);
  statement.exchange(soci::use(after, "after"));
  statement.exchange(soci::use(limit, "page"));
  return Select(statement, absl::StrCat(kSelect, " WHERE number > :after ORDER BY number LIMIT :page"));
}

End ReadEnd(soci::session& sql) {
  long long newest = 0, number = 0;
  std::string hash;
  sql << "SELECT COALESCE(MAX(number), 0) FROM audit_log", soci::into(newest);
  sql << "SELECT number, hash FROM audit_head", soci::into(number), soci::into(hash);
  End end{.newest = newest};
  end.head.set_number(number);
  end.head.set_hash(hash);
  return end;
}

}  // namespace fudai::audit
