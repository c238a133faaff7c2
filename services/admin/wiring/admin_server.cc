#include "services/admin/wiring/admin_server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/async/blocking_pool.h"
#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "common/clock/clock.h"
#include "common/flags/range.h"
#include "common/flags/required.h"
#include "common/gateway/gateway.h"
#include "common/metrics/endpoint.h"
#include "common/metrics/metrics.h"
#include "common/partition/store.h"
#include "common/process/exit_status.h"
#include "common/process/termination.h"
#include "common/rpc/server.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_publisher.h"
#include "services/admin/dashboard/dashboard.h"
#include "services/admin/database/database.h"
#include "services/admin/people/account_service.h"
#include "services/admin/people/directory.h"
#include "services/admin/people/people_service.h"
#include "services/admin/projection/projector.h"
#include "services/admin/wiring/rehearsal.h"
#include "services/admin/wiring/store_binding.h"
#include "services/admin/wiring/world_services.h"

namespace fudai::wiring {
namespace {

constexpr int kReaderThreads = 3;
constexpr absl::Duration kRetryPause = absl::Milliseconds(50);
constexpr absl::Duration kHttpDrain = absl::Seconds(10);
constexpr flags::Range kThreads{.least = 1, .most = 64};
constexpr flags::Range kMaxStreamsPerSubject{.least = 1, .most = 10000};
constexpr size_t kThrottledNames = 20000;
constexpr absl::Duration kShortestSession = absl::Minutes(1);
constexpr absl::Duration kLongestSession = absl::Hours(30 * 24);
constexpr absl::Duration kFinishPeriod = absl::Milliseconds(500);

// Finds the store, waiting for Redis until `limit` or a termination signal, and returns its newest publication.
async::Task<absl::StatusOr<int64_t>> FindStore(redis::Client* client, std::string token, absl::Time limit) {
  while (true) {
    const absl::Status status = co_await partition::VerifyStore(client, token);
    if (status.ok()) break;
    if (!absl::IsUnavailable(status)) co_return status;
    if (process::TerminationPending()) co_return process::ToldToEnd("Redis");
    if (absl::Now() >= limit) co_return status;
    co_await client->loop().Sleep(kRetryPause);
  }
  CO_ASSIGN_OR_RETURN(const partition::Catalogue catalogue, co_await partition::ReadCatalogue(client, token));
  co_return catalogue.version.epoch;
}

// Another server, which is just ending, may hold it for a while.
absl::StatusOr<std::unique_ptr<database::Database>> OpenDatabase(const std::string& url) {
  absl::StatusOr<std::unique_ptr<database::Database>> database = database::Database::Open(url);
  if (!database.ok() && process::TerminationPending()) return process::ToldToEnd("the database");
  return database;
}

absl::StatusOr<absl::TimeZone> ParseChainZone(const std::string& name) {
  absl::TimeZone zone;
  if (!name.empty() && absl::LoadTimeZone(name, &zone)) return zone;
  return absl::InvalidArgumentError(absl::StrCat("--chain_time_zone is \"", name,
                                                 "\"; it should be the IANA name of a time zone, such as "
                                                 "\"Asia/Shanghai\""));
}

absl::Status CheckSessionLife(absl::Duration life) {
  if (life >= kShortestSession && life <= kLongestSession) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--session_life is ", absl::FormatDuration(life), "; it should be 1m to 720h"));
}

// All that one event loop owns.
struct LoopServices {
  LoopServices(async::Loop* loop, const WorldServices::Shared& shared, const people::SharedPeople& everybody)
      : production(loop, shared), accounts(everybody), people(everybody) {}

  std::vector<rpc::Method> Table() {
    std::vector<rpc::Method> table = production.Methods();
    for (std::vector<rpc::Method> rows : {accounts.Methods(), people.Methods()})
      table.insert(table.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    return table;
  }

  WorldServices production;
  people::AccountService accounts;
  people::PeopleService people;
};

std::vector<std::string> ListedServices(bool rehearsal) {
  std::vector<std::string> names;
  for (const char* name : {"Campaign", "Stats", "Ledger", "Budget", "Audit", "People"})
    names.emplace_back(absl::StrCat("fudai.admin.v1.", name, "Service"));
  if (rehearsal) names.emplace_back("fudai.admin.v1.RehearsalService");
  return names;
}

void Announce(const rpc::Server& server, const metrics::MetricsEndpoint* endpoint, const gateway::Gateway* http) {
  printf("admin server listening on %s\n", server.address().c_str());
  if (endpoint != nullptr) printf("metrics on %s\n", endpoint->url().c_str());
  if (http != nullptr) printf("HTTP on %s\n", http->url().c_str());
  fflush(stdout);
}

// What serves, and what works beside it.
struct Servers {
  rpc::Server* grpc;
  gateway::Gateway* http;  // Null for none.
  projection::Projector* projector;
};

// Serves until a signal comes.
absl::Status Serve(Servers servers, std::vector<std::vector<rpc::Method>> tables,
                   const std::function<void()>& on_serving) {
  std::thread drain([servers] {
    process::AwaitTermination();
    servers.grpc->SetServing(false);
    if (servers.http != nullptr) servers.http->Drain(kHttpDrain);
    servers.grpc->Shutdown();
  });
  std::thread projecting([servers] { servers.projector->Run(); });
  absl::Status served = servers.grpc->Serve(std::move(tables), on_serving);
  if (!served.ok()) process::RequestTermination();
  servers.projector->Stop();
  projecting.join();
  drain.join();
  return served;
}

}  // namespace

absl::Status RunAdminServer(const AdminServerOptions& options) {
  RETURN_IF_ERROR(flags::CheckRange("threads", options.threads, kThreads));
  RETURN_IF_ERROR(flags::CheckRange("max_streams_per_subject", options.max_streams_per_subject, kMaxStreamsPerSubject));
  RETURN_IF_ERROR(gateway::CheckOptions(options.http));
  RETURN_IF_ERROR(CheckSessionLife(options.session_life));
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(options.generation, options.simulated_time));
  ASSIGN_OR_RETURN(const absl::TimeZone chain_zone, ParseChainZone(options.chain_time_zone));
  ASSIGN_OR_RETURN(const redis::Options redis, redis::ParseOptions(options.redis, options.redis_replicas));
  RETURN_IF_ERROR(flags::CheckGiven("listen", options.listen, "host:port or unix:/path"));
  RETURN_IF_ERROR(flags::CheckGiven("keys", options.keys, "a key file, such as 'fudai keys generate FILE' makes"));
  RETURN_IF_ERROR(flags::CheckGiven("database", options.database, "sqlite:/path/to/file.db or postgresql://…"));
  ASSIGN_OR_RETURN(const config::v1::KeyFile keys, auth::LoadKeyFile(options.keys));
  if (const std::string exposed = auth::Exposure(options.keys); !exposed.empty()) spdlog::warn("{}", exposed);
  ASSIGN_OR_RETURN(const auth::Authenticator authenticator, auth::Authenticator::FromKeyFile(keys));
  ASSIGN_OR_RETURN(const std::unique_ptr<database::Database> database, OpenDatabase(options.database));
  database->OnTakenOver(&process::RequestTermination);
  people::SessionTable sessions(&authenticator);
  people::Directory directory(database.get(), &sessions);
  RETURN_IF_ERROR(directory.LoadSessions());
  people::SignInThrottle throttle(kThrottledNames);
  const clock::SystemClock clock;
  metrics::Metrics metrics;
  std::unique_ptr<metrics::MetricsEndpoint> endpoint;
  if (!options.metrics_listen.empty()) {
    ASSIGN_OR_RETURN(endpoint, metrics::MetricsEndpoint::Start(options.metrics_listen, metrics.registry()));
  }

  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Create({.listen = options.listen,
                                        .loops = options.threads,
                                        .max_streams_per_subject = options.max_streams_per_subject,
                                        .simulated_time = options.simulated_time,
                                        .listed_services = ListedServices(options.rehearsal)},
                                       &sessions, &clock, &metrics));
  campaigns::CampaignPublisher publisher(database.get(), redis, token, {.require_approval = options.require_approval});
  // They end before the server's loops go, to which they hand their results.
  async::BlockingPool readers(kReaderThreads);
  async::BlockingPool publishing(1);
  async::BlockingPool changing_people(1);
  people::PasswordHasher hasher{people::PasswordCost()};
  const people::SharedPeople people{.database = database.get(),
                                    .directory = &directory,
                                    .hasher = &hasher,
                                    .throttle = &throttle,
                                    .clock = &clock,
                                    .readers = &readers,
                                    .changing = &changing_people,
                                    .session_life = options.session_life};
  std::vector<std::unique_ptr<LoopServices>> services;
  std::vector<std::vector<rpc::Method>> tables;
  for (int i = 0; i < server->loops(); ++i) {
    services.push_back(std::make_unique<LoopServices>(
        &server->loop(i), WorldServices::Shared{database.get(), &publisher, &readers, &publishing, redis, token},
        people));
    tables.push_back(services.back()->Table());
  }

  ASSIGN_OR_RETURN(const int64_t store_epoch,
                   async::RunTask(server->loop(0), FindStore(&services[0]->production.redis, token,
                                                             absl::Now() + options.start_timeout)));
  RETURN_IF_ERROR(BindToStore(*database, token));
  RETURN_IF_ERROR(CheckPublications(*database, store_epoch));
  RETURN_IF_ERROR(ClaimStore(*database, {.loop = &server->loop(0),
                                         .redis = &services[0]->production.redis,
                                         .store_token = token,
                                         .adopt = options.adopt_store}));
  RETURN_IF_ERROR(publisher.Finish());
  std::unique_ptr<Rehearsal> rehearsal;
  if (options.rehearsal) {
    ASSIGN_OR_RETURN(rehearsal, Rehearsal::Create({server.get(),
                                                   database.get(),
                                                   options.database,
                                                   redis,
                                                   token,
                                                   &clock,
                                                   {.require_approval = options.require_approval},
                                                   chain_zone},
                                                  metrics));
    rehearsal->Serve();
  }
  const auto stop_serving = [&server] { server->loop(0).Post([&server] { server->SetServing(false); }); };
  projection::Projector projector({.redis = redis,
                                   .store_token = token,
                                   .terms = {.time_zone = chain_zone, .anew = options.rebuild},
                                   .on_halt = stop_serving},
                                  database.get(), &metrics);
  RETURN_IF_ERROR(projector.Prepare());
  server->RunBeside(0, campaigns::KeepFinishing({&publisher, &publishing, &server->loop(0), &clock, kFinishPeriod},
                                                [&server] { return server->Draining(0); }));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<gateway::Gateway> http,
      gateway::Gateway::Start(
          options.http, {server->InProcessChannel(), server->MethodNames(tables[0]), &dashboard::Page()}, &metrics));
  RETURN_IF_ERROR(Serve({server.get(), http.get(), &projector}, std::move(tables),
                        [&] { Announce(*server, endpoint.get(), http.get()); }));
  return database->CheckHeld();
}

}  // namespace fudai::wiring
