-- Applies what one writer did to a session, if it is still the one that the writer had read, and moves it if it gets a
-- new key. Answers the time if stored, 0 if the writer has to read it again, -1 if it is gone, -2 if the new key is taken.
-- KEYS: the session; its new key, if it moves; the indexes that it is noted in; those that it leaves
-- ARGV: see fence.lua, change.lua and the names below; then scores and members of the notes and members of those to take out,
-- the fields to remove, fields and values

local base, state, first, handle, user, setsIdle, origin, nextUser, grace, moves, added, removed, exact =
  unpack(ARGV, 3, 15)
first, added, removed = tonumber(first), tonumber(added), tonumber(removed)
local version, accessed, expires, idle = parse(state)
local storedState, storedOrigin, storedUser = read(KEYS[1])
local storedVersion, storedAccessed, storedExpires, storedIdle
if storedState and storedOrigin then
  storedVersion, storedAccessed, storedExpires, storedIdle = parse(storedState)
  if not storedVersion then
    return UNREADABLE
  end
  if not belongs(storedOrigin, handle) then
    return -1
  end
  local baseVersion, _, _, baseIdle = parse(base)
  if exact ~= '' and storedVersion ~= baseVersion or storedIdle ~= baseIdle or (storedUser and '=' .. storedUser or '') ~= user then
    return 0
  end
  accessed = later(accessed, storedAccessed)
  if setsIdle == '' then
    expires = later(expires, storedExpires)
  end
elseif storedState or storedOrigin then
  return UNREADABLE
elseif base ~= '' or redis.call('EXISTS', KEYS[1]) == 0 then
  return -1
end

local key, used = KEYS[1], 1
if moves ~= '' then
  key, used = KEYS[2], 2
  if redis.call('EXISTS', key) == 1 then
    return -2
  end
end
noteAll(used + 1, 16, added, removed)
if moves ~= '' then
  redis.call('RENAME', KEYS[1], key)
end

state = version .. ' ' .. accessed .. ' ' .. expires .. ' ' .. idle .. string.match(state, ' %d+$')
-- What a full memory refuses comes first, so that it refuses all.
if #ARGV - first < 1000 then
  redis.call('HSET', key, STATE, state, unpack(ARGV, first))
else
  redis.call('HSET', key, STATE, state)
  set(key, first)
end
for i = 16 + 2 * added + removed, first - 1, 1000 do
  redis.call('HDEL', key, unpack(ARGV, i, math.min(i + 999, first - 1)))
end
if origin ~= '' then
  redis.call('HSET', key, ORIGIN, origin)
end
if nextUser == '-' then
  redis.call('HDEL', key, USER)
elseif nextUser ~= '' then
  redis.call('HSET', key, USER, string.sub(nextUser, 2))
end
-- Most changes leave it, and its deadline lies with the key, which keeps it when it is renamed.
if expires ~= storedExpires then
  expire(key, expires, grace)
end
return now
