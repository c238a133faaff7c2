-- Takes an opener's one coupon out of a bag, and counts the open for the sharer's cup: the commit point of OpenBag.
-- KEYS: header, events, bag, campaign record, sharer's cup, sharer's helpers, sharer's wallet, escrow, owed, due
-- ARGV: store token, opener, opener's claim field, now (ms), bag expires at (ms),
--       the order of the coupons (one byte each: template index), bag id, growth rules, opener is new (0, 1),
--       a free coffee's WalletEntry, event, purses that every coupon is issued from ("" if nothing caps them),
--       grants (escrow.lua), index of the free coffee's template, kind of its liability; then for each template:
--       its part of the event, its value, its own purse ("" if nothing caps it)
-- Reply: outcome, claim (with OPENED and ALREADY_OPENED), coupons taken, what the purses lack (with SHORT: {purse, fen, ...})
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include services/campaign/growth_coffee/lua/grow.lua
-- @include common/budget/lua/escrow.lua
-- @include services/campaign/budget/lua/liability.lua
local opener, claim_field, now, expires_at = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local coupons = ARGV[6]
local bag_id, rules, is_new, free_coffee, event = ARGV[7], ARGV[8], ARGV[9] == '1', ARGV[10], ARGV[11]
local shared_purses, grants, free_coffee_index = ARGV[12], ARGV[13], tonumber(ARGV[14])
local FIRST_TEMPLATE, TEMPLATE_ARGS = 16, 3
local PAIRS_PER_CALL = 1000

local function template_at(index)
  local at = FIRST_TEMPLATE + index * TEMPLATE_ARGS
  return {event = ARGV[at], value = tonumber(ARGV[at + 1]), purse = ARGV[at + 2]}
end

-- What a coupon and `cups` free coffees are issued from.
local function costs_of(template, cups)
  local coffee = template_at(free_coffee_index)
  local costs = {}
  local function add(purse, fen)
    if purse == '' or fen == 0 then return end
    table.insert(costs, purse)
    table.insert(costs, fen)
  end
  for purse in string.gmatch(shared_purses, '%S+') do add(purse, template.value + cups * coffee.value) end
  add(template.purse, template.value)
  add(coffee.purse, cups * coffee.value)
  return costs
end

local bag = redis.call('HMGET', KEYS[3], 'm', 'n', 'z', claim_field)
local taken = tonumber(bag[2] or 0)
if bag[4] then return {ALREADY_OPENED, bag[4], taken} end
if not bag[1] then return {GONE, '', 0} end

local campaign = redis.call('HMGET', KEYS[4], 'state', 'end')
local state, ends_at = tonumber(campaign[1]), tonumber(campaign[2] or 0)
if (state ~= ACTIVE and state ~= PAUSED) or now >= ends_at then return {CAMPAIGN_ENDED, '', taken} end
if state == PAUSED then return {CAMPAIGN_PAUSED, '', taken} end
if bag[3] then return {CLOSED, '', taken} end
if now >= expires_at then return {EXPIRED, '', taken} end
if taken >= #coupons then return {EMPTY, '', taken} end

local index = string.byte(coupons, taken + 1)
local template = template_at(index)
local drops, cups, helpers, keep_growth = grow(KEYS[5], KEYS[6], rules, opener, is_new, math.floor(now / 1000))
local missing = issue(KEYS[8], grants, costs_of(template, cups))
if missing then return {SHORT, '', taken, missing} end

keep_growth()
local claim = struct.pack('<BBI6I4I4', taken, index, now, drops, cups)
redis.call('HSET', KEYS[3], 'n', taken + 1, claim_field, claim)

local pairs_left = {}
for k = 0, cups - 1 do
  table.insert(pairs_left, string.format('%s-%df%d', bag_id, taken, k))
  table.insert(pairs_left, free_coffee)
  owe(KEYS[9], KEYS[10], ARGV[15])
  if #pairs_left == PAIRS_PER_CALL or k == cups - 1 then
    redis.call('HSET', KEYS[7], unpack(pairs_left))
    pairs_left = {}
  end
end

emit(event .. template.event .. tail(BAG_OPENED, INDEX, taken, DROPS, drops, CUPS_FILLED, cups, HELPERS, helpers))
return {OPENED, claim, taken + 1}
