#include "services/admin/campaigns/version_pages.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/paging/paging.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/version_diff.h"
#include "services/admin/campaigns/version_store.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignVersion;
using admin::v1::CompareCampaignVersionsResponse;
using admin::v1::ListCampaignVersionsResponse;

constexpr paging::PageSizes kPageSizes = {.usual = 50, .largest = 200};

// What a page token belongs to.
std::string ListName(const std::string& campaign_id) { return absl::StrCat("versions of ", campaign_id); }

absl::StatusOr<VersionRange> ParseRange(const admin::v1::ListCampaignVersionsRequest& request) {
  VersionRange range;
  ASSIGN_OR_RETURN(const int size, paging::ParsePageSize(request.page_size(), kPageSizes));
  range.limit = size + 1;
  ASSIGN_OR_RETURN(const paging::Position position,
                   paging::ParsePageToken(ListName(request.campaign_id()), request.page_token(), 1));
  if (position.empty() || absl::SimpleAtoi(position[0], &range.before)) return range;
  return absl::InvalidArgumentError("page_token is damaged");
}

}  // namespace

absl::StatusOr<ListCampaignVersionsResponse> ListVersionPage(soci::session& sql,
                                                             const admin::v1::ListCampaignVersionsRequest& request) {
  ASSIGN_OR_RETURN(const VersionRange range, ParseRange(request));
  RETURN_IF_ERROR(FindCampaign(sql, request.campaign_id()));
  ASSIGN_OR_RETURN(std::vector<CampaignVersion> found, ListVersions(sql, request.campaign_id(), range));
  ListCampaignVersionsResponse response;
  const bool more = found.size() == static_cast<size_t>(range.limit);
  if (more) found.pop_back();
  if (more) {
    response.set_next_page_token(
        paging::MakePageToken(ListName(request.campaign_id()), {absl::StrCat(found.back().version())}));
  }
  for (CampaignVersion& version : found) *response.add_versions() = std::move(version);
  return response;
}

absl::StatusOr<CompareCampaignVersionsResponse> CompareVersions(
    soci::session& sql, const admin::v1::CompareCampaignVersionsRequest& request) {
  ASSIGN_OR_RETURN(const StoredCampaign stored, FindCampaign(sql, request.campaign_id()));
  CompareCampaignVersionsResponse response;
  response.set_from_version(request.from_version() == 0 ? stored.campaign.published_version() : request.from_version());
  response.set_to_version(request.to_version() == 0 ? stored.campaign.version() : request.to_version());
  if (response.from_version() == 0) {
    return absl::FailedPreconditionError(absl::StrCat("campaign \"", request.campaign_id(),
                                                      "\" has no published version; from_version should name one"));
  }
  ASSIGN_OR_RETURN(const CampaignVersion from, FindVersion(sql, request.campaign_id(), response.from_version()));
  ASSIGN_OR_RETURN(const CampaignVersion to, FindVersion(sql, request.campaign_id(), response.to_version()));
  for (admin::v1::FieldChange& change : Compare(from.spec(), to.spec())) *response.add_changes() = std::move(change);
  return response;
}

}  // namespace fudai::campaigns
