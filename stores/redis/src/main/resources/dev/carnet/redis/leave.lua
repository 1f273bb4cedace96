-- The second step of an id change on a Cluster: deletes the session under its old key, if nobody has written or noted an
-- access since it was read. Answers the time if it did, 0 if somebody has, -1 if it is gone.
-- KEYS: the session under its old key
-- ARGV: see fence.lua; then handle, version, last access, expiry; without a version if somebody else wrote it

local state, origin = read(KEYS[1])
if not state and not origin then
  if ARGV[3] ~= '' or redis.call('EXISTS', KEYS[1]) == 0 then
    return -1
  end
  redis.call('UNLINK', KEYS[1])
  return now
end
local version, accessed, expires = parse(state or '')
if not version or not origin then
  return UNREADABLE
end
if not belongs(origin, ARGV[2]) then
  return -1
end
if version ~= ARGV[3] or accessed ~= ARGV[4] or expires ~= ARGV[5] then
  return 0
end
redis.call('UNLINK', KEYS[1])
return now
