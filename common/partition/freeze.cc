#include "common/partition/freeze.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/partition/lua.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"

namespace fudai::partition {
namespace {

const redis::Script& FreezeScript() {
  static const auto* script = new redis::Script("freeze", kFreezeLua);
  return *script;
}
const redis::Script& ThawScript() {
  static const auto* script = new redis::Script("thaw", kThawLua);
  return *script;
}

// What callers are told is before the colon (Explain).
std::string Words(const Freezing& freezing) {
  return absl::StrCat("partition ", freezing.partition, " is being moved: ", freezing.why);
}

redis::Pending Run(redis::Client* client, const redis::Script& script, const Freezing& freezing) {
  redis::Call call;
  call.keys = {HeaderKey(freezing.partition)};
  call.args = {freezing.token, Words(freezing)};
  return client->Eval(script, call);
}

}  // namespace

async::Task<absl::Status> Freeze(redis::Client* client, Freezing freezing) {
  redis::Pending pending = Run(client, FreezeScript(), freezing);
  CO_ASSIGN_OR_RETURN(const redis::Reply said, co_await pending);
  if (said.string() == Words(freezing)) co_return absl::OkStatus();
  co_return absl::AbortedError(absl::StrCat("frozen already: ", said.string()));
}

async::Task<absl::Status> Thaw(redis::Client* client, Freezing freezing) {
  redis::Pending pending = Run(client, ThawScript(), freezing);
  CO_ASSIGN_OR_RETURN(const redis::Reply said, co_await pending);
  if (said.is_nil()) co_return absl::OkStatus();
  co_return absl::AbortedError(absl::StrCat("still frozen: ", said.string()));
}

}  // namespace fudai::partition
