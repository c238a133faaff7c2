-- Grants a partition's escrow some of what the campaign's account has left. In the campaign's home partition.
-- KEYS: header, account
-- ARGV: store token, campaign's version, partition; then for each purse: name, its limit, least to grant (fen)
--       More is granted while much is left, so that few acts have to ask: a 1024th of it.
-- Reply: for each purse: granted to the partition in all, granted now, left in the account
-- Account: for each purse "v:" version whose limit holds, "b:" limit, "l:" left, "g:<purse>:<partition>" granted and
-- "k:<purse>:<partition>" called back from that partition, both in all. Law: limit = left + granted - called back.
-- @include common/partition/lua/require_store.lua
local account, version, partition = KEYS[2], tonumber(ARGV[2]), ARGV[3]
local FIRST_PURSE, PURSE_ARGS = 4, 3
local SHARE = 1024

local reply = {}
for at = FIRST_PURSE, #ARGV, PURSE_ARGS do
  local purse, limit, least = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local granted_field = 'g:' .. purse .. ':' .. partition
  local state = redis.call('HMGET', account, 'v:' .. purse, 'b:' .. purse, 'l:' .. purse, granted_field)
  local left, granted = tonumber(state[3] or 0), tonumber(state[4] or 0)
  if version > tonumber(state[1] or 0) then
    left = left + limit - tonumber(state[2] or 0)
    redis.call('HSET', account, 'v:' .. purse, ARGV[2], 'b:' .. purse, ARGV[at + 1])
  end
  local now = left >= least and math.max(least, math.floor(left / SHARE)) or 0
  redis.call('HSET', account, 'l:' .. purse, string.format('%.0f', left - now), granted_field, string.format('%.0f', granted + now))
  table.insert(reply, granted + now)
  table.insert(reply, now)
  table.insert(reply, left - now)
end
return reply
