-- Reads a slice of a wallet.
-- KEYS: header, wallet   ARGV: store token, cursor, about how many entries
-- Reply: next cursor ("0" at the end), {coupon id, WalletEntry, …}
-- @include common/partition/lua/require_store.lua
return redis.call('HSCAN', KEYS[2], ARGV[2], 'COUNT', ARGV[3])
