-- Reads a campaign's account. In the campaign's home partition.
-- KEYS: header, account   ARGV: store token   Reply: field, value, …
-- @include common/partition/lua/require_store.lua
return redis.call('HGETALL', KEYS[2])
