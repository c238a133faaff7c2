#include "tests/load/rig.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "common/status/macros.h"
#include "tests/harness/programs.h"
#include "tests/replay/channel.h"

namespace fudai::load {
namespace {

using google::protobuf::util::TimeUtil;

constexpr absl::Duration kStartLimit = absl::Seconds(20);
constexpr int kDay = 86400;

// The sample campaign, running from yesterday for a month. Without its caps, so that figures can be compared with those
// of before it had any.
absl::StatusOr<campaign::v1::CampaignSpec> SampleCampaign() {
  const std::string path = absl::StrCat(FUDAI_ROOT, "/deploy/sample-campaign.json");
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  campaign::v1::CampaignSpec spec;
  if (!google::protobuf::util::JsonStringToMessage(text.str(), &spec).ok()) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is no campaign file"));
  }
  spec.clear_budget();
  const int64_t now = absl::ToUnixSeconds(absl::Now());
  *spec.mutable_start_time() = TimeUtil::SecondsToTimestamp(now - kDay);
  *spec.mutable_end_time() = TimeUtil::SecondsToTimestamp(now + 30 * kDay);
  return spec;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const std::vector<std::string>& words,
                                                      const std::string& log_path) {
  auto server = std::unique_ptr<Server>(new Server(words, log_path));
  ASSIGN_OR_RETURN(const std::string target, server->process_.AwaitLine(" server listening on ", kStartLimit));
  server->channel_ = replay::ConnectTo(target);
  return server;
}

absl::StatusOr<std::unique_ptr<Rig>> Rig::Start(int bags) {
  auto rig = std::unique_ptr<Rig>(new Rig);
  rig->keys_ = auth::GenerateKeyFile();
  std::ofstream(rig->folder_.File("keys.json")) << auth::KeyFileToJson(rig->keys_);
  ASSIGN_OR_RETURN(rig->codec_, sharecode::ShareCodec::Create(rig->keys_));
  RETURN_IF_ERROR(rig->MintTokens(bags));
  RETURN_IF_ERROR(rig->StartStores());
  RETURN_IF_ERROR(rig->StartServers());
  return rig;
}

absl::Status Rig::MintTokens(int bags) {
  ASSIGN_OR_RETURN(const auth::TokenMinter apps, auth::TokenMinter::Create(keys_, auth::Role::kAppUser));
  ASSIGN_OR_RETURN(friends_, Friends::Create(apps, bags));
  ASSIGN_OR_RETURN(const auth::TokenMinter tills, auth::TokenMinter::Create(keys_, auth::Role::kOrderingSystem));
  ASSIGN_OR_RETURN(const std::string token, tills.Mint("till", absl::Now() + absl::Hours(24)));
  till_authorization_ = auth::BearerAuthorization(token);
  return absl::OkStatus();
}

absl::Status Rig::StartStores() {
  ASSIGN_OR_RETURN(const campaign::v1::CampaignSpec spec, SampleCampaign());
  for (std::unique_ptr<Store>* store : {&served_store_, &bare_store_}) {
    const std::string folder = folder_.File(store == &served_store_ ? "served" : "bare");
    std::filesystem::create_directory(folder);
    ASSIGN_OR_RETURN(*store, Store::Start(folder, spec, &*codec_));
  }
  return absl::OkStatus();
}

absl::Status Rig::StartServers() {
  const std::string listen = "--listen=127.0.0.1:0";
  const std::string keys = "--keys=" + folder_.File("keys.json");
  ASSIGN_OR_RETURN(campaign_server_,
                   Server::Start({harness::kCampaignServer, listen, keys, "--redis=" + served_store_->address(),
                                  absl::StrCat("--generation=", kGeneration), "--threads=1"},
                                 folder_.File("campaign.log")));
  ASSIGN_OR_RETURN(empty_server_, Server::Start({FUDAI_EMPTY_SERVER, listen, keys}, folder_.File("empty.log")));
  return absl::OkStatus();
}

}  // namespace fudai::load
