-- Gives an order id to a user, for good; in the order's partition.
-- KEYS: header, order owner   ARGV: store token, user (empty for a guest)   Reply: the owner
-- @include common/partition/lua/require_store.lua
return redis.call('SET', KEYS[2], ARGV[2], 'NX', 'GET') or ARGV[2]
