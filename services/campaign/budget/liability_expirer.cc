#include "services/campaign/budget/liability_expirer.h"

#include <spdlog/spdlog.h>

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/async/pause.h"
#include "common/budget/purses.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "fudai/event/v1/event.pb.h"
#include "services/campaign/budget/lua.h"
#include "services/campaign/events/append.h"

namespace fudai::budget {
namespace {

using event::v1::Event;
using event::v1::LiabilityExpired;

constexpr int64_t kHourMs = int64_t{60} * 60 * 1000;
// Kinds that are listed at once. A partition has one for each template and hour of a campaign in which coupons expire.
constexpr char kLimit[] = "100", kAll[] = "-1";

const redis::Script& ListDueScript() {
  static const redis::Script script("list_due", kListDueLua);
  return script;
}

const redis::Script& ExpireLiabilityScript() {
  static const redis::Script script(
      "expire_liability", kExpireLiabilityLua,
      {{"LIABILITY_EXPIRED", events::AppendTag(Event::descriptor(), Event::kLiabilityExpiredFieldNumber)},
       {"COUPONS", events::AppendTag(LiabilityExpired::descriptor(), LiabilityExpired::kCouponsFieldNumber)}});
  return script;
}

// Dated at the end of the hour, whenever it is noticed.
Event ExpiredEvent(const keys::LiabilityKind& kind) {
  Event event;
  event.set_occurred_at_ms(kind.hour * kHourMs);
  LiabilityExpired& expired = *event.mutable_liability_expired();
  expired.set_campaign_id(kind.campaign_id);
  expired.set_template_id(kind.template_id);
  expired.set_value_fen(kind.value_fen);
  return event;
}

// The purses that get the liability back: those that the campaign's caps make, but for the days'.
std::string PursesOf(const campaigns::CompiledVersion& current, const std::string& template_id) {
  return absl::StrCat(CampaignPurse(current.spec), " ", current.PurseOf(template_id));
}

}  // namespace

async::Task<void> LiabilityExpirer::Run(Pace pace, std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const absl::StatusOr<int64_t> passed = co_await Pass(absl::ToUnixMillis(pace.clock->Now()));
    if (!passed.ok() && passed.status() != last)
      spdlog::warn("liability waits to go back to its budget: {}", passed.status().ToString());
    last = passed.status();
    co_await async::PauseUnless(pace.loop, pace.period, ended);
  }
}

async::Task<absl::StatusOr<int64_t>> LiabilityExpirer::Pass(int64_t now_ms) {
  int64_t coupons = 0;
  absl::Status failed;
  for (int i = 0; i < partition::kCount; ++i) {
    const absl::StatusOr<int64_t> passed = co_await PassPartition(i, now_ms);
    failed.Update(passed.status());
    coupons += passed.value_or(0);
  }
  if (!failed.ok()) co_return failed;
  co_return coupons;
}

async::Task<absl::Status> LiabilityExpirer::EndLiability(std::string campaign_id) {
  for (int i = 0; i < partition::kCount; ++i) {
    CO_ASSIGN_OR_RETURN(const std::vector<keys::LiabilityKind> kinds, co_await ListDue(i, "+inf", kAll));
    for (const keys::LiabilityKind& kind : kinds) {
      if (kind.campaign_id != campaign_id) continue;
      const absl::StatusOr<int64_t> expired = co_await Expire(i, kind);
      if (!expired.ok()) co_return expired.status();
    }
  }
  co_return absl::OkStatus();
}

async::Task<absl::StatusOr<int64_t>> LiabilityExpirer::PassPartition(int partition, int64_t now_ms) {
  CO_ASSIGN_OR_RETURN(const std::vector<keys::LiabilityKind> kinds,
                      co_await ListDue(partition, absl::StrCat(now_ms / kHourMs), kLimit));
  int64_t coupons = 0;
  absl::Status failed;
  for (const keys::LiabilityKind& kind : kinds) {
    const absl::StatusOr<int64_t> expired = co_await Expire(partition, kind);
    failed.Update(expired.status());
    coupons += expired.value_or(0);
  }
  if (!failed.ok()) co_return failed;
  co_return coupons;
}

async::Task<absl::StatusOr<std::vector<keys::LiabilityKind>>> LiabilityExpirer::ListDue(int partition,
                                                                                        std::string until_hour,
                                                                                        std::string limit) {
  redis::Pending pending = access_.Eval(ListDueScript(), {partition::HeaderKey(partition), keys::Due(partition)},
                                        {std::move(until_hour), std::move(limit)});
  CO_ASSIGN_OR_RETURN(const redis::Reply due, access_.Answer(co_await pending));
  std::vector<keys::LiabilityKind> kinds;
  for (size_t i = 0; i < due.size(); ++i) {
    std::optional<keys::LiabilityKind> kind = keys::ReadLiabilityField(due[i].string());
    if (!kind.has_value()) co_return absl::DataLossError("a kind of coupons that are due cannot be read");
    kinds.push_back(*std::move(kind));
  }
  co_return kinds;
}

async::Task<absl::StatusOr<int64_t>> LiabilityExpirer::Expire(int partition, keys::LiabilityKind kind) {
  CO_ASSIGN_OR_RETURN(std::string purses, co_await FindPurses(kind));
  redis::Pending pending =
      access_.Eval(ExpireLiabilityScript(),
                   {partition::HeaderKey(partition), partition::EventsKey(partition), keys::Owed(partition),
                    keys::Due(partition), partition::EscrowKey(partition, kind.campaign_id)},
                   {keys::LiabilityField(kind), absl::StrCat(kind.value_fen), std::move(purses),
                    ExpiredEvent(kind).SerializeAsString()});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return reply.integer();
}

// A refund may give a coupon's liability back to a campaign that is being swept: what is left of it then expires for
// nobody's budget.
async::Task<absl::StatusOr<std::string>> LiabilityExpirer::FindPurses(keys::LiabilityKind kind) {
  campaigns::CompiledVersionPtr current = campaigns_->snapshot()->Current(kind.campaign_id);
  if (current == nullptr) CO_RETURN_IF_ERROR(co_await campaigns_->Reload());
  current = campaigns_->snapshot()->Current(kind.campaign_id);
  if (current != nullptr) co_return PursesOf(*current, kind.template_id);
  if (!campaigns_->snapshot()->Has(kind.campaign_id)) co_return std::string();
  co_return absl::NotFoundError(absl::StrCat("this server cannot read campaign \"", kind.campaign_id, "\""));
}

}  // namespace fudai::budget
