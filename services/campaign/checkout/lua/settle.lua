-- Ends a reservation: pays with it, or lets go of it; where `purpose` is neither, only lets it expire if its deadline has passed.
-- KEYS: header, events, reservation, uses, holds, owed, due, user, order
-- ARGV: store token, order id, user id, now (ms), purpose, head of the events
-- Reply: state before, ReservationRecord, state now (RESERVED where it was to pay and is no first order, which it needs), reversed fen,
--        contents of the request that made it;
--        just NONE where there is no reservation
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
-- @include services/campaign/budget/lua/liability.lua
-- @include services/campaign/checkout/lua/reservation.lua
local reservation = {key = KEYS[3], uses = KEYS[4], holds = KEYS[5], owed = KEYS[6], due = KEYS[7], order = ARGV[2], user = ARGV[3],
  account = KEYS[8], reported = KEYS[9]}
local now, purpose, head = tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6]

local before = tonumber(redis.call('HGET', reservation.key, 's') or NONE)
if before == NONE then return {NONE} end
if purpose == PAY then
  redeem(reservation, now, head)
elseif state_at(reservation, now) == RESERVED and purpose == RELEASE then
  let_go(reservation, RELEASED, STEP_RELEASED, head)
end
local after = redis.call('HMGET', reservation.key, 'm', 's', 'r', 'c')
return {before, after[1], tonumber(after[2]), tonumber(after[3] or 0), after[4]}
