#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/auth/identity.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/database/database.h"
#include "services/admin/people/people_store.h"
#include "services/admin/people/session_table.h"

namespace fudai::people {

// Directory changes people and their sessions, in the database with its audit log first, and then in the table that the
// event loops read. Whoever is refused a change finds nothing changed; where the database's answer was lost, the
// sessions in question end, for they may have ended there.
//
// It blocks, and takes one change at a time, so that the table sees changes in the database's order: it lives on one
// thread of its own.
class Directory {
 public:
  // Who asks for a change, and the domain's time then.
  struct Actor {
    auth::Identity identity;
    absl::Time now;
  };

  // A new password's hash, and whose it is.
  struct NewPassword {
    std::string name;
    std::string hash;
    // The RPC that sets it, for the audit log.
    std::string action;
    // The id of the session that goes on; all others of the person end.
    std::string kept_session;
  };

  // Both must outlive it.
  Directory(database::Database* database, SessionTable* sessions) : database_(database), sessions_(sessions) {}

  // Fills the table with the sessions that the database has. Call once, before anything else.
  absl::Status LoadSessions();

  // ALREADY_EXISTS if the name is taken.
  absl::StatusOr<admin::v1::Person> Create(StoredPerson stored, const Actor& actor);

  // NOT_FOUND; ABORTED as PeopleService.UpdatePerson says.
  absl::StatusOr<admin::v1::Person> Update(const admin::v1::UpdatePersonRequest& request, const Actor& actor);

  // NOT_FOUND.
  absl::StatusOr<admin::v1::Person> SetPassword(const NewPassword& password, const Actor& actor);

  // Begins a session of a person whose password has been checked. FAILED_PRECONDITION if the person's etag is no longer
  // that one: the password, or what they may do, has changed since.
  absl::Status BeginSession(const Session& session, const std::string& etag, absl::Time now);

  absl::Status EndSession(const std::string& id, const Actor& actor);

 private:
  database::Database* database_;
  SessionTable* sessions_;
};

}  // namespace fudai::people
