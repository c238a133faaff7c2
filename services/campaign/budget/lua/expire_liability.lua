-- Gives the liability of a kind of coupons, whose time is over, back to the purses that they were issued from.
-- KEYS: header, events, owed, due, escrow   ARGV: store token, kind, its value (fen), purses, separated by spaces, event
-- Reply: coupons
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include common/budget/lua/escrow.lua
local kind, value = ARGV[2], tonumber(ARGV[3])
local coupons = tonumber(redis.call('HGET', KEYS[3], kind) or 0)
redis.call('HDEL', KEYS[3], kind)
redis.call('ZREM', KEYS[4], kind)
if coupons == 0 then return 0 end
for name in string.gmatch(ARGV[4], '%S+') do
  local purse = read_purse(KEYS[5], name)
  purse.returned = purse.returned + coupons * value
  keep_purse(KEYS[5], name, purse)
end
emit(ARGV[5] .. tail(LIABILITY_EXPIRED, COUPONS, coupons))
return coupons
