-- Reads the catalogue.
-- KEYS: header of partition 0, catalogue   ARGV: store token   Reply: field, value, …
-- @include common/partition/lua/require_store.lua
return redis.call('HGETALL', KEYS[2])
