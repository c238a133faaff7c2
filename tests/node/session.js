#!/usr/bin/env node
// A whole session over the public API, from a campaign's publication to its ledger. It prints every request and reply,
// checks what it gets, and exits with 1 if something is off. It makes its own campaign, shop and users, so it may run
// against any servers.
//
//   tests/node/session.js [OPTION...]
//     --campaign_server TARGET   HOST:PORT or unix:/PATH; without it, $FUDAI_CAMPAIGN_SERVER
//     --admin_server TARGET      the same of the admin server; without it, $FUDAI_ADMIN_SERVER
//     --keys FILE                the servers' key file; without it, $FUDAI_KEYS
//     --run NAME                 what the session's names end in, drawn if not given; a name serves once
//     --time MOMENT              when the session begins, for servers in simulated time; without it, now
"use strict";

const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const { parseArgs } = require("node:util");
const { Client, statusName } = require("./client");
const { say, showRequest, showReply, showRefusal } = require("./transcript");

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function parseOptions() {
  const text = (fallback) => ({ type: "string", default: fallback });
  const { values } = parseArgs({
    options: {
      campaign_server: text(process.env.FUDAI_CAMPAIGN_SERVER),
      admin_server: text(process.env.FUDAI_ADMIN_SERVER),
      keys: text(process.env.FUDAI_KEYS),
      run: text(crypto.randomBytes(4).toString("hex")),
      time: text(),
    },
  });
  for (const name of ["campaign_server", "admin_server", "keys"]) {
    if (!values[name]) throw new Error(`--${name} is missing`);
  }
  return values;
}

// Checks that a reply holds what is expected, field by field; what is not named may be anything.
function assertHolds(reply, expected, place) {
  for (const [field, value] of Object.entries(expected)) {
    const here = `${place}.${field}`;
    if (value !== null && typeof value === "object") assertHolds(reply?.[field], value, here);
    else assert.equal(reply?.[field], value, `${here} is ${reply?.[field]}; it should be ${value}`);
  }
}

async function call(caller, method, request, expected, hidden) {
  showRequest(caller, method, request);
  const reply = await caller.call(method, request);
  showReply(reply, hidden);
  assertHolds(reply, expected, method);
  return reply;
}

async function refused(caller, method, request, codeName) {
  showRequest(caller, method, request);
  await assert.rejects(caller.call(method, request), (error) => {
    showRefusal(statusName(error), error.details);
    assert.equal(statusName(error), codeName);
    return true;
  });
}

const at = (moment) => ({ seconds: Math.floor(moment / 1000), nanos: 0 });

// A bag of 50 equal coupons for orders of 20 yuan; a cup of 40 drops.
function springCampaign(shop, now) {
  const hour = now - (now % HOUR_MS);
  return {
    display_name: "Spring lucky bag",
    start_time: at(hour),
    end_time: at(hour + 720 * HOUR_MS),
    time_zone: "Asia/Shanghai",
    trigger: { min_amount_fen: 2000, shop_ids: [shop] },
    templates: [{
      template_id: "latte-3-off", display_name: "3 yuan off any latte", value_fen: 300, valid_days: 14,
      amount_off: { amount_fen: 300 }, conditions: { categories: ["latte"] }, return_policy: "RETURN_POLICY_RETURN",
    }, { template_id: "free-coffee", display_name: "A free coffee of your choice", value_fen: 2800, valid_days: 30 }],
    recipe: [{ template_id: "latte-3-off", count: 50 }],
    bag_life: { seconds: 7 * 86400 },
    growth: {
      steps: [{ min_helpers: 0, drops: 10 }, { min_helpers: 1, drops: 20 }],
      new_friend_extra_drops: 10,
      contribution_period: { seconds: 86400 },
      drops_per_cup: 40,
      carry_over: "CARRY_OVER_KEEP",
      free_coffee_template_id: "free-coffee",
    },
  };
}

// Everybody and everything that the session names.
function makeCast(client, run) {
  return {
    ben: client.as("owner", "ben"),
    till: client.as("ordering_system", "till-7"),
    lin: client.as("app_user", `lin-${run}`),
    mei: client.as("app_user", `mei-${run}`),
    bo: client.as("app_user", `bo-${run}`),
    wei: client.as("app_user", `wei-${run}`),
    nobody: client.as(),
    campaign_id: `spring-${run}`,
    shop_id: `shop-${run}`,
    order_id: `order-1-${run}`,
    run,
  };
}

async function publish({ ben, campaign_id, shop_id }, now) {
  say("An owner makes a campaign, and publishes it.");
  const spec = springCampaign(shop_id, now);
  await call(ben, "CampaignService.CreateCampaign", { campaign_id, spec },
    { campaign: { state: "CAMPAIGN_STATE_DRAFT" } }, ["spec"]);
  await call(ben, "CampaignService.PublishCampaign", { campaign_id },
    { campaign: { state: "CAMPAIGN_STATE_ACTIVE" } }, ["spec"]);
}

async function earnBag({ till, mei, run, shop_id, order_id }, now) {
  say("Lin has paid an order. The ordering system reports it, and passes the share code on to Lin's app.");
  const order = { order_id, user_id: `lin-${run}`, shop_id, items: 2, amount_fen: 3600, paid_at: at(now) };
  const { bag } = await call(till, "OrderService.ReportOrder", order,
    { outcome: "OUTCOME_BAG_GIVEN", repeated: false, bag: { size: 50 } });
  say("A report is repeated, since its reply got lost: nothing happens twice.");
  const { bag_id, share_code } = bag;
  await call(till, "OrderService.ReportOrder", order, { repeated: true, bag: { bag_id, share_code } }, ["bag"]);
  say("Reports that cannot be right.");
  await refused(till, "OrderService.ReportOrder", { ...order, amount_fen: 3700 }, "ALREADY_EXISTS");
  await refused(till, "OrderService.ReportOrder", { ...order, order_id: "order-2", amount_fen: -1 }, "INVALID_ARGUMENT");
  await refused(mei, "OrderService.ReportOrder", order, "PERMISSION_DENIED");
  return { bag, order };
}

async function openBag({ lin, mei, bo, nobody, campaign_id, run }, { share_code }) {
  say("Lin's app watches the cup.");
  showRequest(lin, "GrowthCoffeeService.WatchCup", { campaign_id });
  const cups = lin.watch("GrowthCoffeeService.WatchCup", { campaign_id });
  const empty = await cups.next();
  showReply(empty);
  assertHolds(empty, { cup: { total_drops: 0, next_drops: 10 } }, "WatchCup");

  say("Mei follows Lin's link: everything is shown before the tap, and nothing is earned by looking.");
  await call(mei, "LuckyBagService.GetBag", { share_code },
    { bag: { state: "BAG_STATE_OPEN", remaining: 50, own: false, sharer_id: `lin-${run}` } });
  say("Mei taps. Her app repeats the call, and gets the same coupon.");
  const growth = { drops: 20, cups_filled: 0 };
  const { coupon } = await call(mei, "LuckyBagService.OpenBag", { share_code },
    { outcome: "OUTCOME_OPENED", new_user: true, remaining: 49, growth });
  await call(mei, "LuckyBagService.OpenBag", { share_code },
    { outcome: "OUTCOME_ALREADY_OPENED", coupon: { coupon_id: coupon.coupon_id }, growth }, ["coupon"]);
  say("Bo taps too: the more friends have opened, the more the next one adds. Lin's cup is full.");
  await call(bo, "LuckyBagService.OpenBag", { share_code },
    { outcome: "OUTCOME_OPENED", growth: { drops: 30, cups_filled: 1 } });
  say("What brings no coupon: one's own bag, a forged code, a call without a token.");
  await call(lin, "LuckyBagService.OpenBag", { share_code }, { outcome: "OUTCOME_OWN_BAG", coupon: null });
  await refused(mei, "LuckyBagService.OpenBag", { share_code: "A".repeat(32) }, "NOT_FOUND");
  await refused(nobody, "LuckyBagService.OpenBag", { share_code }, "UNAUTHENTICATED");

  say("The cup that Lin's app watches has filled meanwhile.");
  showReply(await cups.until(({ cup }) => cup.total_drops === 50));
  cups.leave();
  return coupon;
}

async function lookAround({ lin, mei, bo, campaign_id }, { share_code }, { coupon_id }) {
  say("Lin looks at the cup, and at the friends who helped, page by page.");
  await call(lin, "GrowthCoffeeService.GetCup", { campaign_id },
    { cup: { filled: 1, drops: 10, helpers: 2, next_drops: 20 } }, ["cup"]);
  const first = { campaign_id, page_size: 1 };
  const page = await call(lin, "GrowthCoffeeService.ListHelpers", first, { helpers: { length: 1 } });
  const second = { ...first, page_token: page.next_page_token };
  await call(lin, "GrowthCoffeeService.ListHelpers", second, { helpers: { length: 1 }, next_page_token: "" });
  await call(mei, "LuckyBagService.ListBagOpenings", { share_code },
    { openings: { length: 2, 0: { mine: true }, 1: { opener_id: "" } } });
  say("The wallets: Lin's free coffee, Mei's coupon, and nobody else's.");
  await call(lin, "CouponService.ListCoupons", {},
    { coupons: { length: 1, 0: { source: "COUPON_SOURCE_GROWTH_COFFEE" } } });
  await call(mei, "CouponService.GetCoupon", { coupon_id },
    { coupon: { coupon_id, state: "COUPON_STATE_USABLE" } }, ["coupon"]);
  await refused(bo, "CouponService.GetCoupon", { coupon_id }, "NOT_FOUND");
}

async function payWithCoupon({ till, mei, shop_id, run }, { coupon_id }, { order }, now) {
  say("Mei orders for the first time, at the till. What would her wallet take off?");
  const line = { sku: "latte-oat", category: "latte", quantity: 1, unit_price_fen: 2400 };
  const basket = { shop_id, lines: [line, { sku: "bagel", category: "food", quantity: 1, unit_price_fen: 1500 }] };
  const buyer = { user_id: `mei-${run}` };
  const discount = { total_fen: 3900, discount_fen: 300, payable_fen: 3600, line_discounts_fen: { 0: 300, 1: 0 } };
  await call(till, "CheckoutService.QuoteOrder", { ...buyer, basket }, { discount });
  say("A coupon that does not apply says why, in words that an app can show.");
  const food = { shop_id, lines: basket.lines.slice(1) };
  await call(till, "CheckoutService.QuoteOrder", { ...buyer, basket: food, language: "zh" },
    { discount: { discount_fen: 0 }, obstacles: { length: 1, 0: { reason: "REASON_NO_ELIGIBLE_ITEM" } } });
  say("The till holds the coupon for the order while Mei pays. Another till cannot have it meanwhile.");
  const order_id = `order-2-${run}`;
  const held = { order_id, ...buyer, coupon_ids: [coupon_id], basket, hold: { seconds: 300 } };
  await call(till, "CheckoutService.ReserveCoupons", held,
    { repeated: false, reservation: { state: "RESERVATION_STATE_RESERVED" } }, ["discount"]);
  await refused(till, "CheckoutService.ReserveCoupons", { ...held, order_id: `order-3-${run}` }, "FAILED_PRECONDITION");
  say("Mei has paid: payment, redemption and her own bag are one act; and a conversion, which Lin has brought.");
  const paid = { ...order, order_id, ...buyer, paid_at: at(now + MINUTE_MS), redeem_reservation: true };
  await call(till, "OrderService.ReportOrder", paid, { conversion: { sharer_id: `lin-${run}` } }, ["bag"]);
  await call(mei, "CouponService.GetCoupon", { coupon_id }, { coupon: { state: "COUPON_STATE_USED" } });
}

async function refundOrders({ till, mei, wei, run }, { bag, order }, { coupon_id }, now) {
  say("Mei's order is taken back, all of it. Her coupon's template lets it return to her.");
  const bought = { order_id: `order-2-${run}`, user_id: `mei-${run}` };
  const whole = { ...bought, refund_id: "refund-2", amount_fen: 3600, refunded_at: at(now + 2 * MINUTE_MS) };
  await call(till, "OrderService.ReportRefund", whole, { outcome: "OUTCOME_BAG_CLOSED", remaining_fen: 0 });
  const reversal = { ...bought, reversal_id: "refund-2", discount_fen: 300 };
  await call(till, "CheckoutService.ReverseRedemption", reversal,
    { reversed_fen: 300, returned_coupon_ids: { 0: coupon_id } }, ["discount"]);
  await call(mei, "CouponService.GetCoupon", { coupon_id }, { coupon: { state: "COUPON_STATE_USABLE" } }, ["coupon"]);
  say("Half of Lin's order is refunded. The other half earns no bag, so what is unopened closes; what was opened stays.");
  const { order_id, user_id } = order;
  const refund = { refund_id: "refund-1", order_id, user_id, amount_fen: 1800, refunded_at: at(now + 2 * MINUTE_MS) };
  await call(till, "OrderService.ReportRefund", refund,
    { outcome: "OUTCOME_BAG_CLOSED", remaining_fen: 1800, opened: 2 });
  await call(wei, "LuckyBagService.OpenBag", { share_code: bag.share_code }, { outcome: "OUTCOME_CLOSED" });
}

// What the session has made of its campaign.
const SUMMARY = {
  orders: 2, paid_fen: 7200, refunds: 2, refunded_fen: 5400, bags_issued: 2, bags_opened: 1, bags_closed: 2, openings: 2,
  coupons_issued: 2, coupons_credited: 2, distinct_openers: 2, new_users: 2, conversions: 1, free_coffees: 1, drops: 50,
  liability_fen: 3400, coupons_reserved: 1, coupons_redeemed: 1, coupons_reversed: 1, discount_fen: 300, reversed_fen: 300,
};

async function readNumbers({ ben, campaign_id }) {
  say("The owner watches the numbers until they are complete.");
  showRequest(ben, "StatsService.WatchSummary", { campaign_id });
  const summaries = ben.watch("StatsService.WatchSummary", { campaign_id });
  const isSettled = ({ summary }) => Object.entries(SUMMARY).every(([name, value]) => summary[name] === value);
  showReply(await summaries.until(isSettled));
  summaries.leave();
  await call(ben, "StatsService.GetCampaignSummary", { campaign_id }, { summary: SUMMARY }, ["summary"]);
  const revenue = { campaign_id, metric: "METRIC_REVENUE_FEN", granularity: "GRANULARITY_DAY" };
  await call(ben, "StatsService.QueryTimeseries", revenue, { points: { 0: { value: 1800 } } });
}

async function readLedger({ ben, campaign_id, order_id }) {
  say("The ledger: one order's entries, and the whole campaign, entry by entry.");
  await call(ben, "LedgerService.ListEntries", { filter: { order_id } }, { entries: { length: 2 } });
  showRequest(ben, "LedgerService.ExportLedger", { filter: { campaign_id } });
  const batches = await ben.watch("LedgerService.ExportLedger", { filter: { campaign_id } }).all();
  const entries = batches.flatMap((batch) => batch.entries);
  for (const { event } of entries) showReply(event, ["order_reported"]);
  assert.equal(entries.length, 2 + 2 + 2 + 1 + 4, "orders, opens, credits, a conversion, the steps of a coupon");
}

async function main() {
  const options = parseOptions();
  const time = options.time && new Date(options.time);
  const { campaign_server: campaign, admin_server: admin, keys } = options;
  const client = new Client({ targets: { campaign, admin }, keysFile: keys, time });
  const now = (time ?? new Date()).getTime();
  const cast = makeCast(client, options.run);
  try {
    await publish(cast, now);
    const earned = await earnBag(cast, now);
    const coupon = await openBag(cast, earned.bag);
    await lookAround(cast, earned.bag, coupon);
    await payWithCoupon(cast, coupon, earned, now);
    await refundOrders(cast, earned, coupon, now);
    await readNumbers(cast);
    await readLedger(cast);
    say("All of it is as it should be.");
  } finally {
    client.close();
  }
}

main().catch((error) => {
  console.error(`session: ${error.message}`);
  process.exitCode = 1;
});
