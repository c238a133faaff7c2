-- Removes a campaign from a partition, unless it is not archived.
-- KEYS: header, campaign record, then what goes with it   ARGV: store token   Reply: 1 if it is gone, else 0
-- @include common/partition/lua/require_store.lua
local state = redis.call('HGET', KEYS[2], 'state')
if state and tonumber(state) ~= ARCHIVED then return 0 end
redis.call('UNLINK', unpack(KEYS, 2))
return 1
