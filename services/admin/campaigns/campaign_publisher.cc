#include "services/admin/campaigns/campaign_publisher.h"

#include <google/protobuf/util/time_util.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/async/pause.h"
#include "common/partition/explain.h"
#include "common/partition/partition.h"
#include "common/partition/rehearsal.h"
#include "common/partition/store.h"
#include "common/process/fault_point.h"
#include "common/status/macros.h"
#include "common/world/log_mark.h"
#include "services/admin/campaigns/version_store.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using admin::v1::CampaignVersion;
using google::protobuf::util::TimeUtil;
using partition::CampaignRecordState;

CampaignRecordState RecordState(admin::v1::CampaignState state) {
  switch (state) {
    case admin::v1::CAMPAIGN_STATE_ACTIVE:
      return CampaignRecordState::kActive;
    case admin::v1::CAMPAIGN_STATE_PAUSED:
      return CampaignRecordState::kPaused;
    case admin::v1::CAMPAIGN_STATE_ARCHIVED:
      return CampaignRecordState::kArchived;
    default:
      return CampaignRecordState::kEnded;
  }
}

partition::Publication ToPublication(const StoredCampaign& stored, std::vector<CampaignVersion> versions) {
  const Campaign& campaign = stored.campaign;
  partition::Publication publication;
  publication.campaign.set_campaign_id(campaign.campaign_id());
  publication.campaign.set_current_version(campaign.published_version());
  for (CampaignVersion& version : versions) {
    if (version.version() == campaign.published_version()) {
      publication.start_ms = TimeUtil::TimestampToMilliseconds(version.spec().start_time());
      publication.end_ms = TimeUtil::TimestampToMilliseconds(version.spec().end_time());
    }
    auto* published = publication.campaign.add_versions();
    published->set_version(version.version());
    *published->mutable_spec() = std::move(*version.mutable_spec());
  }
  publication.state = static_cast<int>(RecordState(campaign.state()));
  publication.epoch = stored.epoch;
  return publication;
}

// Whether partitions have to know of such changes.
bool ConcernsPartitions(Action action) {
  switch (action) {
    case Action::kUpdate:
    case Action::kSubmit:
    case Action::kApprove:
    case Action::kReject:
    case Action::kDelete:
      return false;
    default:
      return true;
  }
}

}  // namespace

CampaignPublisher::CampaignPublisher(database::Database* database, redis::Options redis, std::string store_token,
                                     const ChangePolicy& policy)
    : database_(database), store_token_(std::move(store_token)), policy_(policy), redis_(&loop_, std::move(redis)) {}

absl::StatusOr<Campaign> CampaignPublisher::Apply(const Change& change) {
  absl::StatusOr<Campaign> recorded =
      database_->Write([this, &change](soci::session& sql) { return Record(sql, change, policy_); });
  if (!ConcernsPartitions(change.action)) return recorded;
  // Even after a refusal: what was recorded before must not stay half-applied.
  const absl::Status finished = Finish();
  if (finished.ok() || !recorded.ok()) return recorded;
  const absl::Status told = partition::Explain(finished, partition::WorldOf(store_token_));
  const std::string why = told == finished ? absl::StrCat(" (", finished.message(), ")") : "";
  return absl::Status(finished.code(),
                      absl::StrCat("the change is recorded, and not every partition has it yet", why,
                                   "; it is tried again until they do; a repeat of the call tells when"));
}

// A connection that Redis has closed while nothing was sent shows it only at the next use.
absl::Status CampaignPublisher::Finish() {
  absl::Status finished = TryToFinish();
  return absl::IsUnavailable(finished) ? TryToFinish() : finished;
}

absl::Status CampaignPublisher::TryToFinish() {
  ASSIGN_OR_RETURN(const std::vector<StoredCampaign> unapplied,
                   database_->Read([](soci::session& sql) { return FindUnapplied(sql); }));
  for (const StoredCampaign& stored : unapplied) RETURN_IF_ERROR(PublishOne(stored));
  return absl::OkStatus();
}

absl::Status CampaignPublisher::PublishOne(const StoredCampaign& stored) {
  const auto find = [&stored](soci::session& sql) { return FindPublished(sql, stored.campaign.campaign_id()); };
  ASSIGN_OR_RETURN(std::vector<CampaignVersion> versions, database_->Read(find));
  process::FaultPoint("publish.before_catalogue");
  const absl::Status published =
      RunTask(loop_, partition::Publish(&redis_, store_token_, ToPublication(stored, std::move(versions))));
  if (!published.ok()) return partition::AsNotReady(published);
  process::FaultPoint("publish.after_records");
  return database_->Write(
      [&stored](soci::session& sql) { return MarkApplied(sql, stored.campaign.campaign_id(), stored.epoch); });
}

absl::Status CampaignPublisher::FollowSweeps(absl::Time now) {
  const auto find = [](soci::session& sql) -> absl::StatusOr<std::vector<Archiving>> { return FindArchiving(sql); };
  ASSIGN_OR_RETURN(const std::vector<Archiving> archiving, database_->Read(find));
  for (const Archiving& each : archiving) RETURN_IF_ERROR(FollowSweep(each, now));
  return absl::OkStatus();
}

// That it is swept is noted before how far its sweep was is removed.
absl::Status CampaignPublisher::FollowSweep(Archiving archiving, absl::Time now) {
  const std::string& id = archiving.campaign_id;
  if (!archiving.swept) {
    const absl::StatusOr<std::optional<partition::SweepProgress>> progress =
        RunTask(loop_, partition::ReadSweep(&redis_, store_token_, id));
    if (!progress.ok()) return partition::AsNotReady(progress.status());
    if (!progress->has_value()) return absl::OkStatus();
    RETURN_IF_ERROR(database_->Write([&](soci::session& sql) { return NoteSweep(sql, id, **progress); }));
    if ((*progress)->phase != partition::SweepPhase::kSwept) return absl::OkStatus();
  }
  const absl::Status removed = RunTask(loop_, partition::RemoveCampaign(&redis_, store_token_, id));
  if (!removed.ok()) return partition::AsNotReady(removed);
  return database_->Write([&](soci::session& sql) { return MarkArchived(sql, id, now); });
}

async::Task<void> KeepFinishing(Finishing what, std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const auto finish = [publisher = what.publisher, now = what.clock->Now()] {
      absl::Status finished = publisher->Finish();
      finished.Update(publisher->FollowSweeps(now));
      return finished;
    };
    const absl::Status finished = co_await what.publishing->Run(*what.loop, finish);
    if (!finished.ok() && finished != last)
      spdlog::warn("{}a publication or an archiving waits: {}", world::LogMark(what.world), finished.ToString());
    last = finished;
    co_await async::PauseUnless(what.loop, what.period, ended);
  }
}

}  // namespace fudai::campaigns
