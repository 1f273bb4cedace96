-- Deletes a session that has expired by an instant, and answers its bookkeeping.
-- KEYS: the session
-- ARGV: the instant

local state, origin, user = read(KEYS[1])
local _, _, expires = parse(state or '')
if not origin or not known(origin) or not expires or tonumber(expires) > tonumber(ARGV[1]) then
  return false
end
redis.call('UNLINK', KEYS[1])
return { state, origin, user }
