// What the ledger's events say that a campaign has given under its caps, to hold against the store's books. The two are
// kept apart: acts write both in one step, but what only one of them knows shows here.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/budget/conservation.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::budgets {

// Of one purse (common/budget/purses.h), in fen.
struct Recounted {
  int64_t issued_fen = 0;
  // The projection keeps it for campaigns only.
  std::optional<int64_t> returned_fen;
};

// Recounts purses, by a spec that caps them.
std::map<std::string, Recounted> Recount(soci::session& sql, const std::string& campaign_id,
                                         const campaign::v1::CampaignSpec& spec, const std::set<std::string>& purses);

// What the recount and the books contradict each other in, in words. The books were read `before` the events that were
// recounted had all been folded, and `after` that, so that what was given and returned lies between them.
std::vector<std::string> Compare(const Recounted& ledger, const budget::Conservation& before,
                                 const budget::Conservation& after);

}  // namespace fudai::budgets
