-- Takes a lease on a campaign's sweep, unless somebody else's holds or there is nothing to sweep.
-- KEYS: header, campaign record, sweep   ARGV: store token, now (ms), end of the lease (ms)
-- Reply: fence, phase, Redis's run, cursor, pass, looked at, deleted in this pass, deleted in all (nil where never written);
--        nil if there is no lease to be had
-- @include common/partition/lua/require_store.lua
if tonumber(redis.call('HGET', KEYS[2], 'state')) ~= ARCHIVED then return false end
local sweep = redis.call('HMGET', KEYS[3], 'lease', 'phase', 'run', 'cursor', 'pass', 'looked', 'found', 'deleted')
if tonumber(sweep[2]) == SWEPT or tonumber(ARGV[2]) < tonumber(sweep[1] or 0) then return false end
redis.call('HSET', KEYS[3], 'lease', ARGV[3])
sweep[1] = redis.call('HINCRBY', KEYS[3], 'fence', 1)
return sweep
