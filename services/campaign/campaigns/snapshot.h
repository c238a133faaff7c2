#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "common/partition/store.h"
#include "services/campaign/campaigns/compiled_version.h"

namespace fudai::campaigns {

// Every published campaign as of one epoch. Immutable, swapped whole.
class CampaignSnapshot {
 public:
  CampaignSnapshot() = default;
  // Compiles a catalogue. A version that does not compile is left out, and logged in a line that begins with
  // `log_mark`.
  CampaignSnapshot(const partition::Catalogue& catalogue, const char* log_mark);

  int64_t epoch() const { return epoch_; }
  // Whether no campaign has been published.
  bool empty() const { return current_.empty(); }

  // The version; null if it is not published.
  CompiledVersionPtr Find(absl::string_view campaign_id, int32_t version) const;
  // The version that new bags are given under; null if there is no such campaign.
  CompiledVersionPtr Current(absl::string_view campaign_id) const;
  // Whether there is such a campaign, even if its versions do not compile.
  bool Has(absl::string_view campaign_id) const { return ids_.contains(campaign_id); }
  // The current versions of the campaigns that are neither paused nor ended, the one that started last first.
  const std::vector<CompiledVersionPtr>& active() const { return active_; }
  // The campaigns that are archived, in the order of their ids.
  const std::vector<std::string>& archived() const { return archived_; }
  // Whether some version gives extra drops for friends who have never ordered.
  bool rewards_new_friends() const { return rewards_new_friends_; }

 private:
  void Add(const store::v1::PublishedCampaign& campaign, const char* log_mark);

  int64_t epoch_ = 0;
  absl::flat_hash_map<std::pair<std::string, int32_t>, CompiledVersionPtr> versions_;
  absl::flat_hash_map<std::string, CompiledVersionPtr> current_;
  std::vector<CompiledVersionPtr> active_;
  std::vector<std::string> archived_;
  absl::flat_hash_set<std::string> ids_;
  bool rewards_new_friends_ = false;
};

}  // namespace fudai::campaigns
