-- Coupons of a partition that can still cost something, by when they expire: `owed` a hash of how many of a kind there are, `due` a
-- sorted set of the kinds by the hour in which they expire. A kind is "<campaign> <template> <value> <hour>" (keys.h).
local function owe(owed, due, kind)
  if redis.call('HINCRBY', owed, kind, 1) == 1 then redis.call('ZADD', due, string.match(kind, '%d+$'), kind) end
end

-- Takes one coupon of the kind, of which there must be one, out: it is used or held.
local function stop_owing(owed, due, kind)
  if redis.call('HINCRBY', owed, kind, -1) > 0 then return end
  redis.call('HDEL', owed, kind)
  redis.call('ZREM', due, kind)
end
