-- Deletes whatever lies under a session's key. Answers 1 if something did, else 0; or principal and origin, if notes of it are
-- to be taken out of indexes: an empty text for none.
-- KEYS: the session

local fields = redis.pcall('HMGET', KEYS[1], STATE, ORIGIN, USER)
local deleted = redis.call('UNLINK', KEYS[1])
if deleted == 1 and fields[1] and fields[2] then
  local _, _, expires = parse(fields[1])
  local forEver = expires and tonumber(expires) >= NEVER
  if fields[3] or forEver then
    return { fields[3] or '', forEver and fields[2] or '' }
  end
end
return deleted
