#include "common/partition/virtual_time.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/partition/explain.h"
#include "common/partition/lua.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/status/macros.h"

namespace fudai::partition {
namespace {

const redis::Script& MoveTimeScript() {
  static const auto* script = new redis::Script("move_time", kMoveTimeLua);
  return *script;
}

std::string Show(absl::Time time) { return absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone()); }

}  // namespace

async::Task<absl::StatusOr<absl::Time>> ReadVirtualTime(redis::Client* client) {
  redis::Pending pending = client->Command("GET", {ClockKey()});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  if (!reply.is_nil()) co_return absl::FromUnixMillis(reply.integer());
  co_return absl::UnavailableError("the rehearsal is not there: the admin server makes it, or is wiping it; try again");
}

async::Task<absl::StatusOr<absl::Time>> MoveVirtualTime(redis::Client* client, std::string token, absl::Time to) {
  redis::Call call;
  call.keys = {HeaderKey(0), ClockKey()};
  call.args = {std::move(token), absl::StrCat(absl::ToUnixMillis(to))};
  redis::Pending pending = client->Eval(MoveTimeScript(), call);
  const absl::StatusOr<redis::Reply> reply = co_await pending;
  if (!reply.ok()) co_return Explain(reply.status(), world::World::kRehearsal);
  const absl::Time shown = absl::FromUnixMillis((*reply)[1].integer());
  if ((*reply)[0].integer() == 1) co_return shown;
  co_return absl::InvalidArgumentError(
      absl::StrCat("the clock cannot be moved to ", Show(to), ": it shows ", Show(shown), ", and moves forwards only"));
}

}  // namespace fudai::partition
