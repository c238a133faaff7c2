#include "services/campaign/contracts/store_access.h"

#include <spdlog/spdlog.h>

#include <string>

namespace fudai::contracts {

redis::Pending StoreAccess::Eval(const redis::Script& script, std::vector<std::string> keys,
                                 std::vector<std::string> args) const {
  args.insert(args.begin(), token_);
  const redis::Call call{std::move(keys), std::move(args)};
  return client_->Eval(script, call);
}

absl::StatusOr<redis::Reply> Answer(absl::StatusOr<redis::Reply> reply) {
  if (!absl::IsFailedPrecondition(reply.status())) return reply;
  spdlog::error("{}", std::string(reply.status().message()));
  return absl::UnavailableError("the store is not ready");
}

}  // namespace fudai::contracts
