-- Thaws a partition that was frozen with these words.
-- KEYS: header   ARGV: store token, what was said   Reply: what is still said, by whoever else froze it; nil for nothing
-- @include common/partition/lua/require_token.lua
if header[3] ~= ARGV[2] then return header[3] end
redis.call('HDEL', KEYS[1], 'frozen')
return false
