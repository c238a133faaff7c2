#include "tests/load/script_runs.h"

#include <functional>
#include <random>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/status/macros.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/lucky_bag/lucky_bag_store.h"
#include "tests/harness/process.h"
#include "tests/load/benchmark.h"
#include "tests/load/cpu_time.h"

namespace fudai::load {
namespace {

constexpr int kPartition = 0;
constexpr absl::string_view kAny = "__rand_int__";
// As long as a real id, and hardly ever the same twice.
constexpr char kFriend[] = "oFr___rand_int____rand_int__";
constexpr char kSharer[] = "oSharer__________rand_int__";
constexpr absl::Duration kLimit = absl::Minutes(2);

// What scripts only pass on.
std::string Opaque(size_t size) { return std::string(size, 'x'); }

// Twelve digits are a bag's number as its key has it.
std::string BagKey(absl::string_view digits) {
  return absl::StrReplaceAll(keys::Bag(kPartition, 0), {{"000000000000", digits}});
}

ScriptCall MakeCall(const redis::Script& script, const std::vector<std::string>& keys,
                    const std::vector<std::string>& args, int events) {
  ScriptCall call{
      .name = script.name(), .words = {"EVALSHA", script.sha(), absl::StrCat(keys.size())}, .events = events};
  call.words.insert(call.words.end(), keys.begin(), keys.end());
  call.words.insert(call.words.end(), args.begin(), args.end());
  return call;
}

// Growth rules of three steps (see compiled_version.h) without a zero byte: the steps are out of reach, but a new
// friend's extra drops fill a cup every hundred opens or so.
std::string GrowthRules() {
  const std::string small(4, '\x01');
  const std::string large(4, '\x7f');
  const std::string step = large + small;
  return absl::StrCat(large, large, small, small, "\x01", step, step, step);
}

std::string LiabilityKind() { return keys::LiabilityField({kCampaign, "latte", 500, 500'000}); }

ScriptCall ClaimCall(const std::string& token) {
  const int64_t now = absl::ToUnixMillis(absl::Now());
  const std::string coupons(200, '\x01');
  return MakeCall(lucky_bag::ClaimScript(),
                  {partition::HeaderKey(kPartition), partition::EventsKey(kPartition), BagKey(kAny),
                   partition::CampaignKey(kPartition, kCampaign), keys::Cup(kPartition, kCampaign, kSharer),
                   keys::Helpers(kPartition, kCampaign, kSharer), keys::Wallet(kPartition, kSharer),
                   partition::EscrowKey(kPartition, kCampaign), keys::Owed(kPartition), keys::Due(kPartition)},
                  {token,
                   kFriend,
                   keys::ClaimField(kFriend),
                   absl::StrCat(now),
                   absl::StrCat(now + 86'400'000),
                   coupons,
                   "00000000000001",
                   GrowthRules(),
                   "1",
                   Opaque(90),
                   Opaque(120),
                   "",
                   "",
                   "1",
                   LiabilityKind(),
                   Opaque(50),
                   "500",
                   "",
                   Opaque(50),
                   "500",
                   ""},
                  /*events=*/1);
}

// redis-benchmark draws the same numbers each time, so that the moment makes the coupons new ones.
ScriptCall CreditCall(const std::string& token) {
  const absl::Time now = absl::Now();
  const std::string coupon_id = absl::StrCat(kAny, "-", absl::ToUnixMicros(now));
  return MakeCall(coupon::CreditScript(),
                  {partition::HeaderKey(kPartition), partition::EventsKey(kPartition),
                   keys::Wallet(kPartition, kFriend), keys::User(kPartition, kFriend), keys::Owed(kPartition),
                   keys::Due(kPartition), partition::CampaignKey(kPartition, kCampaign)},
                  {token, coupon_id, Opaque(90), Opaque(60), absl::StrCat(absl::ToUnixMillis(now)), Opaque(120),
                   LiabilityKind(), "1"},
                  /*events=*/1);
}

async::Task<absl::StatusOr<redis::Reply>> Run(redis::Client* client, std::vector<std::string> words) {
  redis::Pending pending = client->Command(words.front(), {}, {words.begin() + 1, words.end()});
  co_return co_await pending;
}

absl::StatusOr<redis::Reply> Command(Store* store, std::vector<std::string> words) {
  return async::RunTask(store->acts().loop(), Run(&store->acts().client(), std::move(words)));
}

// Puts full bags of the numbers 0, 1, … into the partition.
async::Task<absl::Status> PutBags(redis::Client* client, int bags) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < bags; ++i) {
    const std::string key = BagKey(absl::StrFormat("%012d", i));
    pending.push_back(client->Command("DEL", {key}));
    pending.push_back(client->Command("HSET", {key}, {"m", Opaque(90)}));
  }
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    const absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
  }
  co_return failed;
}

absl::Status LoadScripts(Store* store) {
  for (const redis::Script* script :
       {&lucky_bag::ReadBagScript(), &lucky_bag::AdmitScript(), &lucky_bag::ClaimScript(), &coupon::CreditScript()}) {
    RETURN_IF_ERROR(Command(store, {"SCRIPT", "LOAD", script->text()}));
  }
  return absl::OkStatus();
}

// Who sends the calls; `run` returns the calls per second.
struct Client {
  std::string name;
  std::function<absl::StatusOr<double>(Store*, const ScriptCall&, const ScriptLoad&)> run;
};

absl::StatusOr<double> ByRedisBenchmark(Store* store, const ScriptCall& call, const ScriptLoad& load) {
  const std::string socket(absl::StripPrefix(store->address(), "unix:"));
  std::vector<std::string> words = {"redis-benchmark",
                                    "-q",
                                    "-s",
                                    socket,
                                    "-c",
                                    "1",
                                    "-P",
                                    absl::StrCat(kDepth),
                                    "-n",
                                    absl::StrCat(load.calls),
                                    "-r",
                                    absl::StrCat(load.bags)};
  words.insert(words.end(), call.words.begin(), call.words.end());
  const harness::Ending ending = harness::RunToEnd(words, kLimit);
  if (ending.exit_status == 0) return ParseRate(ending.output);
  return absl::InternalError(absl::StrCat("redis-benchmark of ", call.name, " ended with ", ending.exit_status, ": ",
                                          absl::CHexEscape(ending.output), ending.error));
}

// How far our own client has come; shared by its workers.
struct Progress {
  redis::Client* client = nullptr;
  const ScriptCall* call = nullptr;
  std::uniform_int_distribution<int> numbers;
  std::minstd_rand random;
  int left = 0;
  int workers = kDepth;
  absl::Status failed;
};

std::vector<std::string> WithNumbers(Progress* progress) {
  std::vector<std::string> words = progress->call->words;
  for (std::string& word : words) {
    for (size_t at = word.find(kAny.data(), 0, kAny.size()); at != std::string::npos;
         at = word.find(kAny.data(), at, kAny.size())) {
      word.replace(at, kAny.size(), absl::StrFormat("%012d", progress->numbers(progress->random)));
    }
  }
  return words;
}

async::Task<void> Work(Progress* progress) {
  while (progress->failed.ok() && progress->left > 0) {
    --progress->left;
    const std::vector<std::string> words = WithNumbers(progress);
    redis::Pending pending = progress->client->Command(words.front(), {}, {words.begin() + 1, words.end()});
    const absl::StatusOr<redis::Reply> reply = co_await pending;
    progress->failed.Update(reply.status());
  }
  --progress->workers;
}

absl::StatusOr<double> ByOwnClient(Store* store, const ScriptCall& call, const ScriptLoad& load) {
  Progress progress{.client = &store->acts().client(),
                    .call = &call,
                    .numbers = std::uniform_int_distribution<int>(0, load.bags - 1),
                    .left = load.calls};
  const absl::Time began = absl::Now();
  for (int i = 0; i < kDepth; ++i) async::Spawn(Work(&progress));
  store->acts().loop().RunUntil([&] { return progress.workers == 0; });
  RETURN_IF_ERROR(progress.failed);
  return load.calls / absl::ToDoubleSeconds(absl::Now() - began);
}

absl::StatusOr<int64_t> CountEvents(Store* store) {
  ASSIGN_OR_RETURN(const redis::Reply reply, Command(store, {"HGET", partition::HeaderKey(kPartition), "ev"}));
  return reply.integer();
}

// Checks that the calls have appended their events; but for a few, as the numbers may have drawn the same friend and
// bag twice.
absl::Status CheckEvents(const ScriptCall& call, int64_t appended, int calls) {
  const int64_t most = int64_t{call.events} * calls;
  const int64_t least = most - most / 100;
  if (least <= appended && appended <= most) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(calls, " calls of ", call.name, " appended ", appended,
                                          " events; they should append ", least, " to ", most));
}

// What it takes to measure runs.
struct Bench {
  Store* store = nullptr;
  ScriptLoad load;
  Figures* figures = nullptr;
};

absl::Status Measure(const Bench& bench, const ScriptCall& call, const Client& client) {
  ASSIGN_OR_RETURN(const int64_t events_before, CountEvents(bench.store));
  ASSIGN_OR_RETURN(const Meter redis, Meter::Of(bench.store->pid()));
  ASSIGN_OR_RETURN(const double per_second, client.run(bench.store, call, bench.load));
  ASSIGN_OR_RETURN(const double redis_us, redis.MicrosecondsOver(bench.load.calls));
  ASSIGN_OR_RETURN(const int64_t events_now, CountEvents(bench.store));
  RETURN_IF_ERROR(CheckEvents(call, events_now - events_before, bench.load.calls));
  const std::string what = absl::StrCat(client.name, ".", call.name);
  bench.figures->Add(what + ".redis_us", redis_us);
  bench.figures->Add(what + ".per_second", per_second);
  return absl::OkStatus();
}

}  // namespace

std::vector<ScriptCall> OpenBagScripts(const std::string& token) {
  const std::string header = partition::HeaderKey(kPartition);
  return {MakeCall(lucky_bag::ReadBagScript(), {header, BagKey(kAny)}, {token, keys::ClaimField(kFriend)}, 0),
          MakeCall(lucky_bag::AdmitScript(), {header, keys::User(kPartition, kFriend)}, {token}, 0), ClaimCall(token),
          CreditCall(token)};
}

absl::Status RunScripts(Store* store, ScriptLoad load, Figures* figures) {
  load.calls -= load.calls % kDepth;  // redis-benchmark sends whole batches.
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(kGeneration, /*simulated_time=*/false));
  RETURN_IF_ERROR(LoadScripts(store));
  const std::vector<Client> clients = {{"redis_benchmark", ByRedisBenchmark}, {"own_client", ByOwnClient}};
  for (const Client& client : clients) {
    RETURN_IF_ERROR(async::RunTask(store->acts().loop(), PutBags(&store->acts().client(), load.bags)));
    for (const ScriptCall& call : OpenBagScripts(token)) {
      RETURN_IF_ERROR(Measure({store, load, figures}, call, client));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<double> ParseRate(absl::string_view output) {
  double rate = 0;
  const size_t end = output.rfind(" requests per second");
  const size_t space = end == absl::string_view::npos ? end : output.rfind(' ', end - 1);
  if (space != absl::string_view::npos && absl::SimpleAtod(output.substr(space + 1, end - space - 1), &rate)) {
    return rate;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("redis-benchmark printed no requests per second: ", absl::CHexEscape(output)));
}

}  // namespace fudai::load
