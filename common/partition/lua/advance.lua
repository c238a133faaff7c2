-- Notes how far a consumer has come in a partition's events, and trims what every consumer has passed.
-- KEYS: header, events   ARGV: store token, consumer's field, event number   Reply: number below which is trimmed
-- @include common/partition/lua/require_store.lua
local field, number = ARGV[2], tonumber(ARGV[3])
local found = redis.call('HMGET', KEYS[1], 'relay', 'projected')
local passed = { relay = tonumber(found[1] or 0), projected = tonumber(found[2] or 0) }
local advances = number > passed[field]
if advances then passed[field] = number end
local behind = math.min(passed.relay, passed.projected)
-- First: a full Redis lets a script trim, and refuses HSET only to a script that has written nothing yet.
redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f-0', behind + 1))
if advances then redis.call('HSET', KEYS[1], field, ARGV[3]) end
return behind
