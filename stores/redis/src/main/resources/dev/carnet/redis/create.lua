-- Stores a new session, unless its key is taken. Answers the time if stored, else 0.
-- KEYS: the session; the indexes that it is noted in
-- ARGV: see fence.lua; then expiry, grace, the handle if what an earlier try of the same id change has left may be replaced,
-- the number of notes, their scores and members, fields

if redis.call('EXISTS', KEYS[1]) == 1 then
  if ARGV[4] == '' then
    return 0
  end
  local _, origin = read(KEYS[1])
  if not origin or not belongs(origin, ARGV[4]) then
    return 0
  end
  redis.call('UNLINK', KEYS[1])
end
local notes = tonumber(ARGV[5])
noteAll(2, 6, notes, 0)
set(KEYS[1], 6 + 2 * notes)
expire(KEYS[1], ARGV[2], ARGV[3])
return now
