-- Lists helpers by their numbers.
-- KEYS: header, helpers   ARGV: store token, number to begin after, most to return   Reply: user id, score, …
-- @include common/partition/lua/require_store.lua
local after = string.format('(%.0f', (tonumber(ARGV[2]) + 1) * 4294967296 - 1)
return redis.call('ZRANGEBYSCORE', KEYS[2], after, '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[3])
