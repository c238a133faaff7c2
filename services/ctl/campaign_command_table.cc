#include "services/ctl/command_tables.h"
#include "services/ctl/handlers.h"

namespace fudai::ctl {
namespace {

const Argument kCode{"CODE", "share_code", "the bag's share code", kRequired};

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
       {order,
        user,
        {"--coupons", "coupon_ids", "the coupons, with commas between them", kRequired},
        basket,
        {"--hold", "hold", "how long to hold them, such as 90s or 1h; 15m if not given"},
        language},
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

}  // namespace

std::vector<Command> CampaignServerCommands() { return Joined({&AppCommands, &OrderCommands, &CheckoutCommands}); }

}  // namespace fudai::ctl
