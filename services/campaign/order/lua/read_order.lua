-- Reads what a refund must know of its order.
-- KEYS: header, order   ARGV: store token   Reply: OrderRecord, or nil while the order has not been reported
-- @include common/partition/lua/require_store.lua
return redis.call('HGET', KEYS[2], 'm')
