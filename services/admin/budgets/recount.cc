#include "services/admin/budgets/recount.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/stats.pb.h"

namespace fudai::budgets {
namespace {

using admin::v1::CampaignSummary;
using campaign::v1::CampaignSpec;

int64_t ReadTotal(soci::session& sql, const std::string& campaign_id, int field) {
  long long fen = 0;
  sql << "SELECT COALESCE(SUM(value), 0) FROM totals WHERE campaign_id = :campaign AND counter = :counter",
      soci::use(campaign_id), soci::use(field), soci::into(fen);
  return fen;
}

int64_t ReadDay(soci::session& sql, const std::string& campaign_id, absl::CivilDay day, absl::TimeZone zone) {
  const int metric = admin::v1::METRIC_LIABILITY_FEN;
  const long long from_ms = absl::ToUnixMillis(absl::FromCivil(day, zone));
  const long long to_ms = absl::ToUnixMillis(absl::FromCivil(day + 1, zone));
  long long fen = 0;
  sql << "SELECT COALESCE(SUM(value), 0) FROM quarters WHERE campaign_id = :campaign AND metric = :metric"
         " AND start_ms >= :from AND start_ms < :to",
      soci::use(campaign_id), soci::use(metric), soci::use(from_ms), soci::use(to_ms), soci::into(fen);
  return fen;
}

int64_t ReadTemplate(soci::session& sql, const std::string& campaign_id, const std::string& template_id) {
  long long fen = 0;
  sql << "SELECT COALESCE(SUM(liability_fen), 0) FROM template_quarters WHERE campaign_id = :campaign"
         " AND template_id = :template",
      soci::use(campaign_id), soci::use(template_id), soci::into(fen);
  return fen;
}

Recounted RecountPurse(soci::session& sql, const std::string& campaign_id, const CampaignSpec& spec,
                       absl::string_view purse) {
  if (absl::ConsumePrefix(&purse, "t:")) return {ReadTemplate(sql, campaign_id, std::string(purse)), std::nullopt};
  int64_t day = 0;
  if (absl::ConsumePrefix(&purse, "d:") && absl::SimpleAtoi(purse, &day)) {
    absl::TimeZone zone;
    absl::LoadTimeZone(spec.time_zone(), &zone);
    return {ReadDay(sql, campaign_id, absl::CivilDay() + day, zone), std::nullopt};
  }
  return {ReadTotal(sql, campaign_id, CampaignSummary::kLiabilityFenFieldNumber),
          ReadTotal(sql, campaign_id, CampaignSummary::kExpiredFenFieldNumber)};
}

void CompareSum(absl::string_view what, int64_t ledger, int64_t before, int64_t after,
                std::vector<std::string>* faults) {
  if (before <= ledger && ledger <= after) return;
  faults->push_back(absl::StrCat("the store has ", what, " ", after, " fen, and the ledger's events come to ", ledger));
}

}  // namespace

std::map<std::string, Recounted> Recount(soci::session& sql, const std::string& campaign_id, const CampaignSpec& spec,
                                         const std::set<std::string>& purses) {
  std::map<std::string, Recounted> recount;
  for (const std::string& purse : purses) recount[purse] = RecountPurse(sql, campaign_id, spec, purse);
  return recount;
}

std::vector<std::string> Compare(const Recounted& ledger, const budget::Conservation& before,
                                 const budget::Conservation& after) {
  std::vector<std::string> faults;
  CompareSum("issued", ledger.issued_fen, before.issued_fen, after.issued_fen, &faults);
  if (ledger.returned_fen.has_value())
    CompareSum("returned", *ledger.returned_fen, before.returned_fen, after.returned_fen, &faults);
  return faults;
}

}  // namespace fudai::budgets
