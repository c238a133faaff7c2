-- Records a paid order, pays with what it has reserved, and gives its buyer a bag by the first candidate campaign that takes it.
-- KEYS: header, events, order; unless the buyer is a guest: user, new bag, reservation, uses, holds, owed, due,
--       then each candidate's campaign record
-- ARGV: store token, epoch of the candidates, order's contents, amount, paid at (ms), event,
--       order half of a conversion, OrderRecord without a bag, whether to redeem the reservation (0, 1), order id, user id, now (ms),
--       head of the reservation's events;
--       then for each candidate: least amount, its part of the event, BagRecord, OrderRecord (both empty if it leaves the buyer out)
-- Reply: outcome, OrderRecord, touch half of the conversion ("" if none);
--        with CONFLICT instead: outcome, the contents of the first report; with NOT_RESERVED: outcome, state of the reservation; with
--        NOT_FIRST_ORDER, which a coupon that it has reserved is for: outcome
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include services/campaign/budget/lua/liability.lua
-- @include services/campaign/checkout/lua/reservation.lua
local contents, amount, paid_at, event, order_half = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6], ARGV[7]
local order_record = ARGV[8]
local FIRST_CAMPAIGN, FIRST_CANDIDATE, CANDIDATE_ARGS = 11, 14, 4

-- Pays with the reservation if it is to. Returns nil, or the reply of a report that cannot.
local function pay()
  if ARGV[9] ~= '1' then return nil end
  local reservation = {key = KEYS[6], uses = KEYS[7], holds = KEYS[8], owed = KEYS[9], due = KEYS[10], order = ARGV[10], user = ARGV[11],
    account = KEYS[4], reported = KEYS[3]}
  local before, is_too_late = redeem(reservation, tonumber(ARGV[12]), ARGV[13])
  if is_too_late then return {NOT_FIRST_ORDER} end
  if before ~= RESERVED and before ~= REDEEMED then return {NOT_RESERVED, before} end
  redis.call('HSET', KEYS[3], 'w', 1)
end

local order = redis.call('HMGET', KEYS[3], 'f', 'r', 'm', 'x', 'w')
if order[1] then
  if order[1] ~= contents then return {CONFLICT, order[1]} end
  return not order[5] and pay() or {REPEATED, order[3], order[4] or ''}
end
if tonumber(ARGV[2]) < tonumber(header[2] or 0) then return {STALE} end
if KEYS[5] and redis.call('EXISTS', KEYS[5]) == 1 then return {ID_TAKEN} end
local cannot_pay = pay()
if cannot_pay then return cannot_pay end

local refunded = tonumber(order[2] or 0)
local is_first, touch = false, ''
local fields = {'f', contents, 'a', ARGV[4]}
if KEYS[4] then
  local user = redis.call('HMGET', KEYS[4], 'p', 't', 'a', 'g')

  local function takes(candidate, least)
    if amount - refunded < least or (refunded > 0 and amount <= refunded) then return false end
    local campaign = redis.call('HMGET', KEYS[FIRST_CAMPAIGN + candidate], 'state', 'start', 'end')
    return tonumber(campaign[1]) == ACTIVE and tonumber(campaign[2]) <= paid_at and paid_at < tonumber(campaign[3])
  end
  for candidate = 0, #KEYS - FIRST_CAMPAIGN do
    local at = FIRST_CANDIDATE + candidate * CANDIDATE_ARGS
    local taken = takes(candidate, tonumber(ARGV[at]))
    if taken then event = event .. ARGV[at + 1] end
    if taken and ARGV[at + 2] ~= '' then
      order_record = ARGV[at + 3]
      redis.call('HSET', KEYS[5], 'm', ARGV[at + 2])
      if user[4] then redis.call('HSET', KEYS[5], 'g', user[4]) end
      table.insert(fields, 'k')
      table.insert(fields, ARGV[at])
      break
    end
  end

  is_first = not user[1]
  if is_first then
    redis.call('HSET', KEYS[4], 'p', ARGV[5], 'c', order_half)
    table.insert(fields, 'b')
    table.insert(fields, 1)
  end
  if is_first and user[2] and tonumber(user[3]) <= paid_at then
    touch = user[2]
    table.insert(fields, 'x')
    table.insert(fields, touch)
  end
end

table.insert(fields, 'm')
table.insert(fields, order_record)
redis.call('HSET', KEYS[3], unpack(fields))
emit(event .. tail(ORDER_REPORTED, FIRST_ORDER, is_first and 1 or 0))
if touch ~= '' then emit(order_half .. touch) end
return {RECORDED, order_record, touch}
