#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/clock/clock.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/database/database.h"
#include "services/admin/people/directory.h"
#include "services/admin/people/password.h"
#include "services/admin/people/sign_in_throttle.h"

namespace fudai::people {

// What the services of all event loops share; all of it outlives them.
struct SharedPeople {
  database::Database* database;
  Directory* directory;
  PasswordHasher* hasher;
  SignInThrottle* throttle;
  // By the real clock, as all tokens: a caller's word for the time does not make a session last longer.
  const clock::Clock* clock;
  async::BlockingPool* readers;
  // The one thread where the directory lives.
  async::BlockingPool* changing;
  absl::Duration session_life = absl::Hours(12);
};

// The part of PeopleService's RPC edge that people use for themselves: SignIn, SignOut, GetMe, ChangePassword.
class AccountService {
 public:
  explicit AccountService(SharedPeople shared) : shared_(shared) {}

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  template <typename Response>
  using Answer = async::Task<absl::StatusOr<Response>>;
  using Context = rpc::CallContext;

  Answer<admin::v1::SignInResponse> SignIn(const admin::v1::SignInRequest& request, const Context& context);
  Answer<admin::v1::SignOutResponse> SignOut(const admin::v1::SignOutRequest& request, const Context& context);
  Answer<admin::v1::GetMeResponse> GetMe(const admin::v1::GetMeRequest& request, const Context& context);
  Answer<admin::v1::ChangePasswordResponse> ChangePassword(const admin::v1::ChangePasswordRequest& request,
                                                           const Context& context);

  // What is tried as somebody's password.
  struct Attempt {
    std::string name;
    std::string password;
  };

  // The person whose password it is; UNAUTHENTICATED, the same after the same work, for a wrong one, an unknown name
  // and a disabled person. RESOURCE_EXHAUSTED as SignIn says.
  Answer<admin::v1::Person> CheckAttempt(async::Loop* loop, Attempt attempt);
  // Whether it is the person's password, as part of an attempt that has failed so far.
  Answer<bool> IsPassword(async::Loop* loop, Attempt attempt);
  // Nothing where there is no such person.
  Answer<StoredPerson> ReadPerson(async::Loop* loop, std::string name);

  SharedPeople shared_;
};

}  // namespace fudai::people
