#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/async/task.h"
#include "common/redis/connection.h"
#include "common/redis/endpoint.h"
#include "common/redis/reply.h"
#include "common/redis/request.h"
#include "common/redis/script.h"
#include "common/redis/topology.h"

namespace fudai::redis {

struct Options {
  // Where to ask first; of a Redis Cluster any nodes, and of a primary with replicas all of them.
  std::vector<Endpoint> endpoints;
  // A reply that takes longer means unknown: the connection is closed and all that waits on it fails.
  absl::Duration timeout = absl::Seconds(2);
  Replication replication;
  // Stands before every key that the client sends, so that whoever holds the client can name no key outside it.
  std::string key_prefix;
};

// What the flags --redis and --redis_replicas of a server say. INVALID_ARGUMENT, naming the flag, for what makes no
// sense.
absl::StatusOr<Options> ParseOptions(absl::string_view endpoints, int replicas);

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
  explicit Pending(std::shared_ptr<Request> request) : request_(std::move(request)) {}

  bool await_ready() const noexcept { return request_->result.has_value(); }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { request_->waiter = waiter; }
  absl::StatusOr<Reply> await_resume() { return *std::move(request_->result); }

 private:
  std::shared_ptr<Request> request_;
};

// A loop's way to Redis: one node, a primary with replicas, or a Redis Cluster, with one pipelined connection for each
// node. It learns where the slots are when a node sends it elsewhere or is gone. What is known not to have run it tries
// again, where there are other nodes, until the timeout has passed; what may have run fails (failures.h). Belongs to
// its loop and is not thread-safe.
class Client final : private Connection::Owner {
 public:
  Client(async::Loop* loop, Options options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Runs a script where its keys are, which are all of one slot (EVALSHA; Redis is told scripts that it does not know).
  Pending Eval(const Script& script, const Call& call);
  // Runs one command on keys of one slot (without keys: on some node), with the arguments that follow them:
  // Command("HGET", {key}, {"gen"}).
  Pending Command(absl::string_view verb, const std::vector<std::string>& keys,
                  const std::vector<std::string>& args = {});
  // Runs a command on one node, whatever slots it has; once.
  async::Task<absl::StatusOr<Reply>> RunOn(Endpoint node, std::vector<std::string> words);
  // Asks where the slots are. UNAVAILABLE where no node tells.
  async::Task<absl::StatusOr<Topology>> ReadTopology();

  async::Loop& loop() { return *loop_; }
  const Options& options() const { return options_; }
  // Commands that wait for their replies.
  size_t in_flight() const;

 private:
  // A request that is tried again at a moment.
  struct Later {
    absl::Time when;
    std::shared_ptr<Request> request;
  };
  // What coroutines of the client's own look at before they touch it.
  struct Life {
    bool over = false;
  };

  std::string Prefixed(absl::string_view key) const;
  Pending Start(std::shared_ptr<Request> request);
  Connection* ConnectionTo(const Endpoint& endpoint);
  // Null where no node has the slot.
  Connection* ConnectionToOwner(int slot);
  async::Task<absl::StatusOr<Topology>> ReadTopologyFrom(Endpoint node);
  void Route(const std::shared_ptr<Request>& request);
  // Tries it again later, or fails it with `why` where there is nobody else to ask or no time left.
  void Retry(const std::shared_ptr<Request>& request, const absl::Status& why);
  void TellScript(Connection* connection, const std::shared_ptr<Request>& request, const Reply& reply);
  void FollowRedirection(Connection* connection, const std::shared_ptr<Request>& request, const Reply& reply);
  // Whether a node that is gone may have a successor.
  bool HasOthers() const;
  void Refresh();
  async::Task<void> RefreshOnce(std::shared_ptr<Life> life);
  async::Task<void> RunLater(std::shared_ptr<Life> life);
  // Takes the next of the nodes that may know where the slots are.
  Endpoint NextAdviser();

  void OnReply(Connection* connection, std::shared_ptr<Request> request, Reply reply) override;
  void OnLost(Connection* connection, Connection::Requests requests, bool may_have_run,
              const std::string& why) override;

  async::Loop* loop_;
  const Options options_;
  std::shared_ptr<Life> life_ = std::make_shared<Life>();
  Topology topology_;
  absl::flat_hash_map<std::string, std::unique_ptr<Connection>> connections_;  // By Endpoint::ToString().
  std::vector<Connection*> by_primary_;  // In the order of topology_.primaries(); null until one is used.
  std::deque<Later> later_;
  bool running_later_ = false;
  bool refreshing_ = false;
  size_t next_adviser_ = 0;
  absl::BitGen random_;
};

}  // namespace fudai::redis
