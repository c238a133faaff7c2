-- Puts a campaign's contents into the catalogue, unless newer ones are there.
-- KEYS: header of partition 0, catalogue   ARGV: store token, epoch, campaign id, PublishedCampaign
-- Reply: the epoch of its contents that are there now
-- @include common/partition/lua/require_store.lua
local epoch = tonumber(ARGV[2])
local stamp = 'epoch:' .. ARGV[3]
local found = tonumber(redis.call('HGET', KEYS[2], stamp) or 0)
if epoch > found then
  local newest = math.max(epoch, tonumber(redis.call('HGET', KEYS[2], 'epoch') or 0))
  redis.call('HINCRBY', KEYS[2], 'changes', 1)
  redis.call('HSET', KEYS[2], 'epoch', string.format('%.0f', newest), stamp, ARGV[2], 'campaign:' .. ARGV[3], ARGV[4])
end
return math.max(epoch, found)
