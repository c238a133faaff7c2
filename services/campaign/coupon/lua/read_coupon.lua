-- Reads one coupon of a wallet.
-- KEYS: header, wallet   ARGV: store token, coupon id   Reply: WalletEntry or nil
-- @include common/partition/lua/require_store.lua
return redis.call('HGET', KEYS[2], ARGV[2])
