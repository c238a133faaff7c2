#include "common/rpc/server.h"

#include <grpc/grpc.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/auth/token_cache.h"
#include "common/rpc/health.h"
#include "common/rpc/listed_service.h"
#include "common/rpc/listen_address.h"
#include "common/rpc/metadata.h"
#include "common/rpc/simulated_time.h"
#include "common/rpc/status.h"
#include "common/rpc/waiting_calls.h"
#include "common/rpc/world_choice.h"
#include "common/status/macros.h"

namespace fudai::rpc {
namespace {

// Calls that may wait on a loop to be taken over; a further one waits in gRPC.
constexpr int kAccepting = 64;
constexpr size_t kCachedTokens = 100000;
constexpr int kMaxRequestBytes = 1 << 20;
constexpr int kMaxCallsPerConnection = 2000;
// How often calls are looked for whose message is late.
constexpr absl::Duration kLatePeriod = absl::Milliseconds(100);
// How often a drain looks whether all calls have ended.
constexpr absl::Duration kDrainPeriod = absl::Milliseconds(1);

using world::World;
using world::WorldName;
using Messages = std::unique_ptr<google::protobuf::Message>;

bool Parse(grpc::ByteBuffer* bytes, google::protobuf::Message* message) {
  grpc::ProtoBufferReader reader(bytes);
  return reader.status().ok() && message->ParseFromZeroCopyStream(&reader);
}

grpc::ByteBuffer Serialize(const google::protobuf::Message& message) {
  grpc::ByteBuffer bytes;
  bool own_buffer;
  (void)grpc::GenericSerialize<grpc::ProtoBufferWriter, google::protobuf::Message>(message, &bytes, &own_buffer);
  return bytes;
}

// "/package.Service/Method" → "package.Service.Method".
std::string MethodName(absl::string_view path) {
  return absl::StrReplaceAll(absl::StripPrefix(path, "/"), {{"/", "."}});
}

absl::Status InUse(absl::string_view listen) {
  return absl::UnavailableError(
      absl::StrCat("cannot listen on ", listen,
                   ": the address is in use or is not this machine's, or its socket cannot be made there"));
}

// "package.Service.Method" → "package.Service".
std::string ServiceName(absl::string_view method) { return std::string(method.substr(0, method.rfind('.'))); }

// What the caller of a stream learns that its handler has ended so: a watch that could go on must sign in again first
// once its token has expired.
absl::Status EndOfStream(const absl::Status& handlers, const auth::Token& token, absl::Time now) {
  const absl::Status lifetime = auth::CheckLifetime(token, now);
  if (!absl::IsUnavailable(handlers) || lifetime.ok()) return handlers;
  return absl::UnauthenticatedError(absl::StrCat(lifetime.message(), ", and begin the stream anew with it"));
}

}  // namespace

// One loop with its thread, its table and its counts. Only the loop's thread touches what is not atomic.
struct Server::Lane {
  Lane(std::unique_ptr<grpc::ServerCompletionQueue> q, const auth::TokenReader* reader,
       const clock::Clock* system_clock, WaitingCalls::Bounds bounds)
      : queue(q.get()), loop(std::move(q)), tokens(reader, kCachedTokens), clock(system_clock), waiting(bounds) {}

  struct Served {
    World world;
    Method method;
    metrics::RpcObserver observer;
  };

  grpc::ServerCompletionQueue* queue;
  async::Loop loop;
  auth::TokenCache tokens;
  const clock::Clock* clock;
  Served* Find(world::World world, const std::string& name) {
    const auto found = methods[static_cast<int>(world)].find(name);
    return found == methods[static_cast<int>(world)].end() ? nullptr : &found->second;
  }

  absl::flat_hash_map<std::string, Served> methods[2];  // By World.
  std::function<async::Task<absl::StatusOr<absl::Time>>()> rehearsal_clock;
  WaitingCalls waiting;
  int in_flight[4] = {};  // By LoadClass.
  std::unique_ptr<HealthService> health;
  int open_calls = 0;  // Accepting ones and watches of the health included.
  bool draining = false;
  std::thread thread;
};

// One call. It lives in the frame of the coroutine that serves it.
struct Server::Incoming {
  grpc::GenericServerContext context;
  grpc::GenericServerAsyncReaderWriter stream{&context};
  async::Operation gone;  // The call is over, whatever the reason.
  auth::Token token{.expires_at = absl::InfiniteFuture()};
  CallContext call;
  Lane::Served* served = nullptr;
  Messages request;
};

class Server::StreamWriter final : public MessageWriter {
 public:
  explicit StreamWriter(Incoming* call) : call_(call) {}
  async::Task<bool> Write(const google::protobuf::Message& message) override {
    grpc::ByteBuffer bytes = Serialize(message);
    async::Operation written;
    call_->stream.Write(bytes, written.tag());
    co_return co_await written;
  }

 private:
  Incoming* call_;
};

Server::Server(ServerOptions options, const auth::TokenReader* tokens, const clock::Clock* clock,
               metrics::Metrics* metrics)
    : options_(std::move(options)),
      tokens_(tokens),
      clock_(clock),
      metrics_(metrics),
      streams_(options_.max_streams_per_subject),
      undrained_(options_.loops) {}

Server::~Server() {
  if (server_) server_->Shutdown(std::chrono::system_clock::now());
}

absl::StatusOr<std::unique_ptr<Server>> Server::Create(ServerOptions options, const auth::TokenReader* tokens,
                                                       const clock::Clock* clock, metrics::Metrics* metrics) {
  auto server = std::unique_ptr<Server>(new Server(std::move(options), tokens, clock, metrics));
  const ServerOptions& o = server->options_;
  RETURN_IF_ERROR(CheckListen(o.listen));
  if (IsServed(o.listen)) return InUse(o.listen);
  grpc::EnableDefaultHealthCheckService(false);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(o.listen, grpc::InsecureServerCredentials(), &port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxCallsPerConnection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytesOfGrpc);
  builder.SetMaxReceiveMessageSize(kMaxRequestBytes);
  builder.RegisterAsyncGenericService(&server->service_);
  for (const std::string& name : o.listed_services) {
    server->listed_.push_back(std::make_unique<ListedService>(name));
    builder.RegisterService(server->listed_.back().get());
  }
  const WaitingCalls::Bounds bounds{o.message_patience, static_cast<size_t>(o.max_waiting)};
  for (int i = 0; i < o.loops; ++i) {
    server->lanes_.push_back(std::make_unique<Lane>(builder.AddCompletionQueue(), tokens, clock, bounds));
  }
  server->server_ = builder.BuildAndStart();
  if (!server->server_) {
    return InUse(o.listen);
  }
  server->address_ = WithPort(o.listen, port);
  server->SetServing(false);
  return server;
}

async::Loop& Server::loop(int index) { return lanes_[index]->loop; }

void Server::RunBeside(int index, async::Task<void> task) {
  Lane* lane = lanes_[index].get();
  auto owned = std::make_shared<async::Task<void>>(std::move(task));
  lane->loop.Post([lane, owned] {
    async::Spawn([](Lane* l, async::Task<void> work) -> async::Task<void> {
      ++l->open_calls;
      co_await std::move(work);
      --l->open_calls;
    }(lane, std::move(*owned)));
  });
}

bool Server::Draining(int index) const { return lanes_[index]->draining; }

absl::Status Server::Serve(std::vector<std::vector<Method>> tables, const std::function<void()>& on_serving) {
  for (size_t i = 0; i < lanes_.size(); ++i) {
    Lane* lane = lanes_[i].get();
    RETURN_IF_ERROR(AddTable(lane, std::move(tables[i]), World::kProduction, metrics_));
    lane->health = std::make_unique<HealthService>(&health_, [this] { return undrained_ == 0; });
    AddMethods(lane, lane->health->Methods(), World::kProduction, metrics_);
    if (!rehearsal_.has_value()) continue;
    RETURN_IF_ERROR(AddTable(lane, std::move(rehearsal_->tables[i]), World::kRehearsal, rehearsal_->metrics));
    lane->rehearsal_clock = rehearsal_->clocks[i];
  }
  // Posted before anybody can tell it to end, so that a drain finds them begun.
  for (int i = 0; i < loops(); ++i) {
    RunBeside(i, EndLateCalls(lanes_[i].get()));
    for (int j = 0; j < kAccepting; ++j) {
      lanes_[i]->loop.Post([this, l = lanes_[i].get()] { async::Spawn(Accept(l)); });
    }
  }
  SetServing(true);  // Before the loops run, so that what they run may say otherwise.
  on_serving();
  for (auto& lane : lanes_) lane->thread = std::thread([l = lane.get()] { l->loop.Run(); });
  for (auto& lane : lanes_) lane->thread.join();
  return absl::OkStatus();
}

absl::Status Server::AddTable(Lane* lane, std::vector<Method> table, World world, metrics::Metrics* metrics) {
  RETURN_IF_ERROR(CheckTable(table));
  for (const Method& method : table) health_.Add(ServiceName(method.name));
  AddMethods(lane, std::move(table), world, metrics);
  return absl::OkStatus();
}

void Server::AddMethods(Lane* lane, std::vector<Method> table, World world, metrics::Metrics* metrics) {
  for (Method& method : table) {
    metrics::RpcObserver observer = metrics->ObserveRpc(method.name);
    std::string name = method.name;
    lane->methods[static_cast<int>(world)].emplace(std::move(name), Lane::Served{world, std::move(method), observer});
  }
}

void Server::SetServing(bool serving) { health_.Set(serving); }

void Server::Shutdown() {
  SetServing(false);
  for (auto& lane : lanes_) {
    lane->loop.Post([this, l = lane.get()] { async::Spawn(Drain(l)); });
  }
  server_->Shutdown(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(options_.drain));
}

// Lets the lane's calls end, and then the watches of the health. Once the calls of all lanes have ended, what is left
// are streams of reflection, gRPC's own: they never end by themselves.
async::Task<void> Server::Drain(Lane* lane) {
  lane->draining = true;
  while (lane->open_calls > lane->health->watches()) co_await lane->loop.Sleep(kDrainPeriod);
  if (--undrained_ == 0) grpc_server_cancel_all_calls(server_->c_server());
  while (lane->open_calls > 0) co_await lane->loop.Sleep(kDrainPeriod);
  lane->loop.Stop();
}

// Ends calls whose message is late, until the loop drains and none waits.
async::Task<void> Server::EndLateCalls(Lane* lane) {
  while (!lane->draining || !lane->waiting.empty()) {
    co_await lane->loop.Sleep(kLatePeriod);
    lane->waiting.EndLate();
  }
}

// Takes calls, one after another: each accepted one first puts its successor into place.
async::Task<void> Server::Accept(Lane* lane) {
  ++lane->open_calls;
  Incoming call;
  async::Operation requested;
  call.context.AsyncNotifyWhenDone(call.gone.tag());
  service_.RequestCall(&call.context, &call.stream, lane->queue, lane->queue, requested.tag());
  if (co_await requested) {
    async::Spawn(Accept(lane));
    co_await Handle(lane, &call);
    co_await call.gone;
  }
  --lane->open_calls;
}

async::Task<void> Server::Handle(Lane* lane, Incoming* call) {
  const absl::Time began = absl::Now();
  Messages response;
  const absl::Status status = co_await Answer(lane, call, &response);
  const grpc::Status answer = ToGrpcStatus(status, {call->context.method(), call->call.world});
  if (call->served != nullptr) {
    call->served->observer.Observe(static_cast<absl::StatusCode>(answer.error_code()), absl::Now() - began);
  }
  async::Operation finished;
  if (response) {
    call->stream.WriteAndFinish(Serialize(*response), grpc::WriteOptions(), answer, finished.tag());
  } else {
    call->stream.Finish(answer, finished.tag());
  }
  co_await finished;
}

// Serves a call; a unary method leaves its response. A call takes up room from when its message is there.
async::Task<absl::Status> Server::Answer(Lane* lane, Incoming* call, Messages* response) {
  CO_RETURN_IF_ERROR(Identify(lane, call));
  CO_RETURN_IF_ERROR(co_await ReadRequest(lane, call));
  CO_RETURN_IF_ERROR(CheckRoom(*lane, call->served->method));
  if (call->call.world == World::kRehearsal) {
    CO_ASSIGN_OR_RETURN(call->call.now, co_await lane->rehearsal_clock());
  }
  CallerStreams::Place place;
  if (call->served->method.load == LoadClass::kStream) {
    CO_ASSIGN_OR_RETURN(place, streams_.Take(call->call.identity));
  }
  int& in_flight = lane->in_flight[static_cast<int>(call->served->method.load)];
  ++in_flight;
  absl::Status status = co_await RunHandler(call, response);
  --in_flight;
  co_return status;
}

async::Task<absl::Status> Server::ReadRequest(Lane* lane, Incoming* call) {
  grpc::ByteBuffer bytes;
  async::Operation read;
  WaitingCalls::Wait wait(&lane->waiting, &call->context);
  call->stream.Read(&bytes, read.tag());
  const bool has_request = co_await read;
  CO_RETURN_IF_ERROR(wait.ended());
  call->request = call->served->method.new_request();
  if (has_request && Parse(&bytes, call->request.get())) co_return absl::OkStatus();
  co_return absl::InvalidArgumentError(absl::StrCat("the request is not a ", call->request->GetTypeName()));
}

async::Task<absl::Status> Server::RunHandler(Incoming* call, Messages* response) {
  const Method& method = call->served->method;
  if (method.server_streaming) {
    StreamWriter writer(call);
    const absl::Status ended = co_await method.stream(call->request.get(), &call->call, &writer);
    co_return EndOfStream(ended, call->token, clock_->Now());
  }
  absl::StatusOr<Messages> result = co_await method.unary(call->request.get(), &call->call);
  if (!result.ok()) co_return result.status();
  *response = *std::move(result);
  co_return absl::OkStatus();
}

// The domain's "now" in production of a call that came at `now`.
absl::StatusOr<absl::Time> Server::DomainTime(const grpc::GenericServerContext& context, absl::Time now) const {
  const absl::string_view said = Metadata(context, kTimeMetadata);
  if (!options_.simulated_time || said.empty()) return now;
  return ParseSimulatedTime(said);
}

// What every call passes before its request is read: it exists, its caller may call it, and there is time left.
absl::Status Server::Identify(Lane* lane, Incoming* call) {
  const std::string name = MethodName(call->context.method());
  call->served = lane->Find(World::kProduction, name);
  if (call->served == nullptr) call->served = lane->Find(World::kRehearsal, name);
  if (call->served == nullptr)
    return absl::UnimplementedError(absl::StrCat("no such method: ", call->context.method()));
  RETURN_IF_ERROR(CheckMetadata(call->context));

  CallContext& context = call->call;
  const absl::Time now = clock_->Now();
  if (call->served->method.access == Access::kRoles) {
    ASSIGN_OR_RETURN(call->token, lane->tokens.Verify(Metadata(call->context, "authorization"), now));
    context.token = &call->token;
    context.identity = call->token.identity;
    RETURN_IF_ERROR(EnterWorld(lane, call));
    RETURN_IF_ERROR(CheckRole(call->served->method, context.identity.role));
  }

  ASSIGN_OR_RETURN(context.now, DomainTime(call->context, now));
  const auto deadline = call->context.deadline();
  if (deadline != std::chrono::system_clock::time_point::max()) context.deadline = absl::FromChrono(deadline);
  context.loop = &lane->loop;
  context.interrupted = [lane, call] { return lane->draining || call->gone.done() || call->token.IsRevoked(); };
  context.gone = [call] { return call->gone.done(); };
  context.ended = [lane, call] { return call->call.interrupted() || lane->clock->Now() >= call->token.expires_at; };
  return context.CheckDeadline();
}

// Finds the world that the call is in, and what serves it there.
absl::Status Server::EnterWorld(Lane* lane, Incoming* call) const {
  World& world = call->call.world;
  ASSIGN_OR_RETURN(world, ChooseWorld(call->token, Metadata(call->context, world::kWorldMetadata)));
  if (world == World::kRehearsal)
    call->context.AddInitialMetadata(world::kWorldMetadata, std::string(WorldName(world)));
  if (call->served->world == world) return absl::OkStatus();
  if (world == World::kRehearsal && !rehearsal_.has_value()) {
    return absl::FailedPreconditionError(
        "this server holds no rehearsal: start it with --rehearsal, or call with a token of production");
  }
  const std::string name = MethodName(call->context.method());
  const World served_in = call->served->world;
  Lane::Served* served = lane->Find(world, name);
  if (served == nullptr)
    return absl::FailedPreconditionError(absl::StrCat(name, " is served in ", WorldName(served_in), " only"));
  call->served = served;
  return absl::OkStatus();
}

absl::Status Server::CheckRoom(const Lane& lane, const Method& method) const {
  if (method.load == LoadClass::kHealth && !method.server_streaming) return absl::OkStatus();
  const int bound = method.server_streaming ? options_.max_streams : options_.max_in_flight;
  if (lane.in_flight[static_cast<int>(method.load)] < bound) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("the server is at its bound of ", bound, " such calls; try again with backoff"));
}

}  // namespace fudai::rpc
