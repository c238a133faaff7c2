-- Freezes a partition, unless it is frozen already: every script that requires the store is refused with what is said.
-- KEYS: header   ARGV: store token, what is said   Reply: what is said now
-- @include common/partition/lua/require_token.lua
redis.call('HSETNX', KEYS[1], 'frozen', ARGV[2])
return redis.call('HGET', KEYS[1], 'frozen')
