-- Reads one coupon of a wallet.
-- KEYS: header, wallet, uses   ARGV: store token, coupon id   Reply: WalletEntry or nil, use or nil
-- @include common/partition/lua/require_store.lua
return {redis.call('HGET', KEYS[2], ARGV[2]), redis.call('HGET', KEYS[3], ARGV[2])}
