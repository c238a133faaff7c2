-- Moves the rehearsal's clock forwards.
-- KEYS: header of partition 0, clock   ARGV: store token, the moment in ms   Reply: moved (0 or 1), the moment it shows
-- @include common/partition/lua/require_store.lua
local shown = tonumber(redis.call('GET', KEYS[2]) or 0)
if tonumber(ARGV[2]) < shown then return {0, shown} end
redis.call('SET', KEYS[2], ARGV[2])
return {1, tonumber(ARGV[2])}
