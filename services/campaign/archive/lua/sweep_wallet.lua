-- Deletes coupons of a wallet, each while its entry is what was read, with what has used it.
-- KEYS: header, wallet, uses   ARGV: store token; then for each coupon: id, WalletEntry   Reply: coupons deleted
-- @include common/partition/lua/require_store.lua
local deleted = 0
for k = 2, #ARGV, 2 do
  if redis.call('HGET', KEYS[2], ARGV[k]) == ARGV[k + 1] then
    redis.call('HDEL', KEYS[2], ARGV[k])
    redis.call('HDEL', KEYS[3], ARGV[k])
    deleted = deleted + 1
  end
end
return deleted
