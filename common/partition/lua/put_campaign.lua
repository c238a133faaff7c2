-- Puts a campaign's state and window into one partition, unless a newer publication is there.
-- KEYS: header, campaign record   ARGV: store token, epoch, state, start ms, end ms   Reply: the epoch that is there now
-- @include common/partition/lua/require_store.lua
local epoch = tonumber(ARGV[2])
local found = tonumber(redis.call('HGET', KEYS[2], 'epoch') or 0)
if epoch > found then
  redis.call('HSET', KEYS[2], 'epoch', ARGV[2], 'state', ARGV[3], 'start', ARGV[4], 'end', ARGV[5])
end
if epoch > tonumber(header[2] or 0) then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
end
return math.max(epoch, found)
