#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/redis/reply.h"
#include "common/redis/script.h"

namespace fudai::redis {

// Where Redis listens.
struct Endpoint {
  std::string unix_path;  // If set, the rest is unused.
  std::string host;
  int port = 0;

  // "unix:/path" or "host:port"; INVALID_ARGUMENT otherwise, saying what would be right.
  static absl::StatusOr<Endpoint> Parse(absl::string_view text);
  std::string ToString() const;
};

struct Options {
  Endpoint endpoint;
  // A reply that takes longer means unknown: the connection is closed and all that waits on it fails.
  absl::Duration timeout = absl::Seconds(2);
  // Stands before every key that the client sends, so that whoever holds the client can name no key outside it.
  std::string key_prefix;
};

// The keys and arguments of a script.
struct Call {
  std::vector<std::string> keys;
  std::vector<std::string> args;
};

// An answer on its way; await it once. Several may be under way at once:
//
//   Pending first = client.Eval(a, call_a);
//   Pending second = client.Eval(b, call_b);
//   absl::StatusOr<Reply> answer = co_await first; …
//
// It fails with
//   UNAVAILABLE          not answered: the act may or may not have happened. Repeat it with the same key.
//   RESOURCE_EXHAUSTED   Redis is full: nothing was changed. Repeat it once there is room.
//   FAILED_PRECONDITION  the script refused the store: foreign or missing header (the message says which).
//   INTERNAL             Redis refused the command: a defect of ours.
class Pending {
 public:
  struct State;
  explicit Pending(std::shared_ptr<State> state) : state_(std::move(state)) {}

  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter) noexcept;
  absl::StatusOr<Reply> await_resume();

 private:
  std::shared_ptr<State> state_;
};

// A loop's connection to Redis, pipelined: commands of one turn leave in one write. It connects when first used and
// again after a failure, at most every 50 ms. Belongs to its loop and is not thread-safe.
class Client final : private async::Socket {
 public:
  Client(async::Loop* loop, Options options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Runs a script (EVALSHA, and EVAL where Redis does not know it yet).
  Pending Eval(const Script& script, const Call& call);
  // Runs one command on keys, with the arguments that follow them: Command("HGET", {key}, {"gen"}).
  Pending Command(absl::string_view verb, const std::vector<std::string>& keys,
                  const std::vector<std::string>& args = {});

  async::Loop& loop() { return *loop_; }
  const Options& options() const { return options_; }
  // Commands that wait for their replies.
  size_t in_flight() const;

 private:
  struct Connection;
  std::vector<std::string> Prefixed(const std::vector<std::string>& keys) const;
  void SendScript(std::shared_ptr<Pending::State> state, absl::string_view command, absl::string_view script);
  void Send(std::shared_ptr<Pending::State> state, const std::vector<absl::string_view>& words);
  void Deliver(std::shared_ptr<Pending::State> state, Reply reply);
  absl::Status Connect();
  void Fail(absl::string_view why);

  int fd() const override;
  bool awaiting() const override;
  bool wants_write() const override;
  void Flush() override;
  void OnReadable() override;

  async::Loop* loop_;
  Options options_;
  std::unique_ptr<Connection> connection_;
  absl::Time next_attempt_ = absl::InfinitePast();
  std::string last_error_ = "not tried yet";
};

}  // namespace fudai::redis
