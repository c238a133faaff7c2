-- Reads the catalogue, unless it is of the version that the caller knows.
-- KEYS: header of partition 0, catalogue   ARGV: store token, epoch, changes   Reply: field, value, …; nil if it is
-- @include common/partition/lua/require_store.lua
local version = redis.call('HMGET', KEYS[2], 'epoch', 'changes')
if (version[1] or '0') == ARGV[2] and (version[2] or '0') == ARGV[3] then return false end
return redis.call('HGETALL', KEYS[2])
