-- Deletes whatever lies under a session's key. Answers 1 if something did, else 0; or the session's principal, if nothing
-- else would ever take it out of the index.
-- KEYS: the session

local fields = redis.pcall('HMGET', KEYS[1], STATE, USER)
local deleted = redis.call('UNLINK', KEYS[1])
if deleted == 1 and fields[1] and fields[2] then
  local _, _, expires = parse(fields[1])
  if expires and tonumber(expires) >= NEVER then
    return fields[2]
  end
end
return deleted
