-- Stores a new session, unless its key is taken. Answers the time if stored, else 0.
-- KEYS: the session; the index of its principal, if it has one
-- ARGV: see fence.lua; then expiry, grace, until when it is in the index, its name there, the handle if what an earlier try
-- of the same id change has left may be replaced, fields

if redis.call('EXISTS', KEYS[1]) == 1 then
  if ARGV[6] == '' then
    return 0
  end
  local _, origin = read(KEYS[1])
  if not origin or not belongs(origin, ARGV[6]) then
    return 0
  end
  redis.call('UNLINK', KEYS[1])
end
if KEYS[2] then
  note(KEYS[2], ARGV[5], ARGV[4])
end
set(KEYS[1], 7)
expire(KEYS[1], ARGV[2], ARGV[3])
return now
