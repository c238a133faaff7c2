-- Removes a campaign from the catalogue.
-- KEYS: header of partition 0, catalogue   ARGV: store token, campaign id   Reply: 1
-- @include common/partition/lua/require_store.lua
if redis.call('HDEL', KEYS[2], 'epoch:' .. ARGV[2], 'campaign:' .. ARGV[2]) > 0 then redis.call('HINCRBY', KEYS[2], 'changes', 1) end
return 1
