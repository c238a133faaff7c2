#include "tests/replay/admin_client.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "tests/replay/channel.h"

namespace fudai::replay {
namespace {

constexpr absl::Duration kPollEvery = absl::Milliseconds(150);

bool IsComplete(const ChainStats& stats) {
  return stats.pending_events == 0 && stats.coupons_credited == stats.counts.coupons_issued;
}

}  // namespace

ChainStats FromSummary(const admin::v1::GetCampaignSummaryResponse& response) {
  const admin::v1::CampaignSummary& summary = response.summary();
  ChainStats stats{.coupons_credited = summary.coupons_credited(),
                   .pending_events = response.freshness().pending_events()};
  stats.counts = {.orders = summary.orders(),
                  .refunds = summary.refunds(),
                  .bags_issued = summary.bags_issued(),
                  .bags_opened = summary.bags_opened(),
                  .openings = summary.openings(),
                  .coupons_issued = summary.coupons_issued(),
                  .distinct_openers = summary.distinct_openers(),
                  .new_users = summary.new_users(),
                  .conversions = summary.conversions(),
                  .free_coffees = summary.free_coffees(),
                  .drops = summary.drops(),
                  .liability_fen = summary.liability_fen(),
                  .reserved = summary.coupons_reserved(),
                  .redeemed = summary.coupons_redeemed(),
                  .released = summary.coupons_released(),
                  .reversed = summary.coupons_reversed(),
                  .expired = summary.reservations_expired(),
                  .discount_fen = summary.discount_fen()};
  for (const auto& [id, count] : summary.coupons_by_template()) stats.counts.coupons_by_template[id] = count;
  return stats;
}

AdminClient::AdminClient(const std::shared_ptr<grpc::Channel>& channel, std::string authorization,
                         const clock::Clock& clock, absl::Duration patience)
    : campaigns_(admin::v1::CampaignService::NewStub(channel)),
      stats_(admin::v1::StatsService::NewStub(channel)),
      ledger_(admin::v1::LedgerService::NewStub(channel)),
      authorization_(std::move(authorization)),
      clock_(clock),
      patience_(patience) {}

absl::StatusOr<admin::v1::Campaign> AdminClient::GetCampaign(const std::string& campaign_id, absl::Time now) {
  admin::v1::GetCampaignRequest request;
  request.set_campaign_id(campaign_id);
  admin::v1::GetCampaignResponse response;
  RETURN_IF_ERROR(Repeatedly([&](grpc::ClientContext& context) {
    context.AddMetadata("fudai-time-ms", absl::StrCat(absl::ToUnixMillis(now)));
    return ToAbslStatus(campaigns_->GetCampaign(&context, request, &response));
  }));
  return response.campaign();
}

absl::StatusOr<ChainStats> AdminClient::CatchUp(Progress& progress) {
  const absl::Time deadline = clock_.Now() + patience_;
  std::optional<ChainStats> before;
  while (true) {
    admin::v1::GetCampaignSummaryResponse response;
    RETURN_IF_ERROR(Repeatedly([&](grpc::ClientContext& context) {
      return ToAbslStatus(stats_->GetCampaignSummary(&context, admin::v1::GetCampaignSummaryRequest(), &response));
    }));
    ChainStats now = FromSummary(response);
    const bool still = before.has_value() && before->counts == now.counts;
    if ((IsComplete(now) && still) || clock_.Now() >= deadline) return now;
    progress.Say(absl::StrCat("waiting for the statistics: ", now.pending_events, " events to count"));
    before = std::move(now);
    absl::SleepFor(kPollEvery);
  }
}

absl::StatusOr<LedgerRecount> AdminClient::RecountLedger() {
  LedgerRecount recount;
  RETURN_IF_ERROR(Repeatedly([&](grpc::ClientContext& context) {
    recount = LedgerRecount();
    const auto reader = ledger_->ExportLedger(&context, admin::v1::ExportLedgerRequest());
    admin::v1::ExportLedgerResponse batch;
    while (reader->Read(&batch)) {
      for (const admin::v1::LedgerEntry& entry : batch.entries()) recount.Add(entry);
    }
    return ToAbslStatus(reader->Finish());
  }));
  return recount;
}

absl::Status AdminClient::Repeatedly(const std::function<absl::Status(grpc::ClientContext&)>& call) {
  const absl::Time deadline = clock_.Now() + patience_;
  while (true) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", authorization_);
    context.set_deadline(absl::ToChronoTime(deadline));
    const absl::Status status = call(context);
    if (!IsWorthRetrying(status) || clock_.Now() >= deadline) return status;
    absl::SleepFor(kPollEvery);
  }
}

}  // namespace fudai::replay
