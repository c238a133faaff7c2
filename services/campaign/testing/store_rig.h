#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/redis/client.h"
#include "common/rpc/call_context.h"
#include "common/sharecode/share_codec.h"
#include "common/testing/redis_server.h"
#include "fudai/event/v1/event.pb.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/contracts/store_access.h"

namespace fudai::campaign_testing {

// What every test of the campaign server's acts stands on: an empty, initialized store in a real Redis, a loop with
// several connections to it, campaigns to publish, and the events to look at. The Redis is shared by a program's tests;
// each rig empties it.
class StoreRig {
 public:
  static constexpr int kClients = 4;

  StoreRig();

  async::Loop& loop() { return loop_; }
  testsupport::RedisServer& server();
  contracts::StoreAccess access(int client = 0) const { return {clients_[client].get(), token_}; }
  campaigns::Campaigns& campaigns() { return campaigns_; }
  const sharecode::ShareCodec& codec() const { return codec_; }

  template <typename T>
  T Run(async::Task<T> task) {
    return async::RunTask(loop_, std::move(task));
  }
  // Runs all tasks at once.
  template <typename T>
  std::vector<T> RunAll(std::vector<async::Task<T>> tasks) {
    std::vector<std::optional<T>> results(tasks.size());
    size_t done = 0;
    for (size_t i = 0; i < tasks.size(); ++i) async::Spawn(Store(std::move(tasks[i]), &results[i], &done));
    loop_.RunUntil([&] { return done == tasks.size(); });
    std::vector<T> values;
    for (std::optional<T>& result : results) values.push_back(*std::move(result));
    return values;
  }
  // Stalls Redis until `when`, by the real clock; call it just before a task is run.
  void StallUntil(absl::Time when);
  // Runs one command.
  redis::Reply Command(std::vector<std::string> words);

  // Publishes a version of a campaign; the first is 1. The rig's campaigns() do not read it before they are made to.
  void Publish(const std::string& campaign_id, const campaign::v1::CampaignSpec& spec);
  void SetState(const std::string& campaign_id, partition::CampaignRecordState state);

  // The events of one partition, whose numbers begin after `number`; or of all.
  std::vector<event::v1::Event> Events(int partition, int64_t number = 0);
  std::vector<event::v1::Event> AllEvents();

  // A call by `subject` at `now`.
  rpc::CallContext CallBy(std::string subject, absl::Time now);

 private:
  template <typename T>
  static async::Task<void> Store(async::Task<T> task, std::optional<T>* result, size_t* done) {
    T value = co_await std::move(task);
    result->emplace(std::move(value));
    ++*done;
  }
  void Publish(const std::string& campaign_id);

  struct Published {
    store::v1::PublishedCampaign campaign;
    partition::CampaignRecordState state = partition::CampaignRecordState::kActive;
  };

  std::string token_;
  async::Loop loop_;
  std::vector<std::unique_ptr<redis::Client>> clients_;
  campaigns::Campaigns campaigns_;
  sharecode::ShareCodec codec_;
  std::map<std::string, Published> published_;
  int64_t epoch_ = 0;
};

}  // namespace fudai::campaign_testing
