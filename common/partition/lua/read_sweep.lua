-- Reads how far a sweep has come.
-- KEYS: header, sweep   ARGV: store token
-- Reply: phase, pass, looked at, deleted in this pass, deleted in all, keys (nil where never written)
-- @include common/partition/lua/require_store.lua
return redis.call('HMGET', KEYS[2], 'phase', 'pass', 'looked', 'found', 'deleted', 'size')
