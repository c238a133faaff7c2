#include "common/redis/client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/flags/range.h"
#include "common/redis/failures.h"
#include "common/redis/slots.h"
#include "common/status/macros.h"

namespace fudai::redis {
namespace {

// Between two tries of a command: up to the shortest pause after the first failure, and twice as long after each
// further one.
constexpr absl::Duration kShortestPause = absl::Milliseconds(5), kLongestPause = absl::Milliseconds(200);

// What a node answers that is none of a cluster.
constexpr absl::string_view kNoCluster = "ERR This instance has cluster support disabled";

// So many redirections are followed at once. Two nodes that send to one another do not agree yet.
constexpr int kMostHops = 5;

constexpr flags::Range kReplicas{.least = 0, .most = 16};

// Of a request to one node alone.
constexpr int kNoSlot = -1;

absl::Status Closed(const Request& request) {
  return absl::UnavailableError(absl::StrCat(request.what, " did not run: the client was closed"));
}

}  // namespace

absl::StatusOr<Options> ParseOptions(absl::string_view endpoints, int replicas) {
  Options options;
  ASSIGN_OR_RETURN(options.endpoints, ParseEndpoints(endpoints));
  RETURN_IF_ERROR(flags::CheckRange("redis_replicas", replicas, kReplicas));
  options.replication.replicas = replicas;
  return options;
}

Client::Client(async::Loop* loop, Options options)
    : loop_(loop), options_(std::move(options)), topology_(options_.endpoints.front()) {}

Client::~Client() {
  life_->over = true;
  for (Later& later : std::exchange(later_, {})) later.request->Finish(Closed(*later.request));
  connections_.clear();
}

size_t Client::in_flight() const {
  size_t commands = later_.size();
  for (const auto& [name, connection] : connections_) commands += connection->in_flight();
  return commands;
}

std::string Client::Prefixed(absl::string_view key) const { return absl::StrCat(options_.key_prefix, key); }

Pending Client::Eval(const Script& script, const Call& call) {
  const std::string key_count = absl::StrCat(call.keys.size());
  std::vector<std::string> keys;
  for (const std::string& key : call.keys) keys.push_back(Prefixed(key));
  std::vector<absl::string_view> words = {"EVALSHA", script.sha(), key_count};
  words.insert(words.end(), keys.begin(), keys.end());
  words.insert(words.end(), call.args.begin(), call.args.end());
  auto request = std::make_shared<Request>();
  request->what = script.name();
  request->script = &script;
  request->slot = keys.empty() ? 0 : SlotOf(keys.front());
  request->wire = Format(words);
  return Start(std::move(request));
}

Pending Client::Command(absl::string_view verb, const std::vector<std::string>& keys,
                        const std::vector<std::string>& args) {
  std::vector<std::string> prefixed;
  for (const std::string& key : keys) prefixed.push_back(Prefixed(key));
  std::vector<absl::string_view> words = {verb};
  words.insert(words.end(), prefixed.begin(), prefixed.end());
  words.insert(words.end(), args.begin(), args.end());
  auto request = std::make_shared<Request>();
  request->what = std::string(verb);
  request->slot = keys.empty() ? 0 : SlotOf(prefixed.front());
  request->wire = Format(words);
  return Start(std::move(request));
}

Pending Client::Start(std::shared_ptr<Request> request) {
  request->deadline = absl::Now() + options_.timeout;
  Route(request);
  return Pending(std::move(request));
}

Connection* Client::ConnectionTo(const Endpoint& endpoint) {
  std::unique_ptr<Connection>& connection = connections_[endpoint.ToString()];
  if (!connection)
    connection = std::make_unique<Connection>(
        loop_, static_cast<Owner*>(this),
        ConnectionOptions{.endpoint = endpoint, .timeout = options_.timeout, .replication = options_.replication});
  return connection.get();
}

Connection* Client::ConnectionToOwner(int slot) {
  const Endpoint* owner = topology_.OwnerOf(slot);
  if (owner == nullptr) return nullptr;
  by_primary_.resize(topology_.primaries().size());
  Connection*& connection = by_primary_[owner - topology_.primaries().data()];
  if (connection == nullptr) connection = ConnectionTo(*owner);
  return connection;
}

void Client::Route(const std::shared_ptr<Request>& request) {
  if (life_->over) return request->Finish(Closed(*request));
  Connection* connection = ConnectionToOwner(request->slot);
  const absl::Status sent = connection == nullptr
                                ? absl::UnavailableError(absl::StrCat("no node of Redis has slot ", request->slot))
                                : connection->Send(request);
  if (sent.ok()) return;
  Refresh();
  Retry(request, sent);
}

bool Client::HasOthers() const { return options_.endpoints.size() > 1 || topology_.primaries().size() > 1; }

void Client::Retry(const std::shared_ptr<Request>& request, const absl::Status& why) {
  const absl::Duration bound =
      std::min(kShortestPause * (int64_t{1} << std::min(request->failures, 10)), kLongestPause);
  const absl::Time when =
      absl::Now() + absl::Microseconds(absl::Uniform<int64_t>(random_, 0, absl::ToInt64Microseconds(bound)));
  if (!HasOthers() || request->slot == kNoSlot || when >= request->deadline) return request->Finish(why);
  ++request->failures;
  request->hops = 0;
  const auto place = std::upper_bound(later_.begin(), later_.end(), when,
                                      [](absl::Time at, const Later& other) { return at < other.when; });
  later_.insert(place, {when, request});
  if (!std::exchange(running_later_, true)) async::Spawn(RunLater(life_));
}

async::Task<void> Client::RunLater(std::shared_ptr<Life> life) {
  while (!later_.empty()) {
    const absl::Time now = absl::Now();
    while (!later_.empty() && later_.front().when <= now) {
      const std::shared_ptr<Request> request = std::move(later_.front().request);
      later_.pop_front();
      Route(request);
    }
    // Nobody waits longer than the shortest pause for one who comes later and is due earlier.
    co_await loop_->Sleep(kShortestPause);
    if (life->over) co_return;
  }
  running_later_ = false;
}

void Client::OnReply(Connection* connection, std::shared_ptr<Request> request, Reply reply) {
  if (!reply.is_error()) return request->Finish(std::move(reply));
  switch (FailureOf(reply.error())) {
    case Failure::kMoved:
    case Failure::kAsk:
      return FollowRedirection(connection, request, reply);
    case Failure::kUnknownScript:
      return TellScript(connection, request, reply);
    case Failure::kPassing:
      if (TellsOfAChange(reply.error())) Refresh();
      return Retry(request, ToStatus(reply.error(), request->what));
    case Failure::kFinal:
      return request->Finish(ToStatus(reply.error(), request->what));
  }
}

void Client::TellScript(Connection* connection, const std::shared_ptr<Request>& request, const Reply& reply) {
  // It was told just now, and did not take it.
  if (request->script == nullptr || request->told == connection)
    return request->Finish(ToStatus(reply.error(), request->what));
  if (const absl::Status sent = connection->SendWithScript(request); !sent.ok()) Retry(request, sent);
}

void Client::FollowRedirection(Connection* connection, const std::shared_ptr<Request>& request, const Reply& reply) {
  const absl::StatusOr<Endpoint> target = ParseRedirection(reply.error(), connection->endpoint());
  const absl::Status failed = ToStatus(reply.error(), request->what);
  if (!target.ok() || request->slot == kNoSlot) return request->Finish(failed);
  const bool moved = FailureOf(reply.error()) == Failure::kMoved;
  if (moved) {
    topology_.Move(request->slot, *target);
    Refresh();
  }
  if (++request->hops > kMostHops || absl::Now() >= request->deadline) return Retry(request, failed);
  Connection* next = ConnectionTo(*target);
  const absl::Status sent = moved ? next->Send(request) : next->SendAsking(request);
  if (!sent.ok()) Retry(request, sent);
}

void Client::OnLost(Connection* /*connection*/, Connection::Requests requests, bool may_have_run,
                    const std::string& why) {
  if (!life_->over) Refresh();
  for (std::shared_ptr<Request>& request : requests) {
    if (may_have_run || life_->over) {
      request->Finish(absl::UnavailableError(absl::StrCat("the outcome of ", request->what, " is unknown: ", why)));
    } else {
      Retry(request, absl::UnavailableError(absl::StrCat(request->what, " did not run: ", why)));
    }
  }
}

Endpoint Client::NextAdviser() {
  const std::vector<Endpoint>& primaries = topology_.primaries();
  const size_t index = next_adviser_++ % (primaries.size() + options_.endpoints.size());
  return index < primaries.size() ? primaries[index] : options_.endpoints[index - primaries.size()];
}

void Client::Refresh() {
  if (!HasOthers() || std::exchange(refreshing_, true)) return;
  async::Spawn(RefreshOnce(life_));
}

async::Task<absl::StatusOr<Reply>> Client::RunOn(Endpoint node, std::vector<std::string> words) {
  auto request = std::make_shared<Request>();
  request->what = words.front();
  request->wire = Format({words.begin(), words.end()});
  request->slot = kNoSlot;
  request->deadline = absl::Now() + options_.timeout;
  if (life_->over) co_return Closed(*request);
  CO_RETURN_IF_ERROR(ConnectionTo(node)->Send(request));
  Pending pending(request);
  co_return co_await pending;
}

// A node that is none of a cluster holds all slots, if it is no replica.
async::Task<absl::StatusOr<Topology>> Client::ReadTopologyFrom(Endpoint node) {
  std::vector<std::string> ask_slots = {"CLUSTER", "SLOTS"}, ask_role = {"ROLE"};
  const absl::StatusOr<Reply> slots = co_await RunOn(node, std::move(ask_slots));
  if (slots.ok()) co_return Topology::Parse(*slots, node);
  if (!absl::StrContains(slots.status().message(), kNoCluster)) co_return slots.status();
  CO_ASSIGN_OR_RETURN(const Reply role, co_await RunOn(node, std::move(ask_role)));
  if (role[0].string() == "master") co_return Topology(node);
  co_return absl::UnavailableError(absl::StrCat("Redis at ", node.ToString(), " is a replica"));
}

async::Task<absl::StatusOr<Topology>> Client::ReadTopology() {
  const std::shared_ptr<Life> life = life_;
  absl::Status failed = absl::UnavailableError("no node of Redis told where the slots are");
  for (size_t left = topology_.primaries().size() + options_.endpoints.size(); left > 0; --left) {
    absl::StatusOr<Topology> topology = co_await ReadTopologyFrom(NextAdviser());
    if (life->over) co_return absl::UnavailableError("the client was closed");
    if (topology.ok() && !topology->primaries().empty()) {
      topology_ = *topology;
      by_primary_.clear();
      co_return topology;
    }
    if (!topology.ok()) failed = topology.status();
  }
  co_return failed;
}

async::Task<void> Client::RefreshOnce(std::shared_ptr<Life> life) {
  co_await loop_->Sleep(kShortestPause);
  if (life->over) co_return;
  (void)co_await ReadTopology();
  if (!life->over) refreshing_ = false;
}

}  // namespace fudai::redis
