-- Reads all of a bag: it has at most one field per coupon besides its own.
-- KEYS: header, bag   ARGV: store token   Reply: field, value, …
-- @include common/partition/lua/require_store.lua
return redis.call('HGETALL', KEYS[2])
