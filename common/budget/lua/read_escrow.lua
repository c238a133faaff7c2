-- Reads a partition's escrow of a campaign.
-- KEYS: header, escrow   ARGV: store token   Reply: purse, its packed state, …
-- @include common/partition/lua/require_store.lua
return redis.call('HGETALL', KEYS[2])
