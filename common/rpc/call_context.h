#pragma once

#include <functional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/auth/identity.h"
#include "common/auth/token.h"
#include "common/world/world.h"

namespace fudai::rpc {

// What a handler may know of its call. Owned by the server for as long as the handler runs.
struct CallContext {
  // Who calls; the role has been checked against the method's row. Nobody where anyone may call.
  auth::Identity identity;
  // The token that says so; null where anyone may call.
  const auth::Token* token = nullptr;
  // The world that the call is in.
  world::World world = world::World::kProduction;
  // The domain's "now": taken once, when the call arrived.
  absl::Time now;
  // When the caller stops waiting, by the real clock; InfiniteFuture if it never does.
  absl::Time deadline = absl::InfiniteFuture();
  // The loop that the call lives on.
  async::Loop* loop = nullptr;
  // True once the call is over, whatever the reason.
  std::function<bool()> gone = [] { return false; };
  // True once the caller has gone (its deadline has passed, say), its session has ended or the server drains; a
  // stream then ends with UNAVAILABLE (the server makes it UNAUTHENTICATED where the token holds no longer).
  std::function<bool()> interrupted = [] { return false; };
  // True then, and once the caller's token has expired: for streams without an end of their own. One that has an end
  // goes on to it.
  std::function<bool()> ended = [] { return false; };

  // DEADLINE_EXCEEDED once the caller has stopped waiting. Ask before an act is begun, never between an act's steps.
  absl::Status CheckDeadline() const {
    if (absl::Now() < deadline) return absl::OkStatus();
    return absl::DeadlineExceededError("the call's deadline passed before the act began; nothing was changed");
  }
};

}  // namespace fudai::rpc
