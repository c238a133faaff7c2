-- Reads which user an order id belongs to; in the order's partition.
-- KEYS: header, order owner   ARGV: store token   Reply: the owner (empty for a guest), or nil while it belongs to nobody
-- @include common/partition/lua/require_store.lua
return redis.call('GET', KEYS[2])
