-- Deletes a reservation that has ended, all of whose coupons are the campaign's or have been swept already.
-- KEYS: header, reservation, wallet of its user   ARGV: store token, campaign id, "m" of the reservation   Reply: keys deleted
-- @include common/partition/lua/require_store.lua
local found = redis.call('HMGET', KEYS[2], 'm', 's', 'n')
if found[1] ~= ARGV[3] or tonumber(found[2]) == RESERVED then return 0 end
local ours, prefix = 0, ARGV[2] .. ' '
for k = 1, tonumber(found[3]) do
  local coupon = redis.call('HMGET', KEYS[2], 'i' .. k, 'y' .. k)
  if string.sub(coupon[2], 1, #prefix) == prefix then
    ours = ours + 1
  elseif redis.call('HEXISTS', KEYS[3], coupon[1]) == 1 then
    return 0
  end
end
return ours > 0 and redis.call('UNLINK', KEYS[2]) or 0
