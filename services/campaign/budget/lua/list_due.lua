-- Lists kinds of coupons of a partition whose hour is over.
-- KEYS: header, due   ARGV: store token, hour, limit (-1: all)   Reply: kinds
-- @include common/partition/lua/require_store.lua
return redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
