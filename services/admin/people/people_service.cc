#include "services/admin/people/people_service.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/people/people_store.h"
#include "services/admin/roles/roles.h"

namespace fudai::people {
namespace {

using admin::v1::ListPeopleResponse;
using admin::v1::Person;

absl::Status CheckName(const std::string& name) {
  if (auth::IsValidSubject(name)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("name is \"", absl::CHexEscape(name.substr(0, 80)),
                                                 "\"; it should be 1 to 64 printable ASCII characters without spaces"));
}

absl::Status CheckDisplayName(const std::string& display_name) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  const size_t characters = display_name.size() - std::count_if(display_name.begin(), display_name.end(), continues);
  if (characters <= 100 && std::none_of(display_name.begin(), display_name.end(), absl::ascii_iscntrl))
    return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("display_name has ", characters,
                                                 " characters; it should have at most 100, and no control characters"));
}

absl::Status CheckRole(admin::v1::Role role) {
  if (role != admin::v1::ROLE_UNSPECIFIED && admin::v1::Role_IsValid(role)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("role is ", static_cast<int>(role), "; it should be one of VIEWER, EDITOR, APPROVER, OWNER"));
}

absl::Status Check(const admin::v1::CreatePersonRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name()));
  RETURN_IF_ERROR(CheckDisplayName(request.display_name()));
  RETURN_IF_ERROR(CheckRole(request.role()));
  return CheckPassword("password", request.password(), request.name());
}

absl::Status Check(const admin::v1::UpdatePersonRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name()));
  if (request.has_display_name()) RETURN_IF_ERROR(CheckDisplayName(request.display_name()));
  if (request.etag().empty())
    return absl::InvalidArgumentError("etag is empty; it should be the etag of the person who was seen");
  return request.has_role() ? CheckRole(request.role()) : absl::OkStatus();
}

absl::StatusOr<ListPeopleResponse> ListPage(soci::session& sql, const filter::ListQuery& query) {
  std::vector<Person> people = ListPeople(sql, query);
  ListPeopleResponse response;
  response.set_next_page_token(query.EndPage(&people));
  for (Person& person : people) *response.add_people() = std::move(person);
  return response;
}

}  // namespace

std::vector<rpc::Method> PeopleService::Methods() {
  const auto row = [](absl::string_view name, rpc::LoadClass load) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.PeopleService.", name), roles::Owners(), load};
  };
  return {
      rpc::Unary(row("CreatePerson", rpc::LoadClass::kAct), this, &PeopleService::Create),
      rpc::Unary(row("UpdatePerson", rpc::LoadClass::kAct), this, &PeopleService::Update),
      rpc::Unary(row("ResetPassword", rpc::LoadClass::kAct), this, &PeopleService::ResetPassword),
      rpc::Unary(row("ListPeople", rpc::LoadClass::kRead), this, &PeopleService::List),
  };
}

PeopleService::Answer<Person> PeopleService::FindRepeated(const admin::v1::CreatePersonRequest* request,
                                                          async::Loop* loop) {
  auto work = [&] {
    return shared_.database->Read([&](soci::session& sql) { return FindPerson(sql, request->name()); });
  };
  CO_ASSIGN_OR_RETURN(StoredPerson stored, co_await shared_.readers->Run(*loop, work));
  CO_ASSIGN_OR_RETURN(const bool matches,
                      co_await shared_.hasher->Matches(loop, stored.password_hash, request->password()));
  const Person& person = stored.person;
  if (matches && person.display_name() == request->display_name() && person.role() == request->role() &&
      !person.disabled()) {
    co_return std::move(stored.person);
  }
  co_return absl::AlreadyExistsError(
      absl::StrCat("another person has the name \"", request->name(), "\"; a new person should have a new name"));
}

PeopleService::Answer<admin::v1::CreatePersonResponse> PeopleService::Create(
    const admin::v1::CreatePersonRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(Check(request));
  StoredPerson stored;
  CO_ASSIGN_OR_RETURN(stored.password_hash, co_await shared_.hasher->Hash(context.loop, request.password()));
  stored.person.set_name(request.name());
  stored.person.set_display_name(request.display_name());
  stored.person.set_role(request.role());
  auto create = [&] { return shared_.directory->Create(std::move(stored), {context.identity, context.now}); };
  absl::StatusOr<Person> person = co_await shared_.changing->Run(*context.loop, create);
  if (absl::IsAlreadyExists(person.status())) person = co_await FindRepeated(&request, context.loop);
  if (!person.ok()) co_return person.status();
  admin::v1::CreatePersonResponse response;
  *response.mutable_person() = *std::move(person);
  co_return response;
}

PeopleService::Answer<admin::v1::UpdatePersonResponse> PeopleService::Update(
    const admin::v1::UpdatePersonRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(Check(request));
  auto update = [&] { return shared_.directory->Update(request, {context.identity, context.now}); };
  CO_ASSIGN_OR_RETURN(Person person, co_await shared_.changing->Run(*context.loop, update));
  admin::v1::UpdatePersonResponse response;
  *response.mutable_person() = std::move(person);
  co_return response;
}

PeopleService::Answer<admin::v1::ResetPasswordResponse> PeopleService::ResetPassword(
    const admin::v1::ResetPasswordRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckName(request.name()));
  CO_RETURN_IF_ERROR(CheckPassword("new_password", request.new_password(), request.name()));
  Directory::NewPassword password{.name = request.name(), .action = "ResetPassword"};
  CO_ASSIGN_OR_RETURN(password.hash, co_await shared_.hasher->Hash(context.loop, request.new_password()));
  auto set = [&] { return shared_.directory->SetPassword(password, {context.identity, context.now}); };
  CO_ASSIGN_OR_RETURN(Person person, co_await shared_.changing->Run(*context.loop, set));
  shared_.throttle->Forget(request.name());
  admin::v1::ResetPasswordResponse response;
  *response.mutable_person() = std::move(person);
  co_return response;
}

PeopleService::Answer<ListPeopleResponse> PeopleService::List(const admin::v1::ListPeopleRequest& request,
                                                              const Context& context) {
  CO_ASSIGN_OR_RETURN(const auto query, filter::ListQuery::Parse(filter::ListQuery::Asked::By(request), PersonList()));
  auto work = [&] { return shared_.database->Read([&](soci::session& sql) { return ListPage(sql, query); }); };
  co_return co_await shared_.readers->Run(*context.loop, work);
}

}  // namespace fudai::people
