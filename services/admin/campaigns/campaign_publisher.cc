#include "services/admin/campaigns/campaign_publisher.h"

#include <google/protobuf/util/time_util.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/status/macros.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using google::protobuf::util::TimeUtil;
using partition::CampaignRecordState;

CampaignRecordState RecordState(admin::v1::CampaignState state) {
  switch (state) {
    case admin::v1::CAMPAIGN_STATE_ACTIVE:
      return CampaignRecordState::kActive;
    case admin::v1::CAMPAIGN_STATE_PAUSED:
      return CampaignRecordState::kPaused;
    default:
      return CampaignRecordState::kEnded;
  }
}

partition::Publication ToPublication(const StoredCampaign& stored) {
  const Campaign& campaign = stored.campaign;
  partition::Publication publication;
  publication.campaign.set_campaign_id(campaign.campaign_id());
  publication.campaign.set_current_version(campaign.version());
  auto* version = publication.campaign.add_versions();
  version->set_version(campaign.version());
  *version->mutable_spec() = campaign.spec();
  publication.state = static_cast<int>(RecordState(campaign.state()));
  publication.start_ms = TimeUtil::TimestampToMilliseconds(campaign.spec().start_time());
  publication.end_ms = TimeUtil::TimestampToMilliseconds(campaign.spec().end_time());
  publication.epoch = stored.epoch;
  return publication;
}

absl::StatusOr<Campaign> FirstAnswer(const RequestRecord& request, const Change& change) {
  if (request.campaign_id == change.campaign_id && request.action == change.action) return request.answer;
  return absl::AlreadyExistsError(absl::StrCat("request_id \"", change.request_id,
                                               "\" has served another change, of campaign \"", request.campaign_id,
                                               "\"; a new change should have a new one"));
}

// Records the change, and returns the campaign as it will be.
absl::StatusOr<Campaign> Record(soci::session& sql, const Change& change) {
  if (!change.request_id.empty()) {
    const std::optional<RequestRecord> seen = FindRequest(sql, change.request_id);
    if (seen) return FirstAnswer(*seen, change);
  }
  ASSIGN_OR_RETURN(StoredCampaign stored, FindCampaign(sql, change.campaign_id));
  ASSIGN_OR_RETURN(const admin::v1::CampaignState next,
                   NextState(change.campaign_id, stored.campaign.state(), change.action));
  if (next != stored.campaign.state()) {
    RETURN_IF_ERROR(ChangeState(sql, change.campaign_id, {next, change.now, change.actor}));
    ASSIGN_OR_RETURN(stored, FindCampaign(sql, change.campaign_id));
  }
  if (!change.request_id.empty())
    InsertRequest(sql, {change.request_id, change.campaign_id, change.action, stored.campaign});
  return stored.campaign;
}

}  // namespace

CampaignPublisher::CampaignPublisher(database::Database* database, redis::Options redis, std::string store_token)
    : database_(database), store_token_(std::move(store_token)), redis_(&loop_, std::move(redis)) {}

absl::StatusOr<Campaign> CampaignPublisher::Apply(const Change& change) {
  absl::StatusOr<Campaign> recorded = database_->Write([&change](soci::session& sql) { return Record(sql, change); });
  // Even after a refusal: what was recorded before must not stay half-applied.
  const absl::Status finished = Finish();
  if (finished.ok() || !recorded.ok()) return recorded;
  return absl::Status(finished.code(),
                      absl::StrCat("the change is recorded, and not every partition has it yet (", finished.message(),
                                   "); it is tried again until they do; a repeat of the call "
                                   "tells when"));
}

absl::Status CampaignPublisher::Finish() {
  ASSIGN_OR_RETURN(const std::vector<StoredCampaign> unapplied,
                   database_->Read([](soci::session& sql) { return FindUnapplied(sql); }));
  for (const StoredCampaign& stored : unapplied) RETURN_IF_ERROR(PublishOne(stored));
  return absl::OkStatus();
}

absl::Status CampaignPublisher::PublishOne(const StoredCampaign& stored) {
  const absl::Status published = RunTask(loop_, partition::Publish(&redis_, store_token_, ToPublication(stored)));
  if (!published.ok()) return partition::AsNotReady(published);
  return database_->Write(
      [&stored](soci::session& sql) { return MarkApplied(sql, stored.campaign.campaign_id(), stored.epoch); });
}

async::Task<void> KeepFinishing(Finishing what, std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const auto finish = [publisher = what.publisher] { return publisher->Finish(); };
    const absl::Status finished = co_await what.publishing->Run(*what.loop, finish);
    if (!finished.ok() && finished != last) spdlog::warn("a publication waits: {}", finished.ToString());
    last = finished;
    co_await what.loop->Sleep(what.period);
  }
}

}  // namespace fudai::campaigns
