-- Binds the store to an admin database: where it is bound to none, or to take the place of the one before.
-- KEYS: header of partition 0, bound database   ARGV: store token, identity, 'keep' or 'replace' what is there
-- Reply: the identity that is there now
-- @include common/partition/lua/require_store.lua
if ARGV[3] == 'replace' then
  redis.call('SET', KEYS[2], ARGV[2])
else
  redis.call('SETNX', KEYS[2], ARGV[2])
end
return redis.call('GET', KEYS[2])
