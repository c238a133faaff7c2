-- Notes how far a consumer has come in a partition's events, and trims what every consumer has passed.
-- KEYS: header, events   ARGV: store token, consumer's field, event number   Reply: number below which is trimmed
-- @include common/partition/lua/require_store.lua
local field, number = ARGV[2], tonumber(ARGV[3])
local passed = redis.call('HMGET', KEYS[1], 'relay', 'projected', field)
if number > tonumber(passed[3] or 0) then
  redis.call('HSET', KEYS[1], field, ARGV[3])
end
local positions = redis.call('HMGET', KEYS[1], 'relay', 'projected')
local behind = math.min(tonumber(positions[1] or 0), tonumber(positions[2] or 0))
redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f-0', behind + 1))
return behind
