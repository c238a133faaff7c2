-- Appends an event to the partition's stream. KEYS[1] the partition's header; KEYS[2] its stream.
local function emit(payload)
  local number = redis.call('HINCRBY', KEYS[1], 'ev', 1)
  redis.call('XADD', KEYS[2], string.format('%.0f-0', number), 'e', payload)
end

-- The script's own fields of an event: `body` is the tag of the event's body, then come pairs of a field's tag
--   and its value.
local function tail(body, ...)
  local fields = struct.pack('<' .. string.rep('BI4', select('#', ...) / 2), ...)
  return struct.pack('BB', body, #fields) .. fields
end
