-- Says whether a reservation can go: it has ended, and all of its coupons are the campaign's or have been swept already. Deletes it where
-- it is to.
-- KEYS: header, reservation, wallet of its user, its order
-- ARGV: store token, campaign id, "m" of the reservation, whether to delete (0, 1)
-- Reply: STAYS; GOES, or GOES_UNREPORTED where nobody has reported its order
-- @include common/partition/lua/require_store.lua
local found = redis.call('HMGET', KEYS[2], 'm', 's', 'n')
if found[1] ~= ARGV[3] or tonumber(found[2]) == RESERVED then return STAYS end
local ours, prefix = 0, ARGV[2] .. ' '
for k = 1, tonumber(found[3]) do
  local coupon = redis.call('HMGET', KEYS[2], 'i' .. k, 'y' .. k)
  if string.sub(coupon[2], 1, #prefix) == prefix then
    ours = ours + 1
  elseif redis.call('HEXISTS', KEYS[3], coupon[1]) == 1 then
    return STAYS
  end
end
if ours == 0 then return STAYS end
if ARGV[4] == '1' then redis.call('UNLINK', KEYS[2]) end
return redis.call('HEXISTS', KEYS[4], 'f') == 1 and GOES or GOES_UNREPORTED
