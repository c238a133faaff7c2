#include "services/admin/rehearsal/import.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/version_store.h"

namespace fudai::rehearsal {
namespace {

using campaign::v1::CampaignSpec;
using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

admin::v1::Campaign DraftOf(const Import& import) {
  admin::v1::Campaign draft;
  draft.set_campaign_id(import.campaign_id);
  draft.set_state(admin::v1::CAMPAIGN_STATE_DRAFT);
  draft.set_version(1);
  *draft.mutable_spec() = import.spec;
  *draft.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(import.now));
  *draft.mutable_update_time() = draft.create_time();
  draft.set_update_actor(import.actor.subject);
  draft.set_update_reason("imported from production");
  return draft;
}

}  // namespace

absl::StatusOr<CampaignSpec> ProductionCampaigns::Find(const std::string& campaign_id, int version) const {
  return production_->Read([&](soci::session& sql) -> absl::StatusOr<CampaignSpec> {
    ASSIGN_OR_RETURN(campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, campaign_id));
    if (version == 0) return std::move(*stored.campaign.mutable_spec());
    ASSIGN_OR_RETURN(admin::v1::CampaignVersion found, campaigns::FindVersion(sql, campaign_id, version));
    return std::move(*found.mutable_spec());
  });
}

CampaignSpec BeginningNow(CampaignSpec spec, absl::Time now) {
  const absl::Time start = absl::UnixEpoch() + absl::Floor(now - absl::UnixEpoch(), absl::Minutes(1));
  const auto shift = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(start)) - spec.start_time();
  const auto move = [&shift](Timestamp* time) { *time += shift; };
  move(spec.mutable_start_time());
  move(spec.mutable_end_time());
  for (campaign::v1::CouponTemplate& each : *spec.mutable_templates()) {
    if (each.conditions().has_not_before()) move(each.mutable_conditions()->mutable_not_before());
    if (each.conditions().has_not_after()) move(each.mutable_conditions()->mutable_not_after());
  }
  return spec;
}

absl::StatusOr<admin::v1::Campaign> StoreImport(soci::session& sql, const Import& import) {
  const admin::v1::Campaign draft = DraftOf(import);
  ASSIGN_OR_RETURN(const bool added, campaigns::InsertCampaign(sql, draft));
  ASSIGN_OR_RETURN(const campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, import.campaign_id));
  if (!google::protobuf::util::MessageDifferencer::Equals(stored.campaign.spec(), import.spec)) {
    return absl::AlreadyExistsError(absl::StrCat("the rehearsal has a campaign \"", import.campaign_id,
                                                 "\" that says something else; wipe the rehearsal, or edit it there"));
  }
  if (added) {
    RETURN_IF_ERROR(audit::Append(sql, {.actor = import.actor,
                                        .now = import.now,
                                        .action = "ImportCampaign",
                                        .subject = absl::StrCat("campaign/", import.campaign_id),
                                        .campaign_id = import.campaign_id,
                                        .reason = draft.update_reason(),
                                        .before = nullptr,
                                        .after = &stored.campaign}));
  }
  return campaigns::Show(stored, import.now);
}

}  // namespace fudai::rehearsal
