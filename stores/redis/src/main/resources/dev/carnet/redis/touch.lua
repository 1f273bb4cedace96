-- Notes an access, if nobody has written meanwhile and none later is noted. Answers 1 if it did, else 0; or origin and principal,
-- if the session must first be noted in indexes for longer: it may be deleted an hour later or more than so far.
-- KEYS: the session
-- ARGV: version, last access, expiry, grace, 1 if the indexes need no look

local state, origin, user = read(KEYS[1])
if not state and not origin then
  return 0
end
local version, accessed, storedExpires, idle = parse(state or '')
if not version or not origin then
  return UNREADABLE
end
if version ~= ARGV[1] or tonumber(ARGV[2]) <= tonumber(accessed) then
  return 0
end
local expires = later(storedExpires, ARGV[3])
local function hour(instant)
  return math.floor(deadline(instant, ARGV[4]) / 3600000)
end
if ARGV[5] == '' and hour(expires) ~= hour(storedExpires) then
  return { origin, user or '' }
end
local size = string.match(state, '%d+$')
redis.call('HSET', KEYS[1], STATE, version .. ' ' .. ARGV[2] .. ' ' .. expires .. ' ' .. idle .. ' ' .. size)
expire(KEYS[1], expires, ARGV[4])
return 1
