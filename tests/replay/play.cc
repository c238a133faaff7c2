#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/clock/clock.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "tests/replay/admin_client.h"
#include "tests/replay/campaign_client.h"
#include "tests/replay/channel.h"
#include "tests/replay/count_rows.h"
#include "tests/replay/progress.h"
#include "tests/replay/replay.h"
#include "tests/replay/tokens.h"

namespace fudai::replay {
namespace {

using google::protobuf::util::TimeUtil;

// Tokens outlive the replay by the servers' clock, be it real or that of the acts.
absl::Time TokenExpiry(const Plan& plan) {
  const absl::Time last_act = plan.acts.empty() ? absl::UnixEpoch() : absl::FromUnixMillis(plan.acts.back().time_ms);
  return std::max(last_act, absl::Now()) + absl::Hours(48);
}

absl::Time FirstAct(const Plan& plan) {
  return plan.acts.empty() ? absl::Now() : absl::FromUnixMillis(plan.acts.front().time_ms);
}

absl::Status CheckCampaign(const admin::v1::Campaign& campaign, const Input& input, Progress& progress) {
  if (campaign.state() != admin::v1::CAMPAIGN_STATE_ACTIVE && campaign.state() != admin::v1::CAMPAIGN_STATE_SCHEDULED) {
    return absl::FailedPreconditionError(absl::StrCat("campaign \"", campaign.campaign_id(), "\" is in state ",
                                                      admin::v1::CampaignState_Name(campaign.state()),
                                                      "; it should be active, or scheduled, when the replay begins"));
  }
  const int64_t start_ms = TimeUtil::TimestampToMilliseconds(campaign.spec().start_time());
  const int64_t end_ms = TimeUtil::TimestampToMilliseconds(campaign.spec().end_time());
  const auto outside = std::count_if(input.orders.begin(), input.orders.end(), [&](const Order& order) {
    return order.paid_at_ms < start_ms || order.paid_at_ms >= end_ms;
  });
  if (outside > 0)
    progress.Say(absl::StrCat("note: ", outside, " orders lie outside the campaign's window and earn no bag"));
  return absl::OkStatus();
}

void Append(std::vector<std::string> lines, std::vector<std::string>& to) {
  for (std::string& line : lines) to.push_back(std::move(line));
}

std::vector<std::string> Compare(const Facts& client, const ChainStats& stats, const LedgerRecount& ledger,
                                 const Report& report) {
  std::vector<std::string> differences;
  Append(Differences({"client", report.client}, {"stats", report.stats}), differences);
  Append(Differences({"client", report.client}, {"ledger", report.ledger}), differences);
  Append(client.MissingFrom(ledger.facts(), "client", "ledger"), differences);
  const std::vector<std::string> unknown = ledger.facts().MissingFrom(client, "ledger", "client");
  Append(unknown, differences);
  Append(client.contradictions(), differences);
  Append(ledger.facts().contradictions(), differences);
  Append(ledger.Violations(), differences);
  if (stats.pending_events > 0) {
    differences.push_back(
        absl::StrCat("the statistics had not caught up: ", stats.pending_events, " events were still to count"));
  }
  if (!unknown.empty()) {
    differences.push_back(
        "what only the ledger has comes from elsewhere if this state holds more than this replay: start with an empty "
        "state");
  }
  return differences;
}

}  // namespace

absl::StatusOr<Report> Play(const ReplayOptions& options, const Material& material) {
  const clock::SystemClock clock;
  Progress progress(std::cerr, clock,
                    isatty(STDERR_FILENO) != 0 ? Progress::Style::kTerminal : Progress::Style::kPlain);
  ASSIGN_OR_RETURN(Tokens tokens, Tokens::Create(material.keys, TokenExpiry(material.plan)));
  AdminClient admin(ConnectTo(options.admin_server), tokens.owner(), clock, options.catch_up_patience);
  const absl::StatusOr<admin::v1::Campaign> campaign = admin.GetCampaign(options.campaign_id, FirstAct(material.plan));
  RETURN_IF_ERROR(NameServer(campaign.status(), {"admin_server", options.admin_server}));
  RETURN_IF_ERROR(CheckCampaign(*campaign, material.input, progress));

  const absl::Time start = clock.Now();
  CampaignClient api(ConnectTo(options.campaign_server), tokens, options.call_timeout);
  Runner runner(material.plan, api, clock, progress, options.runner);
  RETURN_IF_ERROR(NameServer(runner.Run(), {"campaign_server", options.campaign_server}));
  const absl::Duration took = clock.Now() - start;
  ASSIGN_OR_RETURN(const ChainStats stats, admin.CatchUp(progress));
  ASSIGN_OR_RETURN(const LedgerRecount ledger, admin.RecountLedger());

  Report report{.client = runner.facts().Count(), .stats = stats.counts, .ledger = ledger.facts().Count()};
  report.stats.duplicate_orders = std::max<int64_t>(0, stats.counts.orders - report.ledger.orders);
  report.differences = Compare(runner.facts(), stats, ledger, report);
  CountRows(options.files, material.input, runner.refused(), runner.facts(), report);
  report.answers = runner.answers();
  report.calls = runner.calls();
  report.retries = runner.retries();
  report.seconds = absl::ToDoubleSeconds(took);
  report.seed = options.seed;
  report.campaign_id = options.campaign_id;
  report.options = options.told;
  report.mapping = material.mapping;
  return report;
}

}  // namespace fudai::replay
