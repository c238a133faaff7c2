#include "common/partition/bound_database.h"

#include <utility>

#include "common/partition/lua.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"

namespace fudai::partition {
namespace {

const redis::Script& BindDatabaseScript() {
  static const auto* script = new redis::Script("bind_database", kBindDatabaseLua);
  return *script;
}

async::Task<absl::StatusOr<std::string>> Bind(redis::Client* client, Binding binding, std::string mode) {
  redis::Call call;
  call.keys = {HeaderKey(0), BoundDatabaseKey()};
  call.args = {std::move(binding.token), std::move(binding.database), std::move(mode)};
  redis::Pending pending = client->Eval(BindDatabaseScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  co_return std::string(reply.string());
}

}  // namespace

async::Task<absl::StatusOr<std::string>> BindDatabase(redis::Client* client, Binding binding) {
  return Bind(client, std::move(binding), "keep");
}

async::Task<absl::StatusOr<std::string>> RebindDatabase(redis::Client* client, Binding binding) {
  return Bind(client, std::move(binding), "replace");
}

}  // namespace fudai::partition
