// What a campaign's caps still allow: the store's books and the projection's rates, put together.
#pragma once

#include <soci/soci.h>

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/budget/books.h"
#include "fudai/admin/v1/budgets.pb.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::budgets {

// A purse (common/budget/purses.h) as people call it.
std::string CapName(absl::string_view purse);

// The campaign as it shows at `now`. Errors: NOT_FOUND; FAILED_PRECONDITION for an archived one, which has no budget in
// the store; DATA_LOSS.
absl::StatusOr<admin::v1::Campaign> FindBudgeted(soci::session& sql, const std::string& campaign_id, absl::Time now);

// The spec of the version in effect; of the newest version before the first publication. DATA_LOSS.
absl::StatusOr<campaign::v1::CampaignSpec> SpecInEffect(soci::session& sql, const admin::v1::Campaign& campaign);

// The campaign's caps at a moment; `books` by purse, as the store has them. Errors are those of FindBudgeted.
absl::StatusOr<admin::v1::GetBudgetResponse> ReadBudget(soci::session& sql, const std::string& campaign_id,
                                                        const std::map<std::string, budget::Books>& books,
                                                        absl::Time now);

}  // namespace fudai::budgets
