#include "services/admin/wiring/world_services.h"

#include <iterator>

namespace fudai::wiring {

WorldServices::WorldServices(async::Loop* loop, const Shared& shared)
    : redis(loop, shared.redis),
      campaigns(shared.database, shared.readers),
      changes(shared.publisher, shared.publishing),
      stats(shared.database, shared.readers, {&redis, shared.store_token}),
      ledger(shared.database, shared.readers),
      budgets(shared.database, shared.readers, {&redis, shared.store_token}),
      audit(shared.database, shared.readers) {}

std::vector<rpc::Method> WorldServices::Methods() {
  std::vector<rpc::Method> methods;
  for (std::vector<rpc::Method> rows : {campaigns.Methods(), changes.Methods(), stats.Methods(), ledger.Methods(),
                                        budgets.Methods(), audit.Methods()}) {
    methods.insert(methods.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  }
  return methods;
}

}  // namespace fudai::wiring
