-- Notes how far a sweep has come, unless its lease has gone to somebody else.
-- KEYS: header, sweep   ARGV: store token, fence, then each field and its value   Reply: 1 if it is noted, else 0
-- @include common/partition/lua/require_store.lua
if redis.call('HGET', KEYS[2], 'fence') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[2], unpack(ARGV, 3))
return 1
