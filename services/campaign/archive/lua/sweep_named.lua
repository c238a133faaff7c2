-- Deletes a key whose name says whose it is.
-- KEYS: header, key   ARGV: store token   Reply: keys deleted
-- @include common/partition/lua/require_store.lua
return redis.call('UNLINK', KEYS[2])
