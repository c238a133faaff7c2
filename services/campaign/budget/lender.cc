#include "services/campaign/budget/lender.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"
#include "common/process/fault_point.h"
#include "common/status/macros.h"

namespace fudai::budget {
namespace {

constexpr absl::Duration kExhaustedFor = absl::Seconds(1);
constexpr absl::Duration kWaitForAnothersRecall = absl::Milliseconds(2);
// A first try, one after a recall, and some for what other servers take meanwhile.
constexpr int kAttempts = 4;

// What a request wants, by the caps of the campaign's current version. UNAVAILABLE: a cap has been lifted since.
absl::StatusOr<GrantRequest> ToGrant(const contracts::BudgetRequest& request,
                                     const campaigns::CompiledVersion& current) {
  GrantRequest grant{request.campaign_id, current.version, request.partition, {}};
  for (const contracts::Shortage& shortage : request.shortages) {
    const std::optional<int64_t> limit_fen = LimitOf(current.spec, shortage.purse);
    if (!limit_fen.has_value())
      return absl::UnavailableError(absl::StrCat("version ", current.version, " of campaign ", request.campaign_id,
                                                 " has just lifted the cap \"", shortage.purse,
                                                 "\"; nothing was changed: repeat the call"));
    grant.wants.push_back({shortage.purse, *limit_fen, shortage.missing_fen});
  }
  return grant;
}

std::string ToWords(const std::vector<Want>& wants, const std::vector<int64_t>& in_all_fen) {
  std::string words;
  for (size_t i = 0; i < in_all_fen.size(); ++i)
    absl::StrAppend(&words, words.empty() ? "" : " ", wants[i].purse, " ", in_all_fen[i]);
  return words;
}

}  // namespace

Lender::Lender(contracts::StoreAccess access, campaigns::Campaigns* campaigns, const clock::Clock* clock)
    : access_(std::move(access)),
      store_(access_.client(), access_.token()),
      loop_(&access_.client()->loop()),
      campaigns_(campaigns),
      clock_(clock) {}

async::Task<absl::StatusOr<std::optional<std::string>>> Lender::Lend(contracts::BudgetRequest request) {
  CO_ASSIGN_OR_RETURN(const campaigns::CompiledVersionPtr current, co_await campaigns_->Current(request.campaign_id));
  CO_ASSIGN_OR_RETURN(const GrantRequest wanted, ToGrant(request, *current));
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    absl::StatusOr<Granted> granted = co_await store_.Grant(wanted);
    if (!granted.ok()) co_return access_.Explain(granted.status());
    if (granted->dry.empty()) co_return ToWords(wanted.wants, granted->in_all_fen);
    const bool in_vain = std::any_of(granted->dry.begin(), granted->dry.end(), [&](const std::string& purse) {
      const auto last = exhausted_.find({request.campaign_id, purse});
      return last != exhausted_.end() && clock_->Now() - last->second < kExhaustedFor;
    });
    if (in_vain) co_return std::nullopt;
    if (recalling_.contains(request.campaign_id)) {
      co_await loop_->Sleep(kWaitForAnothersRecall);
    } else {
      CO_RETURN_IF_ERROR(co_await Recall(request.campaign_id, std::move(granted->dry)));
    }
  }
  co_return std::nullopt;
}

async::Task<absl::Status> Lender::Recall(std::string campaign_id, std::vector<std::string> purses) {
  recalling_.insert(campaign_id);
  const absl::StatusOr<int64_t> came = co_await CallIdleBack(campaign_id, purses);
  recalling_.erase(campaign_id);
  if (!came.ok()) co_return access_.Explain(came.status());
  for (const std::string& purse : purses) {
    if (*came == 0) {
      exhausted_[{campaign_id, purse}] = clock_->Now();
    } else {
      exhausted_.erase({campaign_id, purse});
    }
  }
  co_return absl::OkStatus();
}

async::Task<absl::StatusOr<int64_t>> Lender::CallIdleBack(std::string campaign_id, std::vector<std::string> purses) {
  CO_ASSIGN_OR_RETURN(Recalled recalled, co_await store_.Recall(std::move(campaign_id), std::move(purses)));
  process::FaultPoint("recall.before_call_back");
  co_return co_await store_.CallBack(std::move(recalled));
}

}  // namespace fudai::budget
