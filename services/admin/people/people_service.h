#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/people/account_service.h"

namespace fudai::people {

// The part of PeopleService's RPC edge that owners manage people with.
class PeopleService {
 public:
  explicit PeopleService(SharedPeople shared) : shared_(shared) {}

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  template <typename Response>
  using Answer = async::Task<absl::StatusOr<Response>>;
  using Context = rpc::CallContext;

  Answer<admin::v1::CreatePersonResponse> Create(const admin::v1::CreatePersonRequest& request, const Context& context);
  Answer<admin::v1::UpdatePersonResponse> Update(const admin::v1::UpdatePersonRequest& request, const Context& context);
  Answer<admin::v1::ResetPasswordResponse> ResetPassword(const admin::v1::ResetPasswordRequest& request,
                                                         const Context& context);
  Answer<admin::v1::ListPeopleResponse> List(const admin::v1::ListPeopleRequest& request, const Context& context);

  // The person that CreatePerson finds there already, if it is the one that the request describes.
  Answer<admin::v1::Person> FindRepeated(const admin::v1::CreatePersonRequest* request, async::Loop* loop);

  SharedPeople shared_;
};

}  // namespace fudai::people
