#pragma once

#include <coroutine>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/redis/reply.h"
#include "common/redis/script.h"

namespace fudai::redis {

class Connection;

// A command, from when it is called until its caller has the answer.
struct Request {
  std::string what;  // The script's or command's name, for messages.
  std::string wire;  // As Redis reads it; sent again as it is.
  const Script* script = nullptr;
  int slot = 0;
  absl::Time deadline;               // Until when it is tried again.
  int failures = 0;                  // After which it was tried again.
  int hops = 0;                      // Redirections that it has followed without a pause between.
  const Connection* told = nullptr;  // The node that was sent the script last.
  std::optional<absl::StatusOr<Reply>> result;
  std::coroutine_handle<> waiter;

  void Finish(absl::StatusOr<Reply> reply) {
    result.emplace(std::move(reply));
    if (waiter) std::exchange(waiter, nullptr).resume();
  }
};

}  // namespace fudai::redis
