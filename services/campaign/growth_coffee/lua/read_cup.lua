-- Reads a cup.
-- KEYS: header, cup, helpers   ARGV: store token   Reply: drops, total, filled (nil for a cup nobody has helped),
--   helpers
-- @include common/partition/lua/require_store.lua
local cup = redis.call('HMGET', KEYS[2], 'd', 't', 'n')
return {cup[1], cup[2], cup[3], redis.call('ZCARD', KEYS[3])}
