-- Calls all that is left in a partition's purses back.
-- KEYS: header, escrow   ARGV: store token; then for each purse: name, granted to the partition in all
-- Reply: for each purse: recalled in all
-- @include common/partition/lua/require_store.lua
-- @include common/budget/lua/escrow.lua
local reply = {}
for at = 2, #ARGV, 2 do
  local purse = read_purse(KEYS[2], ARGV[at])
  purse.received = math.max(purse.received, tonumber(ARGV[at + 1]))
  purse.recalled = purse.recalled + math.max(left_in(purse), 0)
  keep_purse(KEYS[2], ARGV[at], purse)
  table.insert(reply, purse.recalled)
end
return reply
