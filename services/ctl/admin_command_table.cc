#include "services/ctl/command_tables.h"
#include "services/ctl/handlers.h"

namespace fudai::ctl {
namespace {

constexpr Need kRequired = Need::kRequired;

const Argument kCampaign{"ID", "campaign_id", "the campaign", kRequired};
const Argument kCampaignFile{"--file", "spec", "the campaign file: JSON of fudai.campaign.v1.CampaignSpec", kRequired};
const Argument kReason{"--reason", "reason", "why, for the audit log"};
const Argument kReviewed{"--version", "version", "the version that you have seen", kRequired};

std::vector<Argument> LedgerArguments(std::vector<Argument> own) {
  std::vector<Argument> arguments = {
      {"--campaign", "filter.campaign_id", "only this campaign's entries"},
      {"--user", "filter.user_id", "only entries in which this user takes part"},
      {"--bag", "filter.bag_id", "only this bag's entries"},
      {"--order", "filter.order_id", "only this order's entries"},
      {"--coupon", "filter.coupon_id", "only this coupon's entries"},
      {"--from", "filter.start_time", "only from this moment on"},
      {"--to", "filter.end_time", "only before this moment"},
  };
  arguments.insert(arguments.end(), own.begin(), own.end());
  return arguments;
}

std::vector<Command> CampaignCommands() {
  return {
      {"campaigns create",
       "Store a campaign as a draft",
       "fudai campaigns create summer --file summer.json",
       "fudai.admin.v1.CampaignService.CreateCampaign",
       {kCampaign, kCampaignFile},
       {},
       &CreateCampaign},
      {"campaigns validate",
       "Check a campaign file and store nothing",
       "fudai campaigns validate --file summer.json",
       "fudai.admin.v1.CampaignService.ValidateCampaign",
       {kCampaignFile},
       {},
       &ValidateCampaign},
      {"campaigns estimate",
       "Say what a campaign will cost, at most and as expected",
       "fudai campaigns estimate --file summer.json --open_rate 4000 --redemption_rate 2500",
       "fudai.admin.v1.CampaignService.EstimateCampaign",
       {kCampaignFile,
        {"--open_rate", "open_rate_bp", "share of coupons opened, 0 to 10000; all if not given"},
        {"--redemption_rate", "redemption_rate_bp", "share of given coupons used, 0 to 10000; all if not given"},
        {"--new_friend_rate", "new_friend_rate_bp", "share of opens by new friends, 0 to 10000; none if not given"},
        {"--orders_per_buyer", "orders_per_buyer", "orders of one buyer in the campaign; 1 if not given"},
        {"--orders_per_day", "orders_per_day", "orders that earn a bag; those of the last 28 days if not given"}},
       {},
       &EstimateCampaign},
      {"campaigns update",
       "Edit a campaign: its next version, which a published one follows once it is published",
       "fudai campaigns update summer --file summer.json --reason more-lattes",
       "fudai.admin.v1.CampaignService.UpdateCampaign",
       {kCampaign,
        kCampaignFile,
        {"--etag", "etag", "the etag of the campaign that the file was made from; what it is now if not given"},
        kReason},
       {},
       &UpdateCampaign},
      {"campaigns copy",
       "Store a copy of a campaign as a draft",
       "fudai campaigns copy summer autumn --name 秋日福袋",
       "fudai.admin.v1.CampaignService.CopyCampaign",
       {{"SOURCE", "source_campaign_id", "the campaign to copy", kRequired},
        {"ID", "campaign_id", "the copy", kRequired},
        {"--version", "source_version", "the version to copy; the newest if not given"},
        {"--name", "display_name", "the copy's name for customers; the source's if not given"},
        kReason},
       {},
       &ChangeCampaign},
      {"campaigns submit",
       "Ask for a review of a campaign's newest version",
       "fudai campaigns submit summer",
       "fudai.admin.v1.CampaignService.SubmitCampaign",
       {kCampaign, kReason},
       {},
       &ChangeCampaign},
      {"campaigns approve",
       "Approve a version that others wrote",
       "fudai campaigns approve summer --version 2",
       "fudai.admin.v1.CampaignService.ApproveCampaign",
       {kCampaign, kReviewed, kReason},
       {},
       &ChangeCampaign},
      {"campaigns reject",
       "Send a version under review back",
       "fudai campaigns reject summer --version 2 --reason too-dear",
       "fudai.admin.v1.CampaignService.RejectCampaign",
       {kCampaign, kReviewed, {"--reason", "reason", "what is wrong with it", kRequired}},
       {},
       &ChangeCampaign},
      {"campaigns publish",
       "Put a version into effect",
       "fudai campaigns publish summer",
       "fudai.admin.v1.CampaignService.PublishCampaign",
       {kCampaign, {"--version", "version", "the version; the newest if not given"}, kReason},
       {},
       &ChangeCampaign},
      {"campaigns pause",
       "Stop a campaign for the time being",
       "fudai campaigns pause summer --reason wrong-price",
       "fudai.admin.v1.CampaignService.PauseCampaign",
       {kCampaign, kReason},
       {},
       &ChangeCampaign},
      {"campaigns resume",
       "Go on with a paused campaign",
       "fudai campaigns resume summer",
       "fudai.admin.v1.CampaignService.ResumeCampaign",
       {kCampaign, kReason},
       {},
       &ChangeCampaign},
      {"campaigns end",
       "End a campaign for good: the kill switch, after whose OK no claim of it succeeds anywhere",
       "fudai campaigns end summer --reason overspent",
       "fudai.admin.v1.CampaignService.EndCampaign",
       {kCampaign, kReason},
       {},
       &ChangeCampaign},
      {"campaigns archive",
       "Free what an ended campaign takes in the store, once nothing of it can be used",
       "fudai campaigns archive summer",
       "fudai.admin.v1.CampaignService.ArchiveCampaign",
       {kCampaign, kReason},
       {},
       &ChangeCampaign},
      {"campaigns versions",
       "List a campaign's versions, newest first",
       "fudai campaigns versions summer",
       "fudai.admin.v1.CampaignService.ListCampaignVersions",
       {kCampaign, kPageSize, kPageToken},
       {"version", "author", "create_time", "publish_time", "spec.display_name", "reason"},
       &CallAndPrint},
      {"campaigns compare",
       "Show field by field what differs between two versions",
       "fudai campaigns compare summer --from 1 --to 2",
       "fudai.admin.v1.CampaignService.CompareCampaignVersions",
       {kCampaign,
        {"--from", "from_version", "the earlier version; the one in effect if not given"},
        {"--to", "to_version", "the later version; the newest if not given"}},
       {},
       &CallAndPrint},
      {"campaigns get",
       "Show a campaign",
       "fudai campaigns get summer",
       "fudai.admin.v1.CampaignService.GetCampaign",
       {kCampaign},
       {},
       &CallAndPrint},
      {"campaigns list",
       "List the campaigns, newest first",
       "fudai campaigns list --filter state=ACTIVE --order_by update_time",
       "fudai.admin.v1.CampaignService.ListCampaigns",
       {kFilter, kOrderBy, kPageSize, kPageToken},
       {"campaign_id", "state", "version", "spec.display_name", "spec.start_time", "spec.end_time", "update_actor"},
       &CallAndPrint},
  };
}

std::vector<Command> StatsCommands() {
  const Argument campaign_or_chain{"ID", "campaign_id", "the campaign; the whole chain if not given"};
  return {
      {"stats summary",
       "Show the totals of a campaign or of the chain",
       "fudai stats summary summer",
       "fudai.admin.v1.StatsService.GetCampaignSummary",
       {campaign_or_chain},
       {},
       &CallAndPrint},
      {"stats timeseries",
       "Show one metric by hour or day of the campaign's time zone",
       "fudai stats timeseries summer --metric openings --granularity day --from 2026-05-01",
       "fudai.admin.v1.StatsService.QueryTimeseries",
       {kCampaign,
        {"--metric", "metric",
         "orders, bags_issued, openings, new_users, conversions, free_coffees, drops, liability_fen, revenue_fen, "
         "refunds, coupons_redeemed or discount_fen",
         kRequired},
        {"--granularity", "granularity", "hour or day", kRequired},
        {"--from", "start_time", "the range begins with the bucket of this moment"},
        {"--to", "end_time", "the range ends before this moment"}},
       {},
       &ShowTimeseries},
      {"stats watch",
       "Follow the totals until Ctrl-C",
       "fudai stats watch summer",
       "fudai.admin.v1.StatsService.WatchSummary",
       {campaign_or_chain},
       {},
       &WatchAndPrint},
  };
}

std::vector<Command> LedgerCommands() {
  return {
      {"ledger export",
       "Write the ledger as CSV (amounts in fen) or as JSON lines",
       "fudai ledger export --format csv --out ledger.csv --campaign summer",
       "fudai.admin.v1.LedgerService.ExportLedger",
       LedgerArguments(
           {{"--format", "", "csv or json; csv if not given"}, {"--out", "", "the file to write; the output if it is - or not given"}}),
       {},
       &ExportLedger},
      {"ledger list",
       "List ledger entries, oldest first",
       "fudai ledger list --user u1 --from 2026-05-01",
       "fudai.admin.v1.LedgerService.ListEntries",
       LedgerArguments({kPageSize, kPageToken}),
       {},
       &ListLedger},
  };
}

std::vector<Command> StoryCommands() {
  const absl::string_view method = "fudai.admin.v1.LedgerService.ListEntries";
  return {
      {"story user",
       "Tell all that a user took part in",
       "fudai story user u1 --time_zone Asia/Shanghai",
       method,
       {{"ID", "filter.user_id", "the user", kRequired}},
       {},
       &TellStory},
      {"story bag",
       "Tell what became of a bag",
       "fudai story bag 3f00000000002a",
       method,
       {{"ID", "", "the bag's id, or its share code with --keys", kRequired}},
       {},
       &TellBagStory},
      {"story order",
       "Tell what became of an order",
       "fudai story order O1",
       method,
       {{"ID", "filter.order_id", "the order", kRequired}},
       {},
       &TellStory},
      {"story coupon",
       "Tell what became of a coupon, from the bag to the till",
       "fudai story coupon 3f00000000002a-7",
       method,
       {{"ID", "filter.coupon_id", "the coupon", kRequired}},
       {},
       &TellStory},
  };
}

std::vector<Command> BudgetCommands() {
  return {
      {"budgets show",
       "Show what a campaign's caps still allow, and when they may be exhausted (an estimate)",
       "fudai budgets show summer",
       "fudai.admin.v1.BudgetService.GetBudget",
       {kCampaign},
       {"cap", "limit_fen", "given_fen", "returned_fen", "left_fen", "last_hour_fen_per_hour", "last_day_fen_per_hour",
        "exhaustion.estimated_time", "exhaustion.basis"},
       &CallAndPrint},
      {"budgets verify",
       "Check a campaign's caps, term by term, as they are now",
       "fudai budgets verify summer",
       "fudai.admin.v1.BudgetService.VerifyConservation",
       {kCampaign},
       {"cap", "limit_fen", "account_fen", "escrow_fen", "issued_fen", "returned_fen", "moving_fen", "faults"},
       &CallAndPrint},
  };
}

}  // namespace

std::vector<Command> AdminCommands() {
  return Joined({&CampaignCommands, &StatsCommands, &LedgerCommands, &StoryCommands, &BudgetCommands});
}

}  // namespace fudai::ctl
