#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/testing/redis_server.h"
#include "services/admin/campaigns/campaign_service.h"
#include "services/admin/campaigns/change_service.h"
#include "services/admin/testing/method_caller.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::campaigns {

using namespace admin::v1;  // NOLINT(google-build-using-namespace): the messages of the API.
using partition::CampaignRecordState;
using testsupport::MarchSpec;

inline constexpr char kToken[] = "generation1";

// How many partitions have a campaign in a state.
inline async::Task<int> CountInState(redis::Client* client, std::string campaign_id, CampaignRecordState state) {
  int count = 0;
  for (int i = 0; i < partition::kCount; ++i) {
    redis::Pending pending = client->Command("HGET", {partition::CampaignKey(i, campaign_id)}, {"state"});
    absl::StatusOr<redis::Reply> reply = co_await pending;
    if (reply.ok() && reply->integer() == static_cast<int>(state)) ++count;
  }
  co_return count;
}

// CampaignService over a Redis and, for each test, a new database.
class CampaignFixture : public testsupport::DatabaseTest {
 protected:
  CampaignFixture() : redis_(&loop_, Server().options()), readers_(2), publishing_(1) {
    Server().Reset();
    EXPECT_TRUE(RunTask(loop_, partition::InitializeStore(&redis_, kToken)).ok());
  }

  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) Restart(OpenNew());
  }

  // Begins anew with what the database holds.
  void Restart(std::unique_ptr<database::Database> database) {
    database_ = std::move(database);
    publisher_ = std::make_unique<CampaignPublisher>(database_.get(), Server().options(), kToken, policy_);
    service_ = std::make_unique<CampaignService>(database_.get(), &readers_);
    changes_ = std::make_unique<ChangeService>(publisher_.get(), &publishing_);
    std::vector<rpc::Method> table = service_->Methods();
    for (rpc::Method& method : changes_->Methods()) table.push_back(std::move(method));
    caller_ = std::make_unique<testsupport::MethodCaller>(&loop_, std::move(table));
  }

  static testsupport::RedisServer& Server() {
    static testsupport::RedisServer server;
    return server;
  }

  absl::StatusOr<CreateCampaignResponse> Create(const std::string& id,
                                                const campaign::v1::CampaignSpec& spec = MarchSpec()) {
    CreateCampaignRequest request;
    request.set_campaign_id(id);
    *request.mutable_spec() = spec;
    return caller_->Call<CreateCampaignResponse>("CreateCampaign", request);
  }

  // Calls a method that changes a campaign and returns the campaign.
  template <typename Response, typename Request>
  absl::StatusOr<Campaign> Call(absl::string_view method, const Request& request) {
    absl::StatusOr<Response> response = caller_->Call<Response>(method, request);
    if (!response.ok()) return response.status();
    return response->campaign();
  }
  // The request that names a campaign and has this request_id, where there is such a field.
  template <typename Request>
  static Request About(const std::string& id, const std::string& request_id = "") {
    Request request;
    request.set_campaign_id(id);
    const auto* field = Request::descriptor()->FindFieldByName("request_id");
    if (field != nullptr) request.GetReflection()->SetString(&request, field, request_id);
    return request;
  }
  absl::StatusOr<Campaign> Publish(const std::string& id, int version = 0) {
    PublishCampaignRequest request = About<PublishCampaignRequest>(id);
    request.set_version(version);
    return Call<PublishCampaignResponse>("PublishCampaign", request);
  }
  absl::StatusOr<Campaign> Pause(const std::string& id, const std::string& request_id) {
    return Call<PauseCampaignResponse>("PauseCampaign", About<PauseCampaignRequest>(id, request_id));
  }
  absl::StatusOr<Campaign> Resume(const std::string& id, const std::string& request_id) {
    return Call<ResumeCampaignResponse>("ResumeCampaign", About<ResumeCampaignRequest>(id, request_id));
  }
  absl::StatusOr<Campaign> End(const std::string& id) {
    return Call<EndCampaignResponse>("EndCampaign", About<EndCampaignRequest>(id));
  }
  absl::StatusOr<Campaign> Get(const std::string& id) {
    return Call<GetCampaignResponse>("GetCampaign", About<GetCampaignRequest>(id));
  }

  int CountPartitions(const std::string& id, CampaignRecordState state) {
    return RunTask(loop_, CountInState(&redis_, id, state));
  }

  async::Loop loop_;
  redis::Client redis_;
  async::BlockingPool readers_;
  async::BlockingPool publishing_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<CampaignPublisher> publisher_;
  std::unique_ptr<CampaignService> service_;
  std::unique_ptr<ChangeService> changes_;
  ChangePolicy policy_;
  std::unique_ptr<testsupport::MethodCaller> caller_;
};

}  // namespace fudai::campaigns
