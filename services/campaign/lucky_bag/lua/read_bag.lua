-- Reads a bag as one caller sees it.
-- KEYS: header, bag   ARGV: store token, the caller's claim field   Reply: BagRecord (nil: no such bag), coupons
--   taken, closed, claim, its sharer's generation
-- @include common/partition/lua/require_store.lua
return redis.call('HMGET', KEYS[2], 'm', 'n', 'z', ARGV[2], 'g')
