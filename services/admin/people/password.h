#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/async/blocking_pool.h"
#include "common/async/loop.h"
#include "common/async/task.h"

namespace fudai::people {

// What one hash costs by argon2id (RFC 9106): passes over so much memory. 2 passes over 64 MiB are libsodium's
// "interactive" setting, and above what OWASP asks for; a hash keeps its own figures, so they may be raised at any
// time.
struct PasswordCost {
  unsigned long long passes = 2;
  size_t memory_bytes = size_t{64} << 20;
};

// INVALID_ARGUMENT, naming `field` and never the password, unless it has 10 to 128 characters and is not `name`.
absl::Status CheckPassword(absl::string_view field, absl::string_view password, absl::string_view name);

// PasswordHasher hashes passwords on a few threads of its own, since each hash takes some 0.1 s of CPU and the memory
// that its cost names. Beyond a bound of calls that wait, further ones are RESOURCE_EXHAUSTED. One for the server;
// thread-safe.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost);

  // The hash, with its salt and cost, as text.
  async::Task<absl::StatusOr<std::string>> Hash(async::Loop* loop, std::string password);

  // Whether the hash is of the password. An empty one is of none, which takes as long to find.
  async::Task<absl::StatusOr<bool>> Matches(async::Loop* loop, std::string hash, std::string password);

 private:
  class Place;

  absl::StatusOr<std::string> HashNow(const std::string& password) const;

  const PasswordCost cost_;
  std::string hash_of_none_;
  std::atomic<int> waiting_ = 0;
  async::BlockingPool threads_;
};

}  // namespace fudai::people
