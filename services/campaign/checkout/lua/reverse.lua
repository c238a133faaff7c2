-- Takes discount of a redeemed reservation back; once all is, its coupons go back where their terms say so. A part is taken from the
-- coupons in their order of application.
-- KEYS: header, events, reservation, uses, holds, owed, due
-- ARGV: store token, order id, user id, reversal's field, discount to take back (0: all that is left), head of the events,
--       hour of now, rounded up
-- Reply: REVERSED_NOW, ReservationRecord, state, reversed fen in all, reversed now, {ids of the coupons that went back}
--        REPEATED, the same, of the first time but for the state and the sum
--        CONFLICT, the discount that was first asked for; TOO_MUCH, what is left; NOT_REDEEMED, state
-- The first answer in the field, little-endian: discount asked for, reversed then (4 bytes each), whether coupons went back (1 byte)
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include services/campaign/budget/lua/liability.lua
-- @include services/campaign/checkout/lua/reservation.lua
local reservation = {key = KEYS[3], uses = KEYS[4], holds = KEYS[5], owed = KEYS[6], due = KEYS[7], order = ARGV[2], user = ARGV[3]}
local field, asked, head, hour = ARGV[4], tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7])

local function returning()
  local ids = {}
  each_coupon(reservation, function(coupon, _, _, goes_back) if goes_back then table.insert(ids, coupon) end end)
  return ids
end

-- The kind of a coupon that goes back: one whose time is over expires with this hour, not before it went back.
local function kind_from_now(kind)
  local name, expires = string.match(kind, '^(.* )(%d+)$')
  return tonumber(expires) < hour and name .. hour or kind
end

local known = redis.call('HMGET', reservation.key, 's', 'm', 'r', field)
local state, reversed = tonumber(known[1] or NONE), tonumber(known[3] or 0)
if known[4] then
  local first_asked, first_reversed, went_back = struct.unpack('<I4I4B', known[4])
  if first_asked ~= asked then return {CONFLICT, first_asked} end
  return {REPEATED, known[2], state, reversed, first_reversed, went_back == 1 and returning() or {}}
end
if state ~= REDEEMED and state ~= REVERSED then return {NOT_REDEEMED, state} end

local total = 0
each_coupon(reservation, function(_, _, discount) total = total + discount end)
local left = total - reversed
if asked > left or left == 0 then return {TOO_MUCH, left} end
local back = asked == 0 and left or asked
local all = back == left

local before = 0
each_coupon(reservation, function(coupon, part, discount, goes_back, kind)
  local from, to = math.max(before, reversed), math.min(before + discount, reversed + back)
  if to > from then emit(head .. part .. tail(COUPON_USED, STEP, STEP_REVERSED, REVERSED_FEN, to - from)) end
  if all and goes_back then
    free(reservation, coupon, kind_from_now(kind))
    emit(head .. part .. tail(COUPON_USED, STEP, STEP_RETURNED))
  end
  before = before + discount
end)
redis.call('HSET', reservation.key, 'r', reversed + back, 's', all and REVERSED or REDEEMED,
  field, struct.pack('<I4I4B', asked, back, all and 1 or 0))
return {REVERSED_NOW, known[2], all and REVERSED or REDEEMED, reversed + back, back, all and returning() or {}}
