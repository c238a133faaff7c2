-- Refuses a store without this partition's header, or of another generation, and a partition that is frozen
-- (freeze.lua). KEYS[1] header, ARGV[1] store token.
-- @include common/partition/lua/require_token.lua
if header[3] then return redis.error_reply('FUDAIMOVING ' .. header[3]) end
