#include "services/campaign/campaigns/snapshot.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <tuple>

#include "common/partition/partition.h"

namespace fudai::campaigns {
namespace {

using partition::CampaignRecordState;

bool StartedLater(const CompiledVersionPtr& a, const CompiledVersionPtr& b) {
  return std::tie(b->start_ms, a->campaign_id) < std::tie(a->start_ms, b->campaign_id);
}

bool IsIn(const store::v1::PublishedCampaign& campaign, CampaignRecordState state) {
  return campaign.state() == static_cast<int>(state);
}

}  // namespace

CampaignSnapshot::CampaignSnapshot(const partition::Catalogue& catalogue, const char* log_mark)
    : epoch_(catalogue.version.epoch) {
  for (const store::v1::PublishedCampaign& campaign : catalogue.campaigns) Add(campaign, log_mark);
  std::sort(active_.begin(), active_.end(), StartedLater);
  std::sort(archived_.begin(), archived_.end());
}

void CampaignSnapshot::Add(const store::v1::PublishedCampaign& campaign, const char* log_mark) {
  ids_.insert(campaign.campaign_id());
  if (IsIn(campaign, CampaignRecordState::kArchived)) archived_.push_back(campaign.campaign_id());
  for (const store::v1::CampaignVersion& version : campaign.versions()) {
    absl::StatusOr<CompiledVersionPtr> compiled = Compile(campaign.campaign_id(), version);
    if (!compiled.ok()) {
      spdlog::error("{}campaign {} version {} is left out: {}", log_mark, campaign.campaign_id(), version.version(),
                    std::string(compiled.status().message()));
      continue;
    }
    versions_[{campaign.campaign_id(), version.version()}] = *compiled;
    rewards_new_friends_ |= version.spec().growth().new_friend_extra_drops() > 0;
    if (version.version() != campaign.current_version()) continue;
    current_[campaign.campaign_id()] = *compiled;
    if (IsIn(campaign, CampaignRecordState::kActive)) active_.push_back(*compiled);
  }
}

CompiledVersionPtr CampaignSnapshot::Find(absl::string_view campaign_id, int32_t version) const {
  const auto found = versions_.find(std::make_pair(std::string(campaign_id), version));
  return found == versions_.end() ? nullptr : found->second;
}

CompiledVersionPtr CampaignSnapshot::Current(absl::string_view campaign_id) const {
  const auto found = current_.find(campaign_id);
  return found == current_.end() ? nullptr : found->second;
}

}  // namespace fudai::campaigns
