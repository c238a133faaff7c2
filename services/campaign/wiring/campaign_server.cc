#include "services/campaign/wiring/campaign_server.h"

#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "common/clock/clock.h"
#include "common/flags/range.h"
#include "common/flags/required.h"
#include "common/gateway/gateway.h"
#include "common/metrics/endpoint.h"
#include "common/metrics/metrics.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/process/exit_status.h"
#include "common/process/termination.h"
#include "common/rpc/server.h"
#include "common/status/macros.h"
#include "services/campaign/wiring/loop_services.h"
#include "services/campaign/wiring/rehearsal.h"

namespace fudai::wiring {
namespace {

constexpr absl::Duration kRelayPeriod = absl::Milliseconds(500);
constexpr absl::Duration kExpiryPeriod = absl::Seconds(1);
constexpr absl::Duration kLiabilityPeriod = absl::Minutes(1);
constexpr absl::Duration kSweepPeriod = absl::Seconds(1);
constexpr absl::Duration kReloadPeriod = absl::Seconds(1);
constexpr absl::Duration kRetryPause = absl::Milliseconds(50);
constexpr absl::Duration kHttpDrain = absl::Seconds(10);
constexpr flags::Range kThreads{.least = 0, .most = 256};
constexpr flags::Range kMaxStreamsPerSubject{.least = 1, .most = 10000};

// Repeats a step of the start while Redis is not there, until `limit` or a termination signal.
template <typename Step>
async::Task<absl::Status> Patiently(async::Loop* loop, absl::Time limit, Step step) {
  while (true) {
    absl::Status status = co_await step();
    if (!absl::IsUnavailable(status)) co_return status;
    if (process::TerminationPending()) co_return process::ToldToEnd("Redis");
    if (absl::Now() >= limit) co_return status;
    co_await loop->Sleep(kRetryPause);
  }
}

// The loops' services are ready to serve: the store is ours, the campaigns are read.
async::Task<absl::Status> Prepare(LoopServices* services, std::string token) {
  CO_RETURN_IF_ERROR(co_await partition::VerifyStore(&services->client(), token));
  co_return co_await services->campaigns().Reload();
}

void Announce(const rpc::Server& server, const metrics::MetricsEndpoint* endpoint, const gateway::Gateway* http) {
  printf("campaign server listening on %s\n", server.address().c_str());
  if (endpoint != nullptr) printf("metrics on %s\n", endpoint->url().c_str());
  if (http != nullptr) printf("HTTP on %s\n", http->url().c_str());
  fflush(stdout);
}

// In simulated time nobody knows what time it is between calls: there, reservations expire when they are looked at. A
// sweep's lease goes by real time in any store.
void RunBackground(rpc::Server* server, const clock::SystemClock* clock, bool simulated_time,
                   std::vector<std::unique_ptr<LoopServices>>* services) {
  for (int i = 0; i < server->loops(); ++i) {
    const auto draining = [server, i] { return server->Draining(i); };
    server->RunBeside(i, (*services)[i]->campaigns().KeepFresh(kReloadPeriod, draining));
    if (i > 0) continue;
    server->RunBeside(i, (*services)[i]->relay().Run(kRelayPeriod, draining));
    async::Loop* loop = &server->loop(i);
    server->RunBeside(i, (*services)[i]->sweeper().Run({loop, clock, kSweepPeriod}, draining));
    if (simulated_time) continue;
    server->RunBeside(i, (*services)[i]->expirer().Run({loop, clock, kExpiryPeriod}, draining));
    server->RunBeside(i, (*services)[i]->liability_expirer().Run({loop, clock, kLiabilityPeriod}, draining));
  }
}

}  // namespace

absl::Status InitializeStore(const CampaignServerOptions& options) {
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(options.generation, options.simulated_time));
  ASSIGN_OR_RETURN(const redis::Options redis, redis::ParseOptions(options.redis, options.redis_replicas));
  async::Loop loop;
  redis::Client client(&loop, redis);
  RETURN_IF_ERROR(async::RunTask(loop, Patiently(&loop, absl::Now() + options.start_timeout, [&client, token] {
                                   return partition::InitializeStore(&client, token);
                                 })));
  printf("initialized %d partitions of the store of generation %s\n", partition::kCount, options.generation.c_str());
  return absl::OkStatus();
}

absl::Status RunCampaignServer(const CampaignServerOptions& options) {
  RETURN_IF_ERROR(flags::CheckRange("threads", options.threads, kThreads));
  RETURN_IF_ERROR(flags::CheckRange("max_streams_per_subject", options.max_streams_per_subject, kMaxStreamsPerSubject));
  RETURN_IF_ERROR(gateway::CheckOptions(options.http));
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(options.generation, options.simulated_time));
  ASSIGN_OR_RETURN(const redis::Options redis, redis::ParseOptions(options.redis, options.redis_replicas));
  RETURN_IF_ERROR(flags::CheckGiven("listen", options.listen, "host:port or unix:/path"));
  RETURN_IF_ERROR(flags::CheckGiven("keys", options.keys, "a key file, such as 'fudai keys generate FILE' makes"));
  ASSIGN_OR_RETURN(const config::v1::KeyFile keys, auth::LoadKeyFile(options.keys));
  if (const std::string exposed = auth::Exposure(options.keys); !exposed.empty()) spdlog::warn("{}", exposed);
  ASSIGN_OR_RETURN(const auth::Authenticator authenticator, auth::Authenticator::FromKeyFile(keys));
  ASSIGN_OR_RETURN(const sharecode::ShareCodec codec, sharecode::ShareCodec::Create(keys));
  const clock::SystemClock clock;
  metrics::Metrics metrics;
  std::unique_ptr<metrics::MetricsEndpoint> endpoint;
  if (!options.metrics_listen.empty()) {
    ASSIGN_OR_RETURN(endpoint, metrics::MetricsEndpoint::Start(options.metrics_listen, metrics.registry()));
  }

  ASSIGN_OR_RETURN(
      const std::unique_ptr<rpc::Server> server,
      rpc::Server::Create(
          {.listen = options.listen,
           .loops = options.threads > 0 ? options.threads : static_cast<int>(std::thread::hardware_concurrency()),
           .max_streams_per_subject = options.max_streams_per_subject,
           .simulated_time = options.simulated_time},
          &authenticator, &clock, &metrics));
  std::vector<std::unique_ptr<LoopServices>> services;  // They live on the server's loops, and so go before it.
  std::vector<std::vector<rpc::Method>> tables;
  for (int i = 0; i < server->loops(); ++i) {
    async::Loop& loop = server->loop(i);
    services.push_back(std::make_unique<LoopServices>(&loop, redis, token, &codec, &metrics));
    RETURN_IF_ERROR(async::RunTask(loop, Patiently(&loop, absl::Now() + options.start_timeout,
                                                   [s = services.back().get(), token] { return Prepare(s, token); })));
    tables.push_back(services.back()->Table());
  }
  std::unique_ptr<Rehearsal> rehearsal;
  if (options.rehearsal) {
    ASSIGN_OR_RETURN(rehearsal, Rehearsal::Create(server.get(), {redis, token, &keys, &clock}, metrics));
    rehearsal->Serve();
  }
  RunBackground(server.get(), &clock, options.simulated_time, &services);
  ASSIGN_OR_RETURN(
      const std::unique_ptr<gateway::Gateway> http,
      gateway::Gateway::Start(options.http, {server->InProcessChannel(), server->MethodNames(tables[0])}, &metrics));
  std::thread drain([&server, &http] {
    process::AwaitTermination();
    server->SetServing(false);
    if (http != nullptr) http->Drain(kHttpDrain);
    server->Shutdown();
  });
  absl::Status served = server->Serve(std::move(tables), [&] { Announce(*server, endpoint.get(), http.get()); });
  if (!served.ok()) process::RequestTermination();
  drain.join();
  return served;
}

}  // namespace fudai::wiring
