#include "common/testing/redis_cluster.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "common/async/loop.h"
#include "common/redis/slots.h"
#include "common/redis/topology.h"

namespace fudai::testsupport {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(60), kPeriod = absl::Milliseconds(20);

absl::StatusOr<redis::Reply> AskNode(const redis::Options& options, const std::string& command) {
  async::Loop loop;
  redis::Client client(&loop, options);
  return RunTask(loop, client.RunOn(options.endpoints.front(), absl::StrSplit(command, ' ')));
}

}  // namespace

RedisCluster::RedisCluster(int primaries, int replicas_of_each) {
  const int all = primaries * (1 + replicas_of_each);
  for (int i = 0; i < all; ++i) {
    nodes_.push_back(std::make_unique<RedisProcess>(RedisProcess::Listens::kPort));
    nodes_.back()->Start();
  }
  for (int i = 0; i < all; ++i) {
    Await("it does not answer", [&] {
      nodes_[i]->CheckRuns();
      return AskNode(OptionsOf(i), "PING").ok();
    });
  }
  for (int i = 0; i < primaries; ++i) {
    const int first = i * redis::kSlots / primaries, end = (i + 1) * redis::kSlots / primaries;
    Run(i, absl::StrCat("CLUSTER ADDSLOTSRANGE ", first, " ", end - 1));
  }
  for (int i = 0; i < all; ++i) Run(i, absl::StrCat("CLUSTER SET-CONFIG-EPOCH ", i + 1));
  for (int i = 1; i < all; ++i)
    Run(i, absl::StrCat("CLUSTER MEET 127.0.0.1 ", nodes_[0]->port(), " ", nodes_[0]->bus_port()));
  for (int i = 0; i < all; ++i)
    Await("nodes do not meet",
          [&] { return absl::StrContains(Run(i, "CLUSTER INFO"), absl::StrCat("known_nodes:", all)); });
  for (int i = primaries; i < all; ++i) Run(i, absl::StrCat("CLUSTER REPLICATE ", IdOf((i - primaries) % primaries)));
  for (int i = primaries; i < all; ++i)
    Await("a replica does not follow",
          [&] { return absl::StrContains(Run(i, "INFO replication"), "master_link_status:up"); });
  for (int i = 0; i < all; ++i)
    Await("nodes do not agree", [&] { return absl::StrContains(Run(i, "CLUSTER INFO"), "cluster_state:ok"); });
}

redis::Endpoint RedisCluster::endpoint(int node) const { return {.host = "127.0.0.1", .port = nodes_[node]->port()}; }

redis::Options RedisCluster::options() const {
  redis::Options options;
  for (int i = 0; i < size(); ++i) options.endpoints.push_back(endpoint(i));
  return options;
}

redis::Options RedisCluster::OptionsOf(int node) const {
  redis::Options options;
  options.endpoints = {endpoint(node)};
  return options;
}

std::string RedisCluster::Run(int node, const std::string& command) {
  const absl::StatusOr<redis::Reply> reply = AskNode(OptionsOf(node), command);
  if (!reply.ok()) Die(absl::StrCat(command, ": ", reply.status().ToString()));
  return reply->is_integer() ? absl::StrCat(reply->integer()) : std::string(reply->string());
}

void RedisCluster::Await(const std::string& what, const std::function<bool()>& holds) {
  for (const absl::Time limit = absl::Now() + kLimit; !holds();) {
    if (absl::Now() > limit) Die(what);
    absl::SleepFor(kPeriod);
  }
}

int RedisCluster::OwnerOf(int slot, int asked) {
  const absl::StatusOr<redis::Reply> reply = AskNode(OptionsOf(asked), "CLUSTER SLOTS");
  if (!reply.ok()) return -1;
  const absl::StatusOr<redis::Topology> topology = redis::Topology::Parse(*reply, endpoint(asked));
  const redis::Endpoint* owner = topology.ok() ? topology->OwnerOf(slot) : nullptr;
  for (int i = 0; owner != nullptr && i < size(); ++i) {
    if (endpoint(i) == *owner) return i;
  }
  return -1;
}

}  // namespace fudai::testsupport
