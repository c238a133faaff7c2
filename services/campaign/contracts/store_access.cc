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

absl::StatusOr<redis::Reply> StoreAccess::Answer(absl::StatusOr<redis::Reply> reply) const {
  if (reply.ok()) return reply;
  return Explain(reply.status());
}

absl::Status StoreAccess::Explain(const absl::Status& status) const {
  return partition::Explain(status, partition::WorldOf(token_));
}

}  // namespace fudai::contracts
