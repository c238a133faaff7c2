-- Grants a partition's escrow some of what the campaign's account has left: at least what it lacks of every purse, or nothing of any.
-- In the campaign's home partition.
-- KEYS: header, account
-- ARGV: store token, campaign's version, partition; then for each purse: name, its limit, least to grant (fen)
--       More is granted while much is left, so that few acts have to ask: a 1024th of it.
-- Reply: {granted to the partition in all, for each purse}, {the dry purses, which have less than the least left}; one of the two is empty
-- Account: for each purse "v:" version whose limit holds, "b:" limit, "l:" left, "g:<purse>:<partition>" granted and
-- "k:<purse>:<partition>" called back from that partition, both in all. Law: limit = left + granted - called back.
-- @include common/partition/lua/require_store.lua
local account, version, partition = KEYS[2], tonumber(ARGV[2]), ARGV[3]
local FIRST_PURSE, PURSE_ARGS = 4, 3
local SHARE = 1024

local wants, dry = {}, {}
for at = FIRST_PURSE, #ARGV, PURSE_ARGS do
  local purse, limit, least = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local left_field, granted_field = 'l:' .. purse, 'g:' .. purse .. ':' .. partition
  local state = redis.call('HMGET', account, 'v:' .. purse, 'b:' .. purse, left_field, granted_field)
  local left, granted = tonumber(state[3] or 0), tonumber(state[4] or 0)
  if version > tonumber(state[1] or 0) then
    left = left + limit - tonumber(state[2] or 0)
    redis.call('HSET', account, 'v:' .. purse, ARGV[2], 'b:' .. purse, ARGV[at + 1], left_field, string.format('%.0f', left))
  end
  if left < least then table.insert(dry, purse) end
  table.insert(wants, {least = least, left_field = left_field, left = left, granted_field = granted_field, granted = granted})
end
if #dry > 0 then return {{}, dry} end

local granted_in_all = {}
for _, want in ipairs(wants) do
  local now = math.max(want.least, math.floor(want.left / SHARE))
  local left, granted = string.format('%.0f', want.left - now), string.format('%.0f', want.granted + now)
  redis.call('HSET', account, want.left_field, left, want.granted_field, granted)
  table.insert(granted_in_all, want.granted + now)
end
return {granted_in_all, {}}
