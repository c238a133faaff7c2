-- Lists reservations of a partition whose deadline has passed.
-- KEYS: header, holds   ARGV: store token, now (ms), limit   Reply: members of holds
-- @include common/partition/lua/require_store.lua
return redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
