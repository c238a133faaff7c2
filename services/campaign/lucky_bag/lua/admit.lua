-- Tells whether a user has ever ordered.
-- KEYS: header, user   ARGV: store token   Reply: 1 if they have, else 0
-- @include common/partition/lua/require_store.lua
return redis.call('HEXISTS', KEYS[2], 'p')
