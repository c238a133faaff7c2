-- A reservation's life: nothing → RESERVED → REDEEMED → REVERSED, or RESERVED → RELEASED or EXPIRED.
-- A table of what it is made of goes through these functions: `key` the reservation, `uses` and `holds` as keys, `order` its id,
-- `user` the owner's id, `owed` and `due` as keys; for all but a reversal also `account` and `reported`, the user and the order as
-- keys. Needs emit.lua and liability.lua. A coupon is the order's own while
-- its use names the order.

local function own_use(reservation, coupon)
  local use = redis.call('HGET', reservation.uses, coupon)
  if not use then return nil end
  local _, _, _, order = struct.unpack('<BI6I4s', use)
  return order == reservation.order and use or nil
end

-- Calls visit(coupon id, its part of the events, discount, whether it goes back, kind of its liability) for each coupon, in order of
-- application.
local function each_coupon(reservation, visit)
  for k = 1, tonumber(redis.call('HGET', reservation.key, 'n')) do
    local coupon = redis.call('HMGET', reservation.key, 'i' .. k, 'e' .. k, 'x' .. k, 'y' .. k)
    local discount, goes_back = struct.unpack('<I4B', coupon[3])
    visit(coupon[1], coupon[2], discount, goes_back == 1, coupon[4])
  end
end

-- Frees a coupon that is the order's own: it can cost something again.
local function free(reservation, coupon, kind)
  if not own_use(reservation, coupon) then return end
  redis.call('HDEL', reservation.uses, coupon)
  owe(reservation.owed, reservation.due, kind)
end

-- Ends a reservation, and frees its coupons.
local function let_go(reservation, state, step, head)
  redis.call('HSET', reservation.key, 's', state)
  redis.call('ZREM', reservation.holds, reservation.user .. ' ' .. reservation.order)
  each_coupon(reservation, function(coupon, part, _, _, kind)
    free(reservation, coupon, kind)
    emit(head .. part .. tail(COUPON_USED, STEP, step))
  end)
end

-- Where the reservation is at `now`. One whose deadline has passed, if only by a clock that was ahead and by which another order has been
-- given coupons, expires here and now; its expiry is dated at the deadline.
local function state_at(reservation, now)
  local state = redis.call('HMGET', reservation.key, 's', 'd', 'h')
  if not state[1] then return NONE end
  if tonumber(state[1]) ~= RESERVED then return tonumber(state[1]) end
  local holds = math.max(now, tonumber(redis.call('HGET', reservation.account, 'l') or 0)) < tonumber(state[2])
  if holds then
    each_coupon(reservation, function(coupon) holds = holds and own_use(reservation, coupon) ~= nil end)
  end
  if holds then return RESERVED end
  let_go(reservation, EXPIRED, STEP_EXPIRED, state[3])
  return EXPIRED
end

-- Whether coupons for a first order can be the order's: the user has reported no order before it, and no such coupon has paid for another
-- or, where `now` is given, is held by another.
local function is_first_order(reservation, now)
  local has_ordered = redis.call('HEXISTS', reservation.account, 'p') == 1
  if has_ordered and redis.call('HEXISTS', reservation.reported, 'b') == 0 then return false end
  for _, use in ipairs(redis.call('HVALS', reservation.uses)) do
    local state, deadline, _, order = struct.unpack('<BI6I4s', use)
    local counts = state == USE_USED or (now and now < deadline)
    if counts and order ~= reservation.order and string.byte(use, -1) == 1 then return false end
  end
  return true
end

local function needs_first_order(reservation)
  local needs = false
  each_coupon(reservation, function(coupon) needs = needs or string.byte(own_use(reservation, coupon), -1) == 1 end)
  return needs
end

-- Pays with what is reserved. Returns where the reservation was before; RESERVED and true if it stays so, since it needs a first order and
-- this is none.
local function redeem(reservation, now, head)
  local state = state_at(reservation, now)
  if state ~= RESERVED then return state end
  if needs_first_order(reservation) and not is_first_order(reservation) then return RESERVED, true end
  redis.call('HSET', reservation.key, 's', REDEEMED)
  redis.call('ZREM', reservation.holds, reservation.user .. ' ' .. reservation.order)
  each_coupon(reservation, function(coupon, part)
    redis.call('HSET', reservation.uses, coupon, string.char(USE_USED) .. string.sub(own_use(reservation, coupon), 2))
    emit(head .. part .. tail(COUPON_USED, STEP, STEP_REDEEMED))
  end)
  return RESERVED
end
