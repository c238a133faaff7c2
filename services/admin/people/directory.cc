#include "services/admin/people/directory.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"

namespace fudai::people {
namespace {

using admin::v1::Person;
using admin::v1::UpdatePersonRequest;
using google::protobuf::util::MessageDifferencer;
using google::protobuf::util::TimeUtil;

constexpr size_t kMostSessions = 20;

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  return TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(time));
}

// The audit log's entry of a change of a person.
audit::Change ChangeOf(const Person& person, absl::string_view action, const Directory::Actor& actor) {
  return {.actor = actor.identity,
          .now = actor.now,
          .action = std::string(action),
          .subject = absl::StrCat("person/", person.name())};
}

// The person as the request wants them.
Person Changed(Person person, const UpdatePersonRequest& request) {
  if (request.has_display_name()) person.set_display_name(request.display_name());
  if (request.has_role()) person.set_role(request.role());
  if (request.has_disabled()) person.set_disabled(request.disabled());
  return person;
}

absl::Status CheckEtag(const Person& person, const std::string& etag) {
  if (etag == person.etag()) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat("person \"", person.name(), "\" has changed since: etag is \"", etag,
                                         "\", and should be \"", person.etag(), "\"; read them again"));
}

bool MustEndSessions(const Person& before, const Person& after) {
  return before.role() != after.role() || (after.disabled() && !before.disabled());
}

// Stores a changed person with its entry in the log.
absl::Status Store(soci::session& sql, const Person& before, audit::Change change, StoredPerson* stored) {
  *stored->person.mutable_update_time() = ToTimestamp(change.now);
  UpdatePerson(sql, stored);
  change.before = &before;
  change.after = &stored->person;
  return audit::Append(sql, change);
}

// Ends the oldest sessions of that name until there is room for one more, and returns their ids.
std::vector<std::string> MakeRoom(soci::session& sql, const std::string& name) {
  std::vector<Session> sessions = ListSessions(sql, name);
  std::vector<std::string> ended;
  for (size_t i = 0; i + kMostSessions <= sessions.size(); ++i) {
    DeleteSession(sql, sessions[i].id);
    ended.push_back(sessions[i].id);
  }
  return ended;
}

}  // namespace

absl::Status Directory::LoadSessions() {
  return database_->Read([this](soci::session& sql) {
    for (const Session& session : ListSessions(sql, "")) sessions_->Add(session);
    return absl::OkStatus();
  });
}

absl::StatusOr<Person> Directory::Create(StoredPerson stored, const Actor& actor) {
  Person& person = stored.person;
  *person.mutable_create_time() = ToTimestamp(actor.now);
  *person.mutable_update_time() = person.create_time();
  person.set_etag("1");
  RETURN_IF_ERROR(database_->Write([&](soci::session& sql) {
    if (!InsertPerson(sql, stored))
      return absl::AlreadyExistsError(absl::StrCat("person \"", person.name(), "\" exists already"));
    audit::Change change = ChangeOf(person, "CreatePerson", actor);
    change.after = &person;
    return audit::Append(sql, change);
  }));
  return person;
}

absl::StatusOr<Person> Directory::Update(const UpdatePersonRequest& request, const Actor& actor) {
  bool end_sessions = false;
  absl::StatusOr<Person> updated = database_->Write([&](soci::session& sql) -> absl::StatusOr<Person> {
    ASSIGN_OR_RETURN(StoredPerson stored, FindPerson(sql, request.name()));
    const Person before = stored.person;
    stored.person = Changed(before, request);
    if (MessageDifferencer::Equals(before, stored.person)) return before;
    RETURN_IF_ERROR(CheckEtag(before, request.etag()));
    end_sessions = MustEndSessions(before, stored.person);
    if (end_sessions) DeleteSessions(sql, request.name(), "");
    RETURN_IF_ERROR(Store(sql, before, ChangeOf(before, "UpdatePerson", actor), &stored));
    return stored.person;
  });
  if (end_sessions) sessions_->EndAllOf(request.name());
  return updated;
}

absl::StatusOr<Person> Directory::SetPassword(const NewPassword& password, const Actor& actor) {
  absl::StatusOr<Person> updated = database_->Write([&](soci::session& sql) -> absl::StatusOr<Person> {
    ASSIGN_OR_RETURN(StoredPerson stored, FindPerson(sql, password.name));
    const Person before = stored.person;
    stored.password_hash = password.hash;
    DeleteSessions(sql, password.name, password.kept_session);
    RETURN_IF_ERROR(Store(sql, before, ChangeOf(before, password.action, actor), &stored));
    return stored.person;
  });
  sessions_->EndAllOf(password.name, password.kept_session);
  return updated;
}

absl::Status Directory::BeginSession(const Session& session, const std::string& etag, absl::Time now) {
  std::vector<std::string> ended;
  RETURN_IF_ERROR(database_->Write([&](soci::session& sql) -> absl::Status {
    ASSIGN_OR_RETURN(const StoredPerson stored, FindPerson(sql, session.identity.subject));
    if (stored.person.etag() != etag)
      return absl::FailedPreconditionError("the person has been changed during the sign-in; sign in again");
    DeleteExpiredSessions(sql, session.created_at);
    ended = MakeRoom(sql, session.identity.subject);
    InsertSession(sql, session);
    return audit::Append(sql, ChangeOf(stored.person, "SignIn", {session.identity, now}));
  }));
  for (const std::string& id : ended) sessions_->End(id);
  sessions_->Add(session);
  return absl::OkStatus();
}

absl::Status Directory::EndSession(const std::string& id, const Actor& actor) {
  Person person;
  person.set_name(actor.identity.subject);
  absl::Status ended = database_->Write([&](soci::session& sql) {
    DeleteSession(sql, id);
    return audit::Append(sql, ChangeOf(person, "SignOut", actor));
  });
  sessions_->End(id);
  return ended;
}

}  // namespace fudai::people
