#include "tests/load/store.h"

#include <google/protobuf/util/time_util.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/status/macros.h"
#include "tests/load/wallets.h"

namespace fudai::load {
namespace {

using google::protobuf::util::TimeUtil;

constexpr absl::Duration kStartLimit = absl::Seconds(20);
// A disk may stall for seconds.
constexpr absl::Duration kPatience = absl::Minutes(1);
constexpr absl::Duration kRelayLimit = absl::Minutes(1);
constexpr absl::Duration kLook = absl::Milliseconds(20);

// A rewrite of the append-only file would fall into one measurement and not into another.
std::vector<std::string> RedisCommand(const std::string& folder, const std::string& socket) {
  return {"redis-server",
          absl::StrCat(FUDAI_ROOT, "/deploy/redis.conf"),
          "--unixsocket",
          socket,
          "--dir",
          folder,
          "--auto-aof-rewrite-percentage",
          "0"};
}

partition::Publication PublicationOf(const std::string& campaign_id, const campaign::v1::CampaignSpec& spec,
                                     partition::CampaignRecordState state) {
  partition::Publication publication{.state = static_cast<int>(state),
                                     .start_ms = TimeUtil::TimestampToMilliseconds(spec.start_time()),
                                     .end_ms = TimeUtil::TimestampToMilliseconds(spec.end_time())};
  publication.campaign.set_campaign_id(campaign_id);
  publication.campaign.set_current_version(1);
  store::v1::CampaignVersion* version = publication.campaign.add_versions();
  version->set_version(1);
  *version->mutable_spec() = spec;
  return publication;
}

// The wallets' campaign, which is over, and the one that gives bags.
absl::StatusOr<std::vector<partition::Publication>> Publications(const campaign::v1::CampaignSpec& spec) {
  ASSIGN_OR_RETURN(const campaigns::CompiledVersionPtr wallets, ReadWalletCampaign());
  std::vector<partition::Publication> publications = {
      PublicationOf(kWalletCampaign, wallets->spec, partition::CampaignRecordState::kEnded),
      PublicationOf(kCampaign, spec, partition::CampaignRecordState::kActive)};
  for (size_t i = 0; i < publications.size(); ++i) publications[i].epoch = static_cast<int64_t>(i) + 1;
  return publications;
}

// Whether every partition's events have passed the relay.
async::Task<absl::StatusOr<bool>> AllRelayed(redis::Client* client, std::string token) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i) pending.push_back(partition::ReadProgress(client, i));
  bool all = true;
  for (redis::Pending& answer : pending) {
    CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await answer);
    CO_ASSIGN_OR_RETURN(const partition::Progress progress, partition::DecodeProgress(reply, token));
    all &= progress.relayed == progress.newest;
  }
  co_return all;
}

async::Task<absl::Status> WaitForRelay(redis::Client* client, std::string token) {
  const absl::Time deadline = absl::Now() + kRelayLimit;
  while (absl::Now() < deadline) {
    CO_ASSIGN_OR_RETURN(const bool all, co_await AllRelayed(client, token));
    if (all) co_return absl::OkStatus();
    co_await client->loop().Sleep(kLook);
  }
  co_return absl::DeadlineExceededError("the relay has not passed every event within a minute");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Start(const std::string& folder, const campaign::v1::CampaignSpec& spec,
                                                    const sharecode::ShareCodec* codec) {
  auto store = std::unique_ptr<Store>(new Store(folder));
  RETURN_IF_ERROR(store->redis_.AwaitLine("ready to accept connections at ", kStartLimit));
  RETURN_IF_ERROR(store->Fill(spec, codec));
  return store;
}

Store::Store(const std::string& folder)
    : socket_(folder + "/redis.sock"), redis_(RedisCommand(folder, socket_), folder + "/redis.log") {}

std::string Store::address() const { return "unix:" + socket_; }

absl::Status Store::Fill(const campaign::v1::CampaignSpec& spec, const sharecode::ShareCodec* codec) {
  redis::Options options;
  options.endpoints = {{.unix_path = socket_}};
  options.timeout = kPatience;
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(kGeneration, /*simulated_time=*/false));
  async::Loop loop;
  redis::Client client(&loop, options);
  RETURN_IF_ERROR(async::RunTask(loop, partition::InitializeStore(&client, token)));
  ASSIGN_OR_RETURN(const std::vector<partition::Publication> publications, Publications(spec));
  for (const partition::Publication& publication : publications)
    RETURN_IF_ERROR(async::RunTask(loop, partition::Publish(&client, token, publication)));
  acts_ = std::make_unique<BareActs>(options, token, codec);
  return acts_->Prepare();
}

absl::Status Store::AwaitRelayed() {
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(kGeneration, /*simulated_time=*/false));
  return async::RunTask(acts_->loop(), WaitForRelay(&acts_->client(), token));
}

}  // namespace fudai::load
