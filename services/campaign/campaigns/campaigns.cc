#include "services/campaign/campaigns/campaigns.h"

#include <spdlog/spdlog.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/async/pause.h"
#include "common/partition/store.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/validation.h"

namespace fudai::campaigns {

async::Task<absl::Status> Campaigns::Reload() {
  CO_ASSIGN_OR_RETURN(const std::optional<partition::Catalogue> catalogue,
                      co_await partition::ReadCatalogueUnless(access_.client(), access_.token(), known_));
  if (!catalogue.has_value()) co_return absl::OkStatus();
  known_ = catalogue->version;
  if (known_.epoch >= snapshot_->epoch())
    snapshot_ = std::make_shared<CampaignSnapshot>(*catalogue, access_.log_mark());
  co_return absl::OkStatus();
}

async::Task<absl::Status> Campaigns::Refresh() {
  const absl::Status reloaded = co_await Reload();
  co_return access_.Explain(reloaded);
}

async::Task<absl::StatusOr<CompiledVersionPtr>> Campaigns::Version(std::string campaign_id, int32_t version) {
  CompiledVersionPtr found = snapshot_->Find(campaign_id, version);
  if (found != nullptr) co_return found;
  CO_RETURN_IF_ERROR(co_await Refresh());
  found = snapshot_->Find(campaign_id, version);
  if (found != nullptr) co_return found;
  co_return absl::InternalError(
      absl::StrCat("campaign ", campaign_id, " version ", version, " is not in the catalogue"));
}

async::Task<absl::StatusOr<CompiledVersionPtr>> Campaigns::Current(std::string campaign_id) {
  CompiledVersionPtr found = snapshot_->Current(campaign_id);
  if (found == nullptr && TakeLookup(absl::Now())) {
    CO_RETURN_IF_ERROR(co_await Refresh());
    found = snapshot_->Current(campaign_id);
  }
  if (found != nullptr) co_return found;
  co_return absl::NotFoundError(
      absl::StrCat("campaign_id is ", contracts::Quoted(campaign_id), "; no such campaign is published"));
}

bool Campaigns::TakeLookup(absl::Time now) {
  if (now - lookups_since_ >= absl::Seconds(1)) {
    lookups_since_ = now;
    lookups_ = 0;
  }
  return ++lookups_ <= kLookupsPerSecond;
}

async::Task<void> Campaigns::KeepFresh(absl::Duration period, std::function<bool()> ended) {
  while (!ended()) {
    co_await async::PauseUnless(&access_.client()->loop(), period, ended);
    if (ended()) co_return;
    absl::Status read = co_await Reload();
    if (!read.ok()) spdlog::warn("{}the catalogue of campaigns was not read: {}", access_.log_mark(), read.ToString());
  }
}

}  // namespace fudai::campaigns
