-- Deletes a hash while its "m" is what was read.
-- KEYS: header, hash   ARGV: store token, "m"   Reply: keys deleted
-- @include common/partition/lua/require_store.lua
if redis.call('HGET', KEYS[2], 'm') ~= ARGV[2] then return 0 end
return redis.call('UNLINK', KEYS[2])
