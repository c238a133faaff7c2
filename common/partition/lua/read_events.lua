-- Reads the events of a partition that follow a number, in order.
-- KEYS: header, events   ARGV: store token, number, limit   Reply: XRANGE's entries
-- @include common/partition/lua/require_store.lua
return redis.call('XRANGE', KEYS[2], '(' .. ARGV[2] .. '-0', '+', 'COUNT', ARGV[3])
