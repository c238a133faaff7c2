#include "services/ctl/commands.h"

#include "services/ctl/handlers.h"

namespace fudai::ctl {
namespace {

constexpr Need kRequired = Need::kRequired;

const Argument kCampaign{"ID", "campaign_id", "the campaign", kRequired};
const Argument kCampaignFile{"--file", "spec", "the campaign file: JSON of fudai.campaign.v1.CampaignSpec", kRequired};
const Argument kCode{"CODE", "share_code", "the bag's share code", kRequired};
const Argument kPageSize{"--page_size", "page_size", "most lines to show"};
const Argument kPageToken{"--page_token", "page_token", "what the page before named as its continuation"};

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

std::vector<Command> KeyCommands() {
  return {
      {"keys generate",
       "Write a key file with fresh secrets",
       "fudai keys generate keys.json",
       "",
       {{"FILE", "", "the file to write; it must not exist", kRequired}},
       {},
       &GenerateKeys},
      {"token mint",
       "Print a token for a caller",
       "fudai token mint --keys keys.json --role app_user --subject u1 --ttl 24h",
       "",
       {{"--role", "", "app_user, ordering_system or marketer", kRequired},
        {"--subject", "", "the user, system or marketer", kRequired},
        {"--ttl", "", "how long it holds, such as 90m; 24h if not given"}},
       {},
       &MintToken},
  };
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
      {"campaigns publish",
       "Make a draft active",
       "fudai campaigns publish summer",
       "fudai.admin.v1.CampaignService.PublishCampaign",
       {kCampaign},
       {},
       &ChangeCampaign},
      {"campaigns pause",
       "Stop a campaign for the time being",
       "fudai campaigns pause summer",
       "fudai.admin.v1.CampaignService.PauseCampaign",
       {kCampaign},
       {},
       &ChangeCampaign},
      {"campaigns resume",
       "Go on with a paused campaign",
       "fudai campaigns resume summer",
       "fudai.admin.v1.CampaignService.ResumeCampaign",
       {kCampaign},
       {},
       &ChangeCampaign},
      {"campaigns end",
       "End a campaign for good",
       "fudai campaigns end summer",
       "fudai.admin.v1.CampaignService.EndCampaign",
       {kCampaign},
       {},
       &ChangeCampaign},
      {"campaigns get",
       "Show a campaign",
       "fudai campaigns get summer",
       "fudai.admin.v1.CampaignService.GetCampaign",
       {kCampaign},
       {},
       &CallAndPrint},
      {"campaigns list",
       "List the campaigns, newest first",
       "fudai campaigns list --page_size 20",
       "fudai.admin.v1.CampaignService.ListCampaigns",
       {kPageSize, kPageToken},
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
       "Show one metric by hour or day",
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
       &CallAndPrint},
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
           {{"--format", "", "csv or json; csv if not given"}, {"--out", "", "the file to write; else the output"}}),
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

std::vector<Command> AppCommands() {
  const Argument campaign{"CAMPAIGN", "campaign_id", "the campaign", kRequired};
  return {
      {"app get-bag",
       "Show a bag as a user sees it before the tap",
       "fudai app get-bag CODE --as u2",
       "fudai.campaign.v1.LuckyBagService.GetBag",
       {kCode},
       {},
       &CallAndPrint},
      {"app open-bag",
       "Open a bag as a user",
       "fudai app open-bag CODE --as u2",
       "fudai.campaign.v1.LuckyBagService.OpenBag",
       {kCode},
       {},
       &CallAndPrint},
      {"app openings",
       "List who opened a bag",
       "fudai app openings CODE --as u1",
       "fudai.campaign.v1.LuckyBagService.ListBagOpenings",
       {kCode, kPageSize, kPageToken},
       {},
       &CallAndPrint},
      {"app cup",
       "Show a user's growing cup",
       "fudai app cup summer --as u1",
       "fudai.campaign.v1.GrowthCoffeeService.GetCup",
       {campaign},
       {},
       &CallAndPrint},
      {"app watch-cup",
       "Follow a user's growing cup until Ctrl-C",
       "fudai app watch-cup summer --as u1",
       "fudai.campaign.v1.GrowthCoffeeService.WatchCup",
       {campaign},
       {},
       &WatchAndPrint},
      {"app helpers",
       "List the friends who helped a user's cup",
       "fudai app helpers summer --as u1",
       "fudai.campaign.v1.GrowthCoffeeService.ListHelpers",
       {campaign, kPageSize, kPageToken},
       {},
       &CallAndPrint},
      {"app coupons",
       "List a user's coupons, newest first",
       "fudai app coupons --as u2",
       "fudai.campaign.v1.CouponService.ListCoupons",
       {kPageSize, kPageToken},
       {"coupon_id", "campaign_id", "display_name", "value_fen", "source", "state", "give_time", "expire_time"},
       &CallAndPrint},
      {"app coupon",
       "Show one of a user's coupons",
       "fudai app coupon 3f00000000002a-7 --as u2",
       "fudai.campaign.v1.CouponService.GetCoupon",
       {{"ID", "coupon_id", "the coupon", kRequired}},
       {},
       &CallAndPrint},
  };
}

std::vector<Command> BudgetCommands() {
  return {
      {"budgets verify",
       "Check a campaign's caps, term by term, as they are now",
       "fudai budgets verify summer",
       "fudai.admin.v1.BudgetService.VerifyConservation",
       {kCampaign},
       {"cap", "limit_fen", "account_fen", "escrow_fen", "issued_fen", "returned_fen", "moving_fen", "faults"},
       &CallAndPrint},
  };
}

std::vector<Command> CheckoutCommands() {
  const Argument order{"ORDER", "order_id", "the order", kRequired};
  const Argument user{"--user", "user_id", "the user whose coupons they are", kRequired};
  const Argument basket{"--basket", "basket", "the basket: a file with JSON of fudai.campaign.v1.Basket", kRequired};
  const Argument language{"--language", "language", "zh or en"};
  return {
      {"checkout quote",
       "Find the best combination of a user's coupons for a basket",
       "fudai checkout quote --user u1 --basket basket.json --language en",
       "fudai.campaign.v1.CheckoutService.QuoteOrder",
       {user, basket, language},
       {},
       &CallAndPrint},
      {"checkout reserve",
       "Hold coupons for an order",
       "fudai checkout reserve O1 --user u1 --coupons 3f00000000002a-7 --basket basket.json",
       "fudai.campaign.v1.CheckoutService.ReserveCoupons",
       {order, user, {"--coupons", "coupon_ids", "the coupons, with commas between them", kRequired}, basket, language},
       {},
       &CallAndPrint},
      {"checkout redeem",
       "Use the coupons that an order holds",
       "fudai checkout redeem O1 --user u1",
       "fudai.campaign.v1.CheckoutService.RedeemReservation",
       {order, user},
       {},
       &CallAndPrint},
      {"checkout release",
       "Free the coupons that an order holds",
       "fudai checkout release O1 --user u1",
       "fudai.campaign.v1.CheckoutService.ReleaseReservation",
       {order, user},
       {},
       &CallAndPrint},
      {"checkout reverse",
       "Take back the discount of an order, or a part of it",
       "fudai checkout reverse O1 --user u1 --reversal R1 --discount_fen 300",
       "fudai.campaign.v1.CheckoutService.ReverseRedemption",
       {order,
        user,
        {"--reversal", "reversal_id", "the reversal", kRequired},
        {"--discount_fen", "discount_fen", "discount to take back, in fen; all that is left if not given"}},
       {},
       &CallAndPrint},
      {"checkout show",
       "Show what an order holds or has used",
       "fudai checkout show O1 --user u1",
       "fudai.campaign.v1.CheckoutService.GetReservation",
       {order, user},
       {},
       &CallAndPrint},
  };
}

std::vector<Command> OrderCommands() {
  const Argument order{"ORDER", "order_id", "the order", kRequired};
  const Argument user{"--user", "user_id", "the buyer; a guest if not given"};
  return {
      {"orders report",
       "Report a paid order",
       "fudai orders report O1 --user u1 --shop s3 --items 2 --amount_fen 3870 --paid_at '2026-05-01 09:12'",
       "fudai.campaign.v1.OrderService.ReportOrder",
       {order,
        user,
        {"--shop", "shop_id", "the shop", kRequired},
        {"--items", "items", "units sold", kRequired},
        {"--amount_fen", "amount_fen", "amount paid, in fen", kRequired},
        {"--paid_at", "paid_at", "when it was paid", kRequired},
        {"--redeem", "redeem_reservation", "true if it was paid with the coupons that it holds"}},
       {},
       &CallAndPrint},
      {"orders refund",
       "Report a full or partial refund",
       "fudai orders refund O1 --refund R1 --user u1 --amount_fen 1000 --refunded_at '2026-05-02 10:00'",
       "fudai.campaign.v1.OrderService.ReportRefund",
       {order,
        user,
        {"--refund", "refund_id", "the refund", kRequired},
        {"--amount_fen", "amount_fen", "amount given back, in fen", kRequired},
        {"--refunded_at", "refunded_at", "when it was given back", kRequired}},
       {},
       &CallAndPrint},
  };
}

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  for (auto* rows : {&KeyCommands, &CampaignCommands, &StatsCommands, &LedgerCommands, &StoryCommands, &AppCommands,
                     &OrderCommands, &CheckoutCommands, &BudgetCommands}) {
    for (Command& command : rows()) all.push_back(std::move(command));
  }
  return all;
}

}  // namespace

const std::vector<Command>& Commands() {
  static const auto* commands = new std::vector<Command>(AllCommands());
  return *commands;
}

const std::vector<std::pair<absl::string_view, absl::string_view>>& Groups() {
  static const auto* groups = new std::vector<std::pair<absl::string_view, absl::string_view>>{
      {"campaigns", "Create and run campaigns"},
      {"stats", "See how campaigns do"},
      {"ledger", "Read and export every event"},
      {"story", "Tell the story of one user, bag, order or coupon"},
      {"app", "Act as an app user"},
      {"orders", "Act as the ordering system"},
      {"checkout", "Act as a till: quote, reserve and redeem coupons"},
      {"budgets", "Check what campaigns may still give"},
      {"keys", "Make the servers' secrets"},
      {"token", "Make tokens for callers"},
  };
  return *groups;
}

}  // namespace fudai::ctl
