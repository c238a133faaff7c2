#include "services/admin/budgets/budget_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "common/budget/books.h"
#include "common/budget/conservation.h"
#include "common/partition/store.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/ids/ids.h"
#include "services/admin/roles/roles.h"

namespace fudai::budgets {
namespace {

using admin::v1::CapBalance;
using admin::v1::PartitionBalance;
using admin::v1::VerifyConservationResponse;

// A purse (common/budget/purses.h) as people call it.
std::string CapName(absl::string_view purse) {
  if (absl::ConsumePrefix(&purse, "t:")) return absl::StrCat("template ", purse);
  int64_t day = 0;
  if (absl::ConsumePrefix(&purse, "d:") && absl::SimpleAtoi(purse, &day))
    return absl::StrCat("day ", absl::FormatCivilTime(absl::CivilDay() + day));
  return "campaign";
}

PartitionBalance ToBalance(const budget::Books& books, int partition) {
  const budget::Escrow& escrow = books.escrows[partition];
  PartitionBalance balance;
  balance.set_partition(partition);
  balance.set_granted_fen(books.after.granted_fen[partition]);
  balance.set_received_fen(escrow.received_fen);
  balance.set_issued_fen(escrow.issued_fen);
  balance.set_returned_fen(escrow.returned_fen);
  balance.set_recalled_fen(escrow.recalled_fen);
  balance.set_escrow_fen(escrow.left_fen());
  return balance;
}

CapBalance ToBalance(const std::string& purse, const budget::Books& books) {
  const budget::Conservation law = budget::Check(books);
  CapBalance balance;
  balance.set_cap(CapName(purse));
  balance.set_limit_fen(law.limit_fen);
  balance.set_account_fen(law.account_fen);
  balance.set_escrow_fen(law.escrow_fen);
  balance.set_issued_fen(law.issued_fen);
  balance.set_returned_fen(law.returned_fen);
  balance.set_moving_fen(law.moving_fen);
  for (int i = 0; i < partition::kCount; ++i) {
    const bool touched = books.after.granted_fen[i] != 0 || books.escrows[i].returned_fen != 0;
    if (touched) *balance.add_partitions() = ToBalance(books, i);
  }
  for (const std::string& fault : law.faults) balance.add_faults(fault);
  return balance;
}

VerifyConservationResponse ToResponse(const std::map<std::string, budget::Books>& books) {
  VerifyConservationResponse response;
  response.set_holds(true);
  for (const auto& [purse, each] : books) {
    *response.add_balances() = ToBalance(purse, each);
    if (response.balances().rbegin()->faults_size() > 0) response.set_holds(false);
  }
  return response;
}

}  // namespace

async::Task<absl::StatusOr<VerifyConservationResponse>> BudgetService::VerifyConservation(
    const admin::v1::VerifyConservationRequest& request, const rpc::CallContext& context) {
  const std::string& campaign_id = request.campaign_id();
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", campaign_id));
  const auto find = [database = database_, campaign_id] {
    return database->Read([&](soci::session& sql) { return campaigns::FindCampaign(sql, campaign_id).status(); });
  };
  CO_RETURN_IF_ERROR(co_await readers_->Run(*context.loop, find));
  budget::BudgetStore store(store_.redis, store_.token);
  const absl::StatusOr<std::map<std::string, budget::Books>> books = co_await store.ReadBooks(campaign_id);
  if (!books.ok()) co_return partition::AsNotReady(books.status());
  co_return ToResponse(*books);
}

std::vector<rpc::Method> BudgetService::Methods() {
  return {rpc::Unary({"fudai.admin.v1.BudgetService.VerifyConservation", roles::Readers(), rpc::LoadClass::kRead}, this,
                     &BudgetService::VerifyConservation)};
}

}  // namespace fudai::budgets
