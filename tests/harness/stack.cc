#include "tests/harness/stack.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "tests/harness/eventually.h"
#include "tests/harness/programs.h"
#include "tests/replay/channel.h"

namespace fudai::harness {
namespace {

using admin::v1::CampaignService;
using admin::v1::StatsService;

constexpr char kGeneration[] = "harness0";
constexpr absl::Duration kSettleLimit = absl::Minutes(2);
constexpr absl::Duration kHttpLimit = absl::Seconds(10);

[[noreturn]] void Die(absl::string_view what, absl::string_view why) {
  fprintf(stderr, "Stack: %s: %s\n", std::string(what).c_str(), std::string(why).c_str());
  abort();
}

config::v1::KeyFile WriteKeys(const std::string& path) {
  const config::v1::KeyFile keys = auth::GenerateKeyFile();
  std::ofstream(path) << auth::KeyFileToJson(keys);
  return keys;
}

std::vector<std::string> Join(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string DatabaseUrl(const StackOptions& options, const testsupport::TemporaryFolder& folder) {
  return options.database.empty() ? absl::StrCat("sqlite:", folder.File("admin.db")) : options.database;
}

template <typename Response>
Response OrDie(absl::string_view what, absl::StatusOr<Response> response) {
  if (!response.ok()) Die(what, response.status().ToString());
  return *std::move(response);
}

}  // namespace

absl::Time Noon() { return absl::FromUnixSeconds(1779249600); }  // 2026-05-20 12:00 in China

Stack::Stack(const StackOptions& options)
    : options_(options),
      keys_(WriteKeys(folder_.File("keys.json"))),
      campaign_(Join({kCampaignServer, "--listen=" + CampaignTarget()}, StoreFlags()), folder_.File("campaign.log")),
      admin_(Join({kAdminServer, "--listen=" + AdminTarget(), "--database=" + DatabaseUrl(options, folder_)},
                  StoreFlags()),
             folder_.File("admin.log")),
      campaign_channel_(replay::ConnectTo(CampaignTarget())),
      admin_channel_(replay::ConnectTo(AdminTarget())) {
  const Ending initialized = RunToEnd(campaign_.Command({"--initialize"}));
  if (initialized.exit_status != 0) Die("--initialize", initialized.error);
  campaign_.Start();
  admin_.Start();
}

std::vector<std::string> Stack::StoreFlags() const {
  std::vector<std::string> flags = {absl::StrCat("--redis=unix:", redis_.socket()),
                                    absl::StrCat("--generation=", kGeneration),
                                    absl::StrCat("--keys=", folder_.File("keys.json")), "--simulated_time"};
  if (options_.rehearsal) flags.emplace_back("--rehearsal");
  if (options_.http) flags.emplace_back("--http_listen=127.0.0.1:0");
  return flags;
}

std::vector<std::string> Stack::ClientFlags() const {
  return {"--campaign_server=" + CampaignTarget(), "--admin_server=" + AdminTarget(),
          "--keys=" + folder_.File("keys.json")};
}

std::string Stack::HttpUrl(ServerProcess& server) {
  return OrDie("no HTTP", server.process().AwaitLine("HTTP on ", kHttpLimit));
}

Ending Stack::Fudai(const std::vector<std::string>& arguments) const {
  return RunToEnd(Join(Join({kFudai}, ClientFlags()), arguments));
}

Ending Stack::Replay(const std::vector<std::string>& flags) const { return RunToEnd(ReplayCommand(flags)); }

std::vector<std::string> Stack::ReplayCommand(const std::vector<std::string>& flags) const {
  return Join(Join({kFudaiReplay}, ClientFlags()), flags);
}

Caller Stack::Make(const std::shared_ptr<grpc::Channel>& channel, auth::Role role, absl::string_view subject,
                   world::World world) const {
  const auto minter = OrDie("no token key", auth::TokenMinter::Create(keys_, role, world));
  const std::string token = OrDie("no token", minter.Mint(subject, absl::Now() + absl::Hours(24)));
  return Caller(channel, auth::BearerAuthorization(token), Noon());
}

Caller Stack::App(absl::string_view user_id) const { return Make(campaign_channel_, auth::Role::kAppUser, user_id); }
Caller Stack::Ordering() const { return CampaignCaller(auth::Role::kOrderingSystem); }
Caller Stack::Marketer() const { return AdminCaller(auth::Role::kOwner); }
Caller Stack::CampaignCaller(auth::Role role) const { return Make(campaign_channel_, role, "somebody"); }
Caller Stack::AdminCaller(auth::Role role) const { return Make(admin_channel_, role, "somebody"); }
Caller Stack::RehearsalCaller(auth::Role role, absl::string_view subject) const {
  const bool is_customers = role == auth::Role::kAppUser || role == auth::Role::kOrderingSystem;
  return Make(is_customers ? campaign_channel_ : admin_channel_, role, subject, world::World::kRehearsal);
}
Caller Stack::WithoutToken(const Caller& caller) const { return Caller(caller.channel(), "", Noon()); }

void Stack::Publish(const std::string& campaign_id, const campaign::v1::CampaignSpec& spec) const {
  admin::v1::CreateCampaignRequest create;
  create.set_campaign_id(campaign_id);
  *create.mutable_spec() = spec;
  OrDie("CreateCampaign", Marketer().Call(&CampaignService::Stub::CreateCampaign, create));
  admin::v1::PublishCampaignRequest publish;
  publish.set_campaign_id(campaign_id);
  OrDie("PublishCampaign", Marketer().Call(&CampaignService::Stub::PublishCampaign, publish));
}

void Stack::AwaitSettled() const {
  const Caller marketer = Marketer();
  admin::v1::GetCampaignSummaryResponse last;
  const bool settled = Eventually(
      [&] {
        last = OrDie("GetCampaignSummary", marketer.CallUntilKnown(&StatsService::Stub::GetCampaignSummary,
                                                                   admin::v1::GetCampaignSummaryRequest()));
        return last.freshness().pending_events() == 0 &&
               last.summary().coupons_credited() == last.summary().coupons_issued();
      },
      kSettleLimit);
  if (!settled) Die("the events do not settle", last.ShortDebugString());
}

}  // namespace fudai::harness
