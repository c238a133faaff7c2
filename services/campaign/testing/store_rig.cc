#include "services/campaign/testing/store_rig.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::campaign_testing {
namespace {

testsupport::RedisServer& SharedServer() {
  static testsupport::RedisServer server;
  return server;
}

std::vector<std::unique_ptr<redis::Client>> Connect(async::Loop* loop) {
  SharedServer().Reset();
  std::vector<std::unique_ptr<redis::Client>> clients;
  for (int i = 0; i < StoreRig::kClients; ++i)
    clients.push_back(std::make_unique<redis::Client>(loop, SharedServer().options()));
  return clients;
}

sharecode::ShareCodec TestCodec() {
  config::v1::KeyFile keys;
  keys.add_share_code_keys()->set_secret(std::string(32, 'k'));
  return sharecode::ShareCodec::Create(keys).value();
}

}  // namespace

StoreRig::StoreRig()
    : token_(partition::StoreToken("testing1", /*simulated_time=*/false).value()),
      clients_(Connect(&loop_)),
      campaigns_(access()),
      codec_(TestCodec()) {
  const absl::Status initialized = Run(partition::InitializeStore(clients_[0].get(), token_));
  EXPECT_TRUE(initialized.ok()) << initialized;
}

testsupport::RedisServer& StoreRig::server() { return SharedServer(); }

void StoreRig::StallUntil(absl::Time when) {
  server().Stall();
  async::Spawn([](StoreRig* rig, absl::Time until) -> async::Task<void> {
    co_await rig->loop_.SleepUntil(until);
    rig->server().Resume();
  }(this, when));
}

redis::Reply StoreRig::Command(std::vector<std::string> words) {
  const auto run = [](redis::Client* client,
                      std::vector<std::string> command) -> async::Task<absl::StatusOr<redis::Reply>> {
    redis::Pending pending = client->Command(command.front(), {}, {command.begin() + 1, command.end()});
    co_return co_await pending;
  };
  absl::StatusOr<redis::Reply> reply = Run(run(clients_[0].get(), std::move(words)));
  EXPECT_TRUE(reply.ok()) << reply.status();
  return *std::move(reply);
}

void StoreRig::Publish(const std::string& campaign_id, const campaign::v1::CampaignSpec& spec) {
  store::v1::PublishedCampaign& campaign = published_[campaign_id].campaign;
  campaign.set_campaign_id(campaign_id);
  campaign.set_current_version(campaign.versions_size() + 1);
  store::v1::CampaignVersion& version = *campaign.add_versions();
  version.set_version(campaign.current_version());
  *version.mutable_spec() = spec;
  Publish(campaign_id);
}

void StoreRig::SetState(const std::string& campaign_id, partition::CampaignRecordState state) {
  published_.at(campaign_id).state = state;
  Publish(campaign_id);
}

void StoreRig::Publish(const std::string& campaign_id) {
  const Published& published = published_.at(campaign_id);
  const campaign::v1::CampaignSpec& spec = published.campaign.versions(published.campaign.current_version() - 1).spec();
  partition::Publication publication{published.campaign, static_cast<int>(published.state),
                                     contracts::ToMilliseconds(spec.start_time()),
                                     contracts::ToMilliseconds(spec.end_time()), ++epoch_};
  const absl::Status done = Run(partition::Publish(clients_[0].get(), token_, std::move(publication)));
  EXPECT_TRUE(done.ok()) << done;
}

std::vector<event::v1::Event> StoreRig::Events(int partition, int64_t number) {
  const redis::Reply reply = Command({"XRANGE", partition::EventsKey(partition), absl::StrCat("(", number, "-0"), "+"});
  std::vector<event::v1::Event> events;
  for (size_t i = 0; i < reply.size(); ++i) {
    const absl::string_view payload = reply[i][1][1].string();
    event::v1::Event event;
    EXPECT_TRUE(event.ParseFromArray(payload.data(), static_cast<int>(payload.size())));
    EXPECT_EQ(reply[i][0].string(), absl::StrCat(number + 1 + static_cast<int64_t>(i), "-0"));
    events.push_back(std::move(event));
  }
  return events;
}

std::vector<event::v1::Event> StoreRig::AllEvents() {
  std::vector<event::v1::Event> all;
  for (int partition = 0; partition < partition::kCount; ++partition) {
    for (event::v1::Event& event : Events(partition)) all.push_back(std::move(event));
  }
  return all;
}

rpc::CallContext StoreRig::CallBy(std::string subject, absl::Time now) {
  rpc::CallContext context;
  context.identity.subject = std::move(subject);
  context.now = now;
  context.loop = &loop_;
  return context;
}

}  // namespace fudai::campaign_testing
