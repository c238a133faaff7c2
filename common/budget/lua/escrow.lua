-- A partition's escrow of a campaign's budget: a hash of purses, each with what it has ever received from the account, what was issued
-- from it, what came back to it and what was recalled, in fen (8 bytes each, little-endian). All four only ever rise; what is left in a
-- purse is received + returned - issued - recalled. Purses: common/budget/purses.h.
local ESCROW = '<i8i8i8i8'

local function read_purse(escrow, name)
  local packed = redis.call('HGET', escrow, name)
  if not packed then return {received = 0, issued = 0, returned = 0, recalled = 0} end
  local received, issued, returned, recalled = struct.unpack(ESCROW, packed)
  return {received = received, issued = issued, returned = returned, recalled = recalled}
end

local function keep_purse(escrow, name, purse)
  redis.call('HSET', escrow, name, struct.pack(ESCROW, purse.received, purse.issued, purse.returned, purse.recalled))
end

local function left_in(purse) return purse.received + purse.returned - purse.issued - purse.recalled end

-- Issues what `costs` says, {purse, fen, …}, out of all of its purses or of none. `grants`: "purse granted-in-all …", what the account
-- has granted to this partition so far; it is received first. Returns nothing, or what is missing: {purse, fen, …}, each purse once.
local function issue(escrow, grants, costs)
  local purses = {}
  local function purse_of(name)
    if not purses[name] then purses[name] = read_purse(escrow, name) end
    return purses[name]
  end
  for name, granted in string.gmatch(grants, '(%S+) (%d+)') do
    purse_of(name).received = math.max(purse_of(name).received, tonumber(granted))
  end
  for k = 1, #costs, 2 do purse_of(costs[k]).issued = purse_of(costs[k]).issued + costs[k + 1] end
  local missing = {}
  for name, purse in pairs(purses) do
    if left_in(purse) < 0 then
      table.insert(missing, name)
      table.insert(missing, -left_in(purse))
    end
  end
  if #missing > 0 then
    for k = 1, #costs, 2 do purses[costs[k]].issued = purses[costs[k]].issued - costs[k + 1] end
  end
  for name, purse in pairs(purses) do keep_purse(escrow, name, purse) end
  if #missing > 0 then return missing end
end
