#include "services/admin/people/people_store.h"

#include <google/protobuf/util/time_util.h>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace fudai::people {
namespace {

using admin::v1::Person;
using google::protobuf::util::TimeUtil;

constexpr absl::string_view kSelect =
    "SELECT name, display_name, role, disabled, password_hash, created_at_ms, updated_at_ms, revision FROM people";

// A row of kSelect. Prepared statements write into it, and read from it.
struct Row {
  std::string name, display_name, password_hash;
  int role = 0, disabled = 0;
  long long created_at_ms = 0, updated_at_ms = 0, revision = 0;

  void Define(soci::statement& statement) {
    statement.exchange(soci::into(name));
    statement.exchange(soci::into(display_name));
    statement.exchange(soci::into(role));
    statement.exchange(soci::into(disabled));
    statement.exchange(soci::into(password_hash));
    statement.exchange(soci::into(created_at_ms));
    statement.exchange(soci::into(updated_at_ms));
    statement.exchange(soci::into(revision));
  }
};

StoredPerson ToStored(const Row& row) {
  StoredPerson stored{.password_hash = row.password_hash};
  Person& person = stored.person;
  person.set_name(row.name);
  person.set_display_name(row.display_name);
  person.set_role(static_cast<admin::v1::Role>(row.role));
  person.set_disabled(row.disabled != 0);
  *person.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(row.created_at_ms);
  *person.mutable_update_time() = TimeUtil::MillisecondsToTimestamp(row.updated_at_ms);
  person.set_etag(absl::StrCat(row.revision));
  return stored;
}

Row ToRow(const StoredPerson& stored) {
  const Person& person = stored.person;
  Row row{.name = person.name(),
          .display_name = person.display_name(),
          .password_hash = stored.password_hash,
          .role = person.role(),
          .disabled = person.disabled() ? 1 : 0,
          .created_at_ms = TimeUtil::TimestampToMilliseconds(person.create_time()),
          .updated_at_ms = TimeUtil::TimestampToMilliseconds(person.update_time())};
  (void)absl::SimpleAtoi(person.etag(), &row.revision);
  return row;
}

// Runs a query over kSelect whose parameters have been exchanged already.
std::vector<StoredPerson> Select(soci::statement& statement, const std::string& query) {
  Row row;
  row.Define(statement);
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  std::vector<StoredPerson> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(ToStored(row));
  return found;
}

}  // namespace

auth::Role ToAuthRole(admin::v1::Role role) {
  switch (role) {
    case admin::v1::ROLE_OWNER:
      return auth::Role::kOwner;
    case admin::v1::ROLE_APPROVER:
      return auth::Role::kApprover;
    case admin::v1::ROLE_EDITOR:
      return auth::Role::kEditor;
    default:
      return auth::Role::kViewer;
  }
}

admin::v1::Role ToProtoRole(auth::Role role) {
  switch (role) {
    case auth::Role::kOwner:
      return admin::v1::ROLE_OWNER;
    case auth::Role::kApprover:
      return admin::v1::ROLE_APPROVER;
    case auth::Role::kEditor:
      return admin::v1::ROLE_EDITOR;
    case auth::Role::kViewer:
      return admin::v1::ROLE_VIEWER;
    default:
      return admin::v1::ROLE_UNSPECIFIED;
  }
}

absl::StatusOr<StoredPerson> FindPerson(soci::session& sql, const std::string& name) {
  soci::statement statement(sql);
  statement.exchange(soci::use(name, "name"));
  std::vector<StoredPerson> found = Select(statement, absl::StrCat(kSelect, " WHERE name = :name"));
  if (!found.empty()) return std::move(found[0]);
  return absl::NotFoundError(absl::StrCat("there is no person \"", absl::CHexEscape(name.substr(0, 80)), "\""));
}

bool InsertPerson(soci::session& sql, const StoredPerson& stored) {
  const Row row = ToRow(stored);
  soci::statement insert =
      (sql.prepare << "INSERT INTO people VALUES (:name, :display, :role, :disabled, :hash, :created, :updated, "
                      ":revision) ON CONFLICT DO NOTHING",
       soci::use(row.name), soci::use(row.display_name), soci::use(row.role), soci::use(row.disabled),
       soci::use(row.password_hash), soci::use(row.created_at_ms), soci::use(row.updated_at_ms),
       soci::use(row.revision));
  insert.execute(true);
  return insert.get_affected_rows() == 1;
}

void UpdatePerson(soci::session& sql, StoredPerson* stored) {
  Row row = ToRow(*stored);
  ++row.revision;
  sql << "UPDATE people SET display_name = :display, role = :role, disabled = :disabled, password_hash = :hash,"
         " updated_at_ms = :updated, revision = :revision WHERE name = :name",
      soci::use(row.display_name), soci::use(row.role), soci::use(row.disabled), soci::use(row.password_hash),
      soci::use(row.updated_at_ms), soci::use(row.revision), soci::use(row.name);
  stored->person.set_etag(absl::StrCat(row.revision));
}

const filter::List& PersonList() {
  static const auto* const list =
      new filter::List{.fields = filter::FieldsOf(*Person::descriptor(), {{"name", "name"},
                                                                          {"role", "role"},
                                                                          {"disabled", "disabled"},
                                                                          {"create_time", "created_at_ms"},
                                                                          {"update_time", "updated_at_ms"}}),
                       .key = "name",
                       .usual_order = "name",
                       .sizes = {.usual = 50, .largest = 200}};
  return *list;
}

std::vector<Person> ListPeople(soci::session& sql, const filter::ListQuery& query) {
  soci::statement statement(sql);
  query.Bind(statement);
  std::vector<Person> people;
  for (StoredPerson& stored : Select(statement, absl::StrCat(kSelect, query.Tail())))
    people.push_back(std::move(stored.person));
  return people;
}

void InsertSession(soci::session& sql, const Session& session) {
  const int role = ToProtoRole(session.identity.role);
  const long long created = absl::ToUnixMillis(session.created_at), expires = absl::ToUnixMillis(session.expires_at);
  sql << "INSERT INTO sessions VALUES (:hash, :name, :role, :created, :expires)", soci::use(session.id),
      soci::use(session.identity.subject), soci::use(role), soci::use(created), soci::use(expires);
}

void DeleteSession(soci::session& sql, const std::string& id) {
  sql << "DELETE FROM sessions WHERE token_hash = :hash", soci::use(id);
}

void DeleteSessions(soci::session& sql, const std::string& name, const std::string& kept) {
  sql << "DELETE FROM sessions WHERE name = :name AND token_hash <> :kept", soci::use(name), soci::use(kept);
}

void DeleteExpiredSessions(soci::session& sql, absl::Time now) {
  const long long moment = absl::ToUnixMillis(now);
  sql << "DELETE FROM sessions WHERE expires_at_ms <= :now", soci::use(moment);
}

std::vector<Session> ListSessions(soci::session& sql, const std::string& name) {
  Session session;
  int role = 0;
  long long created = 0, expires = 0;
  soci::statement statement =
      (sql.prepare << "SELECT token_hash, name, role, created_at_ms, expires_at_ms FROM sessions"
                      " WHERE :any = '' OR name = :name ORDER BY created_at_ms, token_hash",
       soci::use(name), soci::use(name), soci::into(session.id), soci::into(session.identity.subject), soci::into(role),
       soci::into(created), soci::into(expires));
  std::vector<Session> sessions;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    session.identity.role = ToAuthRole(static_cast<admin::v1::Role>(role));
    session.created_at = absl::FromUnixMillis(created);
    session.expires_at = absl::FromUnixMillis(expires);
    sessions.push_back(session);
  }
  return sessions;
}

}  // namespace fudai::people
