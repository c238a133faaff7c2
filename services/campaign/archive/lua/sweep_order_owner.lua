-- Frees an order id while it belongs to the user; in the order's partition.
-- KEYS: header, order owner   ARGV: store token, user   Reply: keys deleted
-- @include common/partition/lua/require_store.lua
if redis.call('GET', KEYS[2]) ~= ARGV[2] then return 0 end
return redis.call('UNLINK', KEYS[2])
