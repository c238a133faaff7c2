#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/redis/endpoint.h"
#include "common/redis/reply.h"
#include "common/redis/request.h"

struct redisContext;

namespace fudai::redis {

// What is asked of replicas before a node's answers count.
struct Replication {
  // How many must have what was written; 0: none.
  int replicas = 0;
  absl::Duration patience = absl::Seconds(1);
};

struct ConnectionOptions {
  Endpoint endpoint;
  // A reply that takes longer means unknown: the connection is closed, and loses all that waits on it.
  absl::Duration timeout;
  Replication replication;
};

// A loop's pipelined connection to one node: what is sent in one turn leaves in one write. It connects when first used
// and again after a failure, at most every 50 ms. Belongs to its loop and is not thread-safe.
class Connection final : private async::Socket {
 public:
  using Requests = std::vector<std::shared_ptr<Request>>;

  // Who is told what became of requests; it may send others meanwhile.
  class Owner {
   public:
    virtual void OnReply(Connection* connection, std::shared_ptr<Request> request, Reply reply) = 0;
    // They have got no answer. `may_have_run`: the node may have done them.
    virtual void OnLost(Connection* connection, Requests requests, bool may_have_run, const std::string& why) = 0;

   protected:
    ~Owner() = default;
  };

  // Both must outlive it.
  Connection(async::Loop* loop, Owner* owner, ConnectionOptions options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const Endpoint& endpoint() const { return options_.endpoint; }
  // Commands that wait for their replies.
  size_t in_flight() const;

  // UNAVAILABLE, and nothing is sent, where the node cannot be reached.
  absl::Status Send(const std::shared_ptr<Request>& request);
  // Sends it although the slot still belongs to another node (ASKING).
  absl::Status SendAsking(const std::shared_ptr<Request>& request);
  // Has the node know its script, and sends it.
  absl::Status SendWithScript(const std::shared_ptr<Request>& request);
  // Loses what waits.
  void Close(const std::string& why);

 private:
  // What the next reply is about.
  struct Awaited {
    enum class Kind { kRequest, kNothing, kReplicas };
    Kind kind = Kind::kNothing;
    std::shared_ptr<Request> request;
    absl::Time deadline;
  };
  struct Free {
    void operator()(redisContext* context) const;
  };

  absl::Status Connect();
  void Append(absl::string_view wire, Awaited::Kind kind, std::shared_ptr<Request> request = nullptr);
  void AskReplicas();
  void Deliver(Awaited awaited, Reply reply);
  // Gives out the answers that waited for replicas, of which WAIT has answered how many there are.
  void Release(const Reply& replicas);

  int fd() const override;
  bool awaiting() const override { return !awaited_.empty(); }
  bool wants_write() const override { return unsent_; }
  void Flush() override;
  void OnReadable() override;

  async::Loop* loop_;
  Owner* owner_;
  const ConnectionOptions options_;
  std::unique_ptr<redisContext, Free> context_;
  std::deque<Awaited> awaited_;
  std::vector<std::pair<std::shared_ptr<Request>, Reply>> held_;  // Until enough replicas have what they did.
  bool unsent_ = false;
  bool unasked_ = false;   // Commands have been appended that no replica was asked about.
  bool sent_ = false;      // Something has left on this connection.
  bool answered_ = false;  // Something has come.
  absl::Time next_attempt_ = absl::InfinitePast();
  std::string last_error_ = "not tried yet";
};

// A command as Redis reads it.
std::string Format(const std::vector<absl::string_view>& words);

}  // namespace fudai::redis
