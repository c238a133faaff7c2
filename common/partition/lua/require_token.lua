-- Refuses a store without this partition's header, or of another generation. KEYS[1] header, ARGV[1] store token.
local header = redis.call('HMGET', KEYS[1], 'gen', 'epoch', 'frozen')
if header[1] ~= ARGV[1] then
  return redis.error_reply('FUDAISTORE partition header ' .. KEYS[1] .. ' is ' .. (header[1] or 'missing')
    .. ', and should be ' .. ARGV[1] .. ': this Redis is empty or another store')
end
