-- Reads what a campaign's record says of its state.
-- KEYS: header, campaign record   ARGV: store token   Reply: state, end (ms); nil where the campaign is gone
-- @include common/partition/lua/require_store.lua
return redis.call('HMGET', KEYS[2], 'state', 'end')
