#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/async/loop.h"
#include "common/auth/token.h"
#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "common/rpc/caller_streams.h"
#include "common/rpc/health.h"
#include "common/rpc/method.h"

namespace fudai::rpc {

struct ServerOptions {
  // "host:port" (port 0: a free one) or "unix:/path".
  std::string listen;
  // Event loops, each on a thread of its own.
  int loops = 1;
  // Calls in flight per loop and load class; beyond it RESOURCE_EXHAUSTED.
  int max_in_flight = 4096;
  int max_streams = 10000;
  // Streams of one role and subject on all loops together; beyond it RESOURCE_EXHAUSTED.
  int max_streams_per_subject = 16;
  // How long a call's message may take to follow its headers, and how many calls may wait for theirs per loop.
  absl::Duration message_patience = absl::Seconds(5);
  int max_waiting = 4096;
  // Takes "now" of a call from its metadata `fudai-time-ms`, where present.
  bool simulated_time = false;
  // Services ("package.Service") that grpc.reflection lists, in a program that links grpc++_reflection.
  std::vector<std::string> listed_services;
  // How long calls in flight may take to end once the server drains.
  absl::Duration drain = absl::Seconds(10);
};

// A second world that a server holds beside production: its tables, and what time it is there. One of each per loop,
// and living on it.
struct Rehearsal {
  std::vector<std::vector<Method>> tables;
  std::vector<std::function<async::Task<absl::StatusOr<absl::Time>>()>> clocks;
  // Counts its calls; outlives the server.
  metrics::Metrics* metrics = nullptr;
};

// A gRPC server over event loops. One generic service takes every call and dispatches on the table of methods, so that
// no method has code of its own on the queue. Errors of handlers leave through one function: INTERNAL and UNKNOWN are
// logged under a reference, and callers see only the reference. A stream ends with UNAUTHENTICATED when its caller's
// token expires.
//
// Calls come into production, or into the rehearsal where the server holds one (world_choice.h says which a call
// means). Every answer out of the rehearsal is marked with the initial metadata `fudai-world: rehearsal`.
//
// The life of a server: Create → per-loop state is built on loop(i) → tables handed to Serve, which blocks until
// Shutdown → destroyed.
class Server {
 public:
  // Binds the address. UNAVAILABLE with the address if it is in use.
  static absl::StatusOr<std::unique_ptr<Server>> Create(ServerOptions options, const auth::TokenReader* tokens,
                                                        const clock::Clock* clock, metrics::Metrics* metrics);
  ~Server();

  int loops() const { return static_cast<int>(lanes_.size()); }
  async::Loop& loop(int index);
  // The address that clients connect to, with the real port.
  const std::string& address() const { return address_; }
  // A channel to this server within its process, for a gateway. Its calls are served like any other's; the drain breaks
  // them off, so whoever has it ends them first.
  std::shared_ptr<grpc::Channel> InProcessChannel() { return server_->InProcessChannel({}); }

  // Runs a task beside the calls, on loop `index`, once Serve runs the loops. It should ask Draining often: the drain
  // waits for it.
  void RunBeside(int index, async::Task<void> task);
  // True once the loop drains. Ask on the loop's thread.
  bool Draining(int index) const;

  // Holds a rehearsal beside production. Before Serve, which checks its tables too.
  void Hold(Rehearsal rehearsal) { rehearsal_ = std::move(rehearsal); }
  // The names of all methods that it serves with that table of production, those of the rehearsal that it holds
  // included.
  std::vector<std::string> MethodNames(const std::vector<Method>& production) const {
    std::vector<std::string> names;
    AppendNames(production, &names);
    if (rehearsal_.has_value()) AppendNames(rehearsal_->tables[0], &names);
    return names;
  }

  // Serves one table of methods per loop (handlers of loop i live on loop i) until Shutdown; blocks. INVALID_ARGUMENT,
  // before anything is served, if a row has no roles, no such method exists, or its types are others. `on_serving` is
  // called once grpc.health.v1 says that the server serves: announce it no earlier.
  absl::Status Serve(
      std::vector<std::vector<Method>> tables, const std::function<void()>& on_serving = [] {});
  // Begins the drain: no new calls, health NOT_SERVING, streams end, calls in flight are finished; then what gRPC's own
  // services still serve (health watches, reflection) is cancelled. Once, from any thread but the loops' own, since it
  // waits for the calls.
  void Shutdown();
  // Sets what grpc.health.v1 answers for the whole server ("") and each service in the tables.
  void SetServing(bool serving);

 private:
  struct Lane;
  struct Incoming;
  class StreamWriter;

  Server(ServerOptions options, const auth::TokenReader* tokens, const clock::Clock* clock, metrics::Metrics* metrics);
  absl::Status AddTable(Lane* lane, std::vector<Method> table, world::World world, metrics::Metrics* metrics);
  static void AddMethods(Lane* lane, std::vector<Method> table, world::World world, metrics::Metrics* metrics);
  async::Task<void> Drain(Lane* lane);
  static async::Task<void> EndLateCalls(Lane* lane);
  async::Task<void> Accept(Lane* lane);
  async::Task<void> Handle(Lane* lane, Incoming* call);
  async::Task<absl::Status> Answer(Lane* lane, Incoming* call, std::unique_ptr<google::protobuf::Message>* response);
  async::Task<absl::Status> ReadRequest(Lane* lane, Incoming* call);
  async::Task<absl::Status> RunHandler(Incoming* call, std::unique_ptr<google::protobuf::Message>* response);
  absl::Status Identify(Lane* lane, Incoming* call);
  absl::Status EnterWorld(Lane* lane, Incoming* call) const;
  absl::Status CheckRoom(const Lane& lane, const Method& method) const;
  absl::StatusOr<absl::Time> DomainTime(const grpc::GenericServerContext& context, absl::Time now) const;

  ServerOptions options_;
  const auth::TokenReader* tokens_;
  const clock::Clock* clock_;
  metrics::Metrics* metrics_;
  std::optional<Rehearsal> rehearsal_;
  CallerStreams streams_;
  std::string address_;
  Health health_;
  std::atomic<int> undrained_;  // Lanes that have calls, or have not begun to drain.
  grpc::AsyncGenericService service_;
  std::vector<std::unique_ptr<grpc::Service>> listed_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace fudai::rpc
