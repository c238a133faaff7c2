-- Puts what partitions have given back into the campaign's account. In the campaign's home partition.
-- KEYS: header, account   ARGV: store token; then purse, partition, recalled from it in all   Reply: fen that came in
-- @include common/partition/lua/require_store.lua
local came = 0
for at = 2, #ARGV, 3 do
  local field = 'k:' .. ARGV[at] .. ':' .. ARGV[at + 1]
  local before, after = tonumber(redis.call('HGET', KEYS[2], field) or 0), tonumber(ARGV[at + 2])
  if after > before then
    redis.call('HSET', KEYS[2], field, ARGV[at + 2])
    redis.call('HINCRBY', KEYS[2], 'l:' .. ARGV[at], string.format('%.0f', after - before))
    came = came + after - before
  end
end
return came
