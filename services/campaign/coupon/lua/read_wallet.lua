-- Reads a slice of a wallet.
-- KEYS: header, wallet, uses, user   ARGV: store token, cursor, about how many entries
-- Reply: next cursor ("0" at the end), {coupon id, WalletEntry, …}, {use or nil, …} of the same coupons, whether the user has ordered
-- @include common/partition/lua/require_store.lua
local slice = redis.call('HSCAN', KEYS[2], ARGV[2], 'COUNT', ARGV[3])
local uses = {}
for k = 1, #slice[2], 2 do table.insert(uses, redis.call('HGET', KEYS[3], slice[2][k])) end
return {slice[1], slice[2], uses, redis.call('HEXISTS', KEYS[4], 'p')}
