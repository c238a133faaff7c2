#include "services/admin/budgets/budget_service.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/budget/books.h"
#include "common/budget/conservation.h"
#include "common/budget/purses.h"
#include "common/partition/explain.h"
#include "common/partition/newest_events.h"
#include "common/partition/rehearsal.h"
#include "common/status/macros.h"
#include "services/admin/budgets/cap_uses.h"
#include "services/admin/budgets/recount.h"
#include "services/admin/database/offsets.h"
#include "services/admin/ids/ids.h"
#include "services/admin/roles/roles.h"

namespace fudai::budgets {
namespace {

using admin::v1::BatchGetBudgetsRequest;
using admin::v1::BatchGetBudgetsResponse;
using admin::v1::CapBalance;
using admin::v1::GetBudgetResponse;
using admin::v1::PartitionBalance;
using admin::v1::VerifyConservationResponse;
using campaign::v1::CampaignSpec;
using Recounts = std::map<std::string, Recounted>;

constexpr int kMostBudgets = 100;
// How long a verification waits for the ledger, and how often it looks.
constexpr absl::Duration kLedgerPatience = absl::Seconds(5);
constexpr absl::Duration kLedgerPeriod = absl::Milliseconds(50);

absl::Status CheckBatch(const BatchGetBudgetsRequest& request) {
  const int count = request.campaign_ids_size();
  if (count < 1 || count > kMostBudgets) {
    return absl::InvalidArgumentError(
        absl::StrCat("campaign_ids names ", count, " campaigns; it should name 1 to ", kMostBudgets));
  }
  std::set<std::string> seen;
  for (int i = 0; i < count; ++i) {
    const std::string path = absl::StrCat("campaign_ids[", i, "]");
    RETURN_IF_ERROR(ids::CheckId(path, request.campaign_ids(i)));
    if (!seen.insert(request.campaign_ids(i)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, " is \"", request.campaign_ids(i), "\" again; it should be there once"));
    }
  }
  return absl::OkStatus();
}

// The purses of the books and, should their books be gone, those of the caps that hold on every day.
std::set<std::string> PursesOf(const std::map<std::string, budget::Books>& books, const CampaignSpec& spec) {
  std::set<std::string> purses;
  for (const auto& [purse, each] : books) purses.insert(purse);
  purses.insert(budget::CampaignPurse(spec));
  for (const campaign::v1::CouponTemplate& each : spec.templates()) purses.insert(budget::TemplatePurse(each));
  purses.erase("");
  return purses;
}

// The spec whose caps count.
absl::StatusOr<CampaignSpec> FindCaps(soci::session& sql, const std::string& campaign_id, absl::Time now) {
  ASSIGN_OR_RETURN(const admin::v1::Campaign campaign, FindBudgeted(sql, campaign_id, now));
  return SpecInEffect(sql, campaign);
}

// Leaves out what is no cap of the spec any more, and so counts no longer.
void LeaveOutLifted(const CampaignSpec& spec, std::map<std::string, budget::Books>* books) {
  std::erase_if(*books, [&](const auto& each) { return !budget::LimitOf(spec, each.first).has_value(); });
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

CapBalance ToBalance(const std::string& purse, const budget::Books& books, const budget::Conservation& law) {
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

void AddRecount(const Recounted& ledger, const budget::Conservation& before, const budget::Conservation& after,
                CapBalance* balance) {
  balance->set_ledger_issued_fen(ledger.issued_fen);
  if (ledger.returned_fen.has_value()) balance->set_ledger_returned_fen(*ledger.returned_fen);
  for (const std::string& fault : Compare(ledger, before, after)) balance->add_faults(fault);
}

// The books `after` the recount, with what contradicts it; those `before` have no purse that these lack.
VerifyConservationResponse ToResponse(const std::map<std::string, budget::Books>& before, const Recounts& recount,
                                      const std::map<std::string, budget::Books>& after) {
  VerifyConservationResponse response;
  response.set_holds(true);
  for (const auto& [purse, books] : after) {
    const budget::Conservation law = budget::Check(books);
    CapBalance& balance = *response.add_balances();
    balance = ToBalance(purse, books, law);
    const auto ledger = recount.find(purse);
    const auto first = before.find(purse);
    const budget::Conservation earlier = first == before.end() ? budget::Conservation{} : budget::Check(first->second);
    if (ledger != recount.end()) AddRecount(ledger->second, earlier, law, &balance);
    if (balance.faults_size() > 0) response.set_holds(false);
  }
  for (const auto& [purse, ledger] : recount) {
    if (after.contains(purse) || ledger.issued_fen == 0) continue;
    CapBalance& balance = *response.add_balances();
    balance.set_cap(CapName(purse));
    AddRecount(ledger, {}, {}, &balance);
    response.set_holds(false);
  }
  return response;
}

}  // namespace

async::Task<absl::StatusOr<BudgetService::BooksByPurse>> BudgetService::ReadBooks(std::string campaign_id) {
  budget::BudgetStore store(store_.redis, store_.token);
  absl::StatusOr<BooksByPurse> books = co_await store.ReadBooks(std::move(campaign_id));
  if (!books.ok()) co_return partition::Explain(books.status(), partition::WorldOf(store_.token));
  co_return books;
}

async::Task<absl::StatusOr<GetBudgetResponse>> BudgetService::GetBudget(const admin::v1::GetBudgetRequest& request,
                                                                        const rpc::CallContext& context) {
  const std::string& campaign_id = request.campaign_id();
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", campaign_id));
  CO_ASSIGN_OR_RETURN(const BooksByPurse books, co_await ReadBooks(campaign_id));
  auto read = [&](soci::session& sql) { return ReadBudget(sql, campaign_id, books, context.now); };
  auto work = [this, &read] { return database_->Read(read); };
  co_return co_await readers_->Run(*context.loop, work);
}

async::Task<absl::StatusOr<BatchGetBudgetsResponse>> BudgetService::BatchGetBudgets(
    const BatchGetBudgetsRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(CheckBatch(request));
  // One after another: a campaign's books are a read of every partition, and those of a hundred at once would hold up
  // the acts of customers in Redis.
  std::vector<BooksByPurse> books;
  for (const std::string& campaign_id : request.campaign_ids()) {
    CO_ASSIGN_OR_RETURN(books.emplace_back(), co_await ReadBooks(campaign_id));
  }
  auto read = [&](soci::session& sql) -> absl::StatusOr<BatchGetBudgetsResponse> {
    BatchGetBudgetsResponse response;
    for (int i = 0; i < request.campaign_ids_size(); ++i) {
      ASSIGN_OR_RETURN(*response.add_budgets(), ReadBudget(sql, request.campaign_ids(i), books[i], context.now));
    }
    return response;
  };
  auto work = [this, &read] { return database_->Read(read); };
  co_return co_await readers_->Run(*context.loop, work);
}

async::Task<absl::StatusOr<VerifyConservationResponse>> BudgetService::VerifyConservation(
    const admin::v1::VerifyConservationRequest& request, const rpc::CallContext& context) {
  const std::string& campaign_id = request.campaign_id();
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", campaign_id));
  const auto find = [database = database_, campaign_id, now = context.now] {
    return database->Read([&](soci::session& sql) { return FindCaps(sql, campaign_id, now); });
  };
  CO_ASSIGN_OR_RETURN(const CampaignSpec spec, co_await readers_->Run(*context.loop, find));
  CO_ASSIGN_OR_RETURN(BooksByPurse before, co_await ReadBooks(campaign_id));
  LeaveOutLifted(spec, &before);
  CO_ASSIGN_OR_RETURN(const int64_t pending, co_await AwaitLedger(context));
  Recounts recount;
  if (pending == 0) {
    const auto count = [database = database_, &campaign_id, &spec, &before] {
      return database->Read([&](soci::session& sql) -> absl::StatusOr<Recounts> {
        return Recount(sql, campaign_id, spec, PursesOf(before, spec));
      });
    };
    CO_ASSIGN_OR_RETURN(recount, co_await readers_->Run(*context.loop, count));
  }
  CO_ASSIGN_OR_RETURN(BooksByPurse after, co_await ReadBooks(campaign_id));
  LeaveOutLifted(spec, &after);
  VerifyConservationResponse response = ToResponse(before, recount, after);
  response.set_pending_events(pending);
  co_return response;
}

async::Task<absl::StatusOr<int64_t>> BudgetService::AwaitLedger(const rpc::CallContext& context) {
  CO_ASSIGN_OR_RETURN(const partition::EventNumbers newest,
                      co_await partition::ReadNewestEvents(store_.redis, store_.token));
  const auto read = [database = database_] {
    return database->Read([](soci::session& sql) { return database::ReadCounted(sql); });
  };
  const absl::Time patience_ends = absl::Now() + kLedgerPatience;
  while (true) {
    CO_ASSIGN_OR_RETURN(const database::Offsets counted, co_await readers_->Run(*context.loop, read));
    int64_t pending = 0;
    for (size_t i = 0; i < newest.size(); ++i) pending += std::max<int64_t>(newest[i] - counted[i], 0);
    if (pending == 0 || absl::Now() >= patience_ends || context.interrupted()) co_return pending;
    co_await context.loop->Sleep(kLedgerPeriod);
  }
}

std::vector<rpc::Method> BudgetService::Methods() {
  const auto row = [](absl::string_view name) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.BudgetService.", name), roles::Readers(), rpc::LoadClass::kRead};
  };
  return {rpc::Unary(row("GetBudget"), this, &BudgetService::GetBudget),
          rpc::Unary(row("BatchGetBudgets"), this, &BudgetService::BatchGetBudgets),
          rpc::Unary(row("VerifyConservation"), this, &BudgetService::VerifyConservation)};
}

}  // namespace fudai::budgets
