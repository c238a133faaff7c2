-- Counts a friend's open for the sharer's cup. growth_rules.h is the same in C++; a test compares them.
-- cup, helpers: keys; rules: see campaigns/compiled_version.h; friend: user id; is_new: has never ordered; now:
--   in seconds
-- Returns the drops that count, the cups that they fill, the distinct helpers that there are then, and the function that
--   keeps it: nothing is written before.
local function keep_nothing() end
local function grow(cup, helpers, rules, friend, is_new, now)
  local per_cup, most_cups, period, extra, discard, position = struct.unpack('<I4I4I4I4B', rules)
  local count = redis.call('ZCARD', helpers)
  local number = count + 1
  local score = redis.call('ZSCORE', helpers, friend)
  if score then
    local last = tonumber(score) % 4294967296
    number = (tonumber(score) - last) / 4294967296
    if now - last < period then return 0, 0, count, keep_nothing end
  end

  local drops = 0
  while position <= #rules do
    local least, step
    least, step, position = struct.unpack('<I4I4', rules, position)
    if count >= least then drops = step end
  end
  if is_new then drops = drops + extra end

  local state = redis.call('HMGET', cup, 'd', 't', 'n')
  local inside, total, filled = tonumber(state[1] or 0), tonumber(state[2] or 0), tonumber(state[3] or 0)
  if discard == 1 then drops = math.min(drops, per_cup - inside) end
  if most_cups > 0 then drops = math.min(drops, (most_cups - filled) * per_cup - inside) end
  if drops <= 0 then return 0, 0, count, keep_nothing end

  local cups = math.floor((inside + drops) / per_cup)
  local function keep()
    redis.call('HSET', cup, 'd', string.format('%.0f', inside + drops - cups * per_cup),
      't', string.format('%.0f', total + drops), 'n', string.format('%.0f', filled + cups))
    redis.call('ZADD', helpers, string.format('%.0f', number * 4294967296 + now), friend)
  end
  return drops, cups, math.max(count, number), keep
end
