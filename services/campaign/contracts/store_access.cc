#include "services/campaign/contracts/store_access.h"

#include <string>

#include "common/partition/explain.h"

namespace fudai::contracts {

redis::Pending StoreAccess::Eval(const redis::Script& script, std::vector<std::string> keys,
                                 std::vector<std::string> args) const {
  args.insert(args.begin(), token_);
  const redis::Call call{std::move(keys), std::move(args)};
  return client_->Eval(script, call);
}

absl::StatusOr<redis::Reply> Answer(absl::StatusOr<redis::Reply> reply) {
  if (reply.ok()) return reply;
  return partition::Explain(reply.status());
}

}  // namespace fudai::contracts
