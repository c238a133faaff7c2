-- Puts a coupon from a bag into its opener's wallet, once, and not if its campaign is archived, whose coupons are being swept. An
-- opener who had never ordered nor been touched before is brought by this bag; if their first order has come since the
-- open, it is the conversion.
-- KEYS: header, events, wallet, user, owed, due, campaign record
-- ARGV: store token, coupon id, WalletEntry, touch half of a conversion,
--       since when (ms) an order counts as paid after the open, event, kind of its liability, opener's generation
-- Reply: 1 if this bag is its opener's first touch, else 0
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include services/campaign/budget/lua/liability.lua
local coupon_id, entry, touch, converts_from, event = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local user = redis.call('HMGET', KEYS[4], 't', 'p', 'c')
local known_touch, first_order_at, order_half = user[1], user[2], user[3]
local archived = tonumber(redis.call('HGET', KEYS[7], 'state')) == ARCHIVED
if archived or redis.call('HSETNX', KEYS[3], coupon_id, entry) == 0 then
  return known_touch == touch and 1 or 0
end
owe(KEYS[5], KEYS[6], ARGV[7])

local brought = not known_touch and (not first_order_at or tonumber(first_order_at) >= tonumber(converts_from))
if brought then redis.call('HSET', KEYS[4], 't', touch, 'a', converts_from, 'g', ARGV[8]) end
emit(event .. tail(COUPON_CREDITED, FIRST_TOUCH, brought and 1 or 0))
if brought and first_order_at then emit(order_half .. touch) end
return brought and 1 or 0
