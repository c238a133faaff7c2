-- Records a refund, and closes its order's bag where what remains of the order no longer triggers the campaign.
-- KEYS: header, events, order; if the order has a bag: bag (which may have been swept)
-- ARGV: store token, refund's field, refund's contents, amount, whether the order was known when it was read (0, 1),
--       event, most fen that an order's refunds may add up to, whether the order is another's than the refund says (0, 1)
-- Reply: outcome, the packed answer; with CONFLICT instead: outcome, the contents of the first report
-- The packed answer, little-endian: 1 byte (0 order unknown, 1 recorded, 2 bag closed), remaining fen (8 bytes),
-- opened (4 bytes)
-- @include common/partition/lua/require_store.lua
-- @include services/campaign/events/lua/emit.lua
local field, contents, amount, was_known = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5] == '1'
local event, most, is_anothers = ARGV[6], tonumber(ARGV[7]), ARGV[8] == '1'
local PACKED, PACKED_SIZE = '<Bi8I4', 13

local order = redis.call('HMGET', KEYS[3], field, 'f', 'a', 'r', 'k')
if order[1] then
  local first = string.sub(order[1], PACKED_SIZE + 1)
  if first ~= contents then return {CONFLICT, first} end
  return {REPEATED, string.sub(order[1], 1, PACKED_SIZE)}
end
if is_anothers then return {ANOTHERS} end
local known = order[2] and true or false
if known ~= was_known then return {CHANGED} end
local refunded_before = tonumber(order[4] or 0)
if amount > most - refunded_before then return {TOO_MUCH} end
local refunded = refunded_before + amount

local result, remaining, opened = known and REFUND_RECORDED or ORDER_UNKNOWN, 0, 0
if known then remaining = tonumber(order[3]) - refunded end
if KEYS[4] then
  local bag = redis.call('HMGET', KEYS[4], 'n', 'z', 'm')
  opened = tonumber(bag[1] or 0)
  if bag[3] and not bag[2] and (remaining < tonumber(order[5]) or (refunded > 0 and remaining <= 0)) then
    redis.call('HSET', KEYS[4], 'z', 1)
    result = BAG_CLOSED
  end
end

local packed = struct.pack(PACKED, result, remaining, opened)
redis.call('HSET', KEYS[3], 'r', string.format('%.0f', refunded), field, packed .. contents)
emit(event .. tail(REFUND_REPORTED, CLOSED_TAG, result == BAG_CLOSED and 1 or 0, KNOWN_TAG, known and 1 or 0))
return {RECORDED, packed}
