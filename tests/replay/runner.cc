#include "tests/replay/runner.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "tests/replay/channel.h"
#include "tests/replay/client_facts.h"
#include "tests/replay/requests.h"

namespace fudai::replay {
namespace {

using campaign::v1::GetBagResponse;
using campaign::v1::OpenBagResponse;
using campaign::v1::ReportOrderResponse;

constexpr absl::Duration kFirstPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Seconds(1);
constexpr absl::Duration kIdleWake = absl::Milliseconds(200);

absl::string_view KindName(Act::Kind kind) {
  switch (kind) {
    case Act::Kind::kReportOrder:
      return "order";
    case Act::Kind::kReportRefund:
      return "refund";
    case Act::Kind::kLookAtBag:
      return "look";
    case Act::Kind::kTapBag:
      return "tap";
  }
  return "act";
}

// What an app user does with a bag; all else is the ordering system's.
bool IsAboutBag(const Act& act) { return act.kind == Act::Kind::kLookAtBag || act.kind == Act::Kind::kTapBag; }

bool SaysRowIsWrong(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsAlreadyExists(status) || absl::IsFailedPrecondition(status);
}

}  // namespace

Runner::Runner(const Plan& plan, CampaignApi& api, const clock::Clock& clock, Progress& progress,
               const RunnerOptions& options)
    : plan_(plan),
      api_(api),
      clock_(clock),
      progress_(progress),
      options_(options),
      scheduler_(plan.acts),
      succeeded_(plan.acts.size(), false),
      share_codes_(plan.orders.size()),
      till_(plan, &facts_, &answers_) {}

absl::Status Runner::Run() {
  start_ = clock_.Now();
  while (!scheduler_.done()) {
    RestartDue();
    StartReady();
    if (scheduler_.done()) break;
    const std::optional<Reply> reply = api_.Next(WakeTime());
    if (reply.has_value()) RETURN_IF_ERROR(Handle(*reply));
    progress_.Update(scheduler_.completed(), plan_.acts.size(), failing_.empty() ? "" : "waiting for the server");
  }
  progress_.Finish(scheduler_.completed(), plan_.acts.size(), "");
  return absl::OkStatus();
}

void Runner::StartReady() {
  while (in_flight_ < options_.in_flight) {
    const std::optional<int> act = scheduler_.Peek();
    if (!act.has_value()) return;
    const int needs = plan_.acts[*act].needs;
    if (needs >= 0 && !succeeded_[needs]) {
      scheduler_.Complete(scheduler_.Pop());
      continue;
    }
    if (DueTime(*act) > clock_.Now()) return;
    ++in_flight_;
    till_.Begin(*act);
    StartCall(scheduler_.Pop());
  }
}

void Runner::RestartDue() {
  while (!restarts_.empty() && restarts_.top().first <= clock_.Now()) {
    const int act = restarts_.top().second;
    restarts_.pop();
    StartCall(act);
  }
}

void Runner::StartCall(int act) {
  ++calls_;
  api_.Start(MakeCall(act));
}

Call Runner::MakeCall(int index) const {
  const Act& act = plan_.acts[index];
  if (!IsAboutBag(act)) return till_.NextCall(index);
  Call call{.act = index, .user_id = plan_.chains[act.chain], .time_ms = act.time_ms};
  if (act.kind == Act::Kind::kLookAtBag) {
    call.request = LookRequest(share_codes_[act.subject]);
  } else {
    call.request = TapRequest(share_codes_[act.subject]);
  }
  return call;
}

absl::Time Runner::DueTime(int act) const {
  if (options_.speed == 0) return absl::InfinitePast();
  const int64_t since_start_ms = plan_.acts[act].time_ms - plan_.acts.front().time_ms;
  return start_ + absl::Milliseconds(since_start_ms) / options_.speed;
}

absl::Time Runner::WakeTime() const {
  absl::Time wake = clock_.Now() + kIdleWake;
  if (!restarts_.empty()) wake = std::min(wake, restarts_.top().first);
  const std::optional<int> act = scheduler_.Peek();
  if (act.has_value() && in_flight_ < options_.in_flight) wake = std::min(wake, DueTime(*act));
  return wake;
}

absl::Status Runner::Handle(const Reply& reply) {
  if (IsWorthRetrying(reply.status)) return RetryLater(reply);
  failing_.erase(reply.act);
  const bool goes_on =
      reply.status.ok() ? std::visit([&](const auto& response) { return Learn(reply.act, response); }, reply.response)
                        : till_.TakeRefusal(reply.act, reply.status);
  if (goes_on) {
    StartCall(reply.act);
    return absl::OkStatus();
  }
  if (!reply.status.ok()) RETURN_IF_ERROR(Refuse(reply));
  Finish(reply.act);
  return absl::OkStatus();
}

absl::Status Runner::RetryLater(const Reply& reply) {
  ++retries_;
  Attempts& attempts = failing_[reply.act];
  const absl::Time now = clock_.Now();
  attempts.first_failure = std::min(attempts.first_failure, now);
  if (now - attempts.first_failure >= options_.give_up_after) {
    return absl::UnavailableError(absl::StrCat("the campaign server did not answer for ",
                                               absl::FormatDuration(options_.give_up_after),
                                               "; its last words: ", reply.status.ToString()));
  }
  attempts.pause = std::clamp(attempts.pause * 2, kFirstPause, kLongestPause);
  restarts_.emplace(now + attempts.pause, reply.act);
  return absl::OkStatus();
}

absl::Status Runner::Refuse(const Reply& reply) {
  const Act& act = plan_.acts[reply.act];
  int line = 0;
  if (act.kind == Act::Kind::kReportOrder) line = plan_.orders[act.subject].line;
  if (act.kind == Act::Kind::kReportRefund) line = plan_.refunds[act.subject].line;
  if (line == 0 || !till_.ReportsRow(reply.act) || !SaysRowIsWrong(reply.status)) {
    return absl::Status(reply.status.code(),
                        absl::StrCat("the campaign server refused a call (", KindName(act.kind), " of ",
                                     plan_.chains[act.chain], "): ", reply.status.message()));
  }
  refused_.push_back(
      {.kind = act.kind, .line = line, .reason = absl::StrCat("the server refused it: ", reply.status.message())});
  return absl::OkStatus();
}

bool Runner::Learn(int act, const ReportOrderResponse& response) {
  share_codes_[plan_.acts[act].subject] = response.bag().share_code();
  succeeded_[act] = response.has_bag();
  return till_.Take(act, response);
}

bool Runner::Learn(int, const GetBagResponse& response) {
  answers_.Count("look", absl::StripPrefix(campaign::v1::BagState_Name(response.bag().state()), "BAG_STATE_"));
  return false;
}

bool Runner::Learn(int act, const OpenBagResponse& response) {
  LearnTap(plan_.chains[plan_.acts[act].chain], response, facts_);
  succeeded_[act] = BroughtCoupon(response);
  answers_.Count("tap", OpenBagResponse::Outcome_Name(response.outcome()));
  return false;
}

void Runner::Finish(int act) {
  --in_flight_;
  scheduler_.Complete(act);
}

}  // namespace fudai::replay
