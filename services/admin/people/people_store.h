// People and their sessions in SQL. Each function runs within the caller's transaction.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/auth/identity.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/filter/list_query.h"
#include "services/admin/people/session_table.h"

namespace fudai::people {

// A role as messages and the database have it, and as tokens do. Messages' roles must be set.
auth::Role ToAuthRole(admin::v1::Role role);
admin::v1::Role ToProtoRole(auth::Role role);

struct StoredPerson {
  admin::v1::Person person;
  std::string password_hash;
};

// NOT_FOUND if there is none.
absl::StatusOr<StoredPerson> FindPerson(soci::session& sql, const std::string& name);

// Stores a new person; false, and nothing changed, if the name is taken.
bool InsertPerson(soci::session& sql, const StoredPerson& stored);

// Stores what has changed of a person, as a new state with a new etag, which it sets.
void UpdatePerson(soci::session& sql, StoredPerson* stored);

// What people can be listed by.
const filter::List& PersonList();

// The people that a query selects, one more than belongs on its page.
std::vector<admin::v1::Person> ListPeople(soci::session& sql, const filter::ListQuery& query);

void InsertSession(soci::session& sql, const Session& session);
void DeleteSession(soci::session& sql, const std::string& id);
// All sessions of that name, but the one whose id is `kept`.
void DeleteSessions(soci::session& sql, const std::string& name, const std::string& kept);
void DeleteExpiredSessions(soci::session& sql, absl::Time now);

// The sessions of that name, or of all where it is empty, oldest first.
std::vector<Session> ListSessions(soci::session& sql, const std::string& name);

}  // namespace fudai::people
