-- Stores a new session, unless its key is taken.
-- KEYS: the session; the index of its principal, if it has one
-- ARGV: expiry, grace, until when it is in the index, its name there, fields

if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
if KEYS[2] then
  note(KEYS[2], ARGV[4], ARGV[3])
end
set(KEYS[1], 5)
expire(KEYS[1], ARGV[1], ARGV[2])
return 1
