-- Holds coupons for an order until a deadline, all or none.
-- KEYS: header, events, reservation, uses, holds, owed, due, wallet, user, order
-- ARGV: store token, order id, user id, now (ms), deadline (ms), contents of the request, ReservationRecord, head of the events, head
--       of its expiry's events; then for each coupon: id, its use, uses of its kind at most in all and in a
--       day (0: any number), whether it is for a first order (0, 1), its part of the events, its "x", kind of its liability
-- Reply: HELD, ReservationRecord, state, reversed fen: reserved now (state NONE before), or before with the same contents
--        CONFLICT, contents of what the order has reserved, state
--        OBSTACLE, number of the coupon from 0, reason; with LIMIT_REACHED: uses of its kind without it in all, and in a day; else 0, 0
--        REPORTED: the order has been reported, and so paid, without a reservation
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include services/campaign/budget/lua/liability.lua
-- @include services/campaign/checkout/lua/reservation.lua
local reservation = {key = KEYS[3], uses = KEYS[4], holds = KEYS[5], owed = KEYS[6], due = KEYS[7], order = ARGV[2], user = ARGV[3],
  account = KEYS[9], reported = KEYS[10]}
local now, deadline, contents, record, head = tonumber(ARGV[4]), ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local FIRST_COUPON, COUPON_ARGS = 10, 8

local state = state_at(reservation, now)
if state == RESERVED or state == REDEEMED or state == REVERSED then
  local first = redis.call('HMGET', reservation.key, 'c', 'm', 'r')
  if first[1] ~= contents then return {CONFLICT, first[1], state} end
  return {HELD, first[2], state, tonumber(first[3] or 0)}
end

if redis.call('HEXISTS', reservation.reported, 'f') == 1 then return {REPORTED} end

-- By kind; and by kind and day, in a table of its own: a kind may end like a day.
local counted, counted_by_day, used_by, relies_on_expiry = {}, {}, redis.call('HGETALL', reservation.uses), false
for k = 2, #used_by, 2 do
  local use_state, use_deadline, day, _, kind = struct.unpack('<BI6I4ss', used_by[k])
  if use_state == USE_USED or now < use_deadline then
    counted[kind] = (counted[kind] or 0) + 1
    local on_day = kind .. ' ' .. day
    counted_by_day[on_day] = (counted_by_day[on_day] or 0) + 1
  else
    relies_on_expiry = true
  end
end

-- Why a coupon cannot be held, with the uses where there are too many, or nil. Kinds whose liability is taken out of what is owed go to
-- `held_kinds`: a coupon of an order that has let its deadline pass unnoticed is out of it already.
local owing, held_kinds = {}, {}
local function obstacle(id, use, most, most_a_day, first_order, liability)
  if redis.call('HEXISTS', KEYS[8], id) == 0 then return NO_SUCH_COUPON end
  local held = redis.call('HGET', reservation.uses, id)
  if held then
    local use_state, use_deadline = struct.unpack('<BI6', held)
    if use_state == USE_USED then return ALREADY_USED end
    if now < use_deadline then return ALREADY_RESERVED end
  else
    owing[liability] = (owing[liability] or tonumber(redis.call('HGET', reservation.owed, liability) or 0)) - 1
    if owing[liability] < 0 then return TIME_IS_OVER end
    table.insert(held_kinds, liability)
  end
  if first_order and not is_first_order(reservation, now) then return NOT_FIRST_ORDER end
  local _, _, day, _, kind = struct.unpack('<BI6I4ss', use)
  local on_day = kind .. ' ' .. day
  local uses, uses_that_day = counted[kind] or 0, counted_by_day[on_day] or 0
  if (most > 0 and uses >= most) or (most_a_day > 0 and uses_that_day >= most_a_day) then return LIMIT_REACHED, uses, uses_that_day end
  counted[kind], counted_by_day[on_day] = uses + 1, uses_that_day + 1
end

local fields = {'s', RESERVED, 'd', deadline, 'c', contents, 'm', record, 'h', ARGV[9]}
local uses, parts = {}, {}
for at = FIRST_COUPON, #ARGV, COUPON_ARGS do
  local id, use, most, most_a_day, first_order, part, terms, kind = unpack(ARGV, at, at + COUPON_ARGS - 1)
  local reason, uses_before, uses_that_day = obstacle(id, use, tonumber(most), tonumber(most_a_day), first_order == '1', kind)
  if reason then return {OBSTACLE, #parts, reason, uses_before or 0, uses_that_day or 0} end
  table.insert(parts, part)
  table.insert(uses, id)
  table.insert(uses, use)
  for name, value in pairs({i = id, e = part, x = terms, y = kind}) do
    table.insert(fields, name .. #parts)
    table.insert(fields, value)
  end
end
table.insert(fields, 'n')
table.insert(fields, #parts)

if relies_on_expiry and now > tonumber(redis.call('HGET', reservation.account, 'l') or 0) then
  redis.call('HSET', reservation.account, 'l', ARGV[4])
end
redis.call('HSET', reservation.uses, unpack(uses))
redis.call('HDEL', reservation.key, 'r')
redis.call('HSET', reservation.key, unpack(fields))
redis.call('ZADD', reservation.holds, deadline, reservation.user .. ' ' .. reservation.order)
for _, kind in ipairs(held_kinds) do stop_owing(reservation.owed, reservation.due, kind) end
for _, part in ipairs(parts) do emit(head .. part .. tail(COUPON_USED, STEP, STEP_RESERVED)) end
return {HELD, record, NONE, 0}
