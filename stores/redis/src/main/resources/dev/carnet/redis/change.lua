-- Stands before the rest of the script that writes a session: the usual change, of some attributes and nothing else, where
-- nobody has written or noted an access since the session was read. Then the fields that were not there when it was read
-- need not be removed.
-- ARGV[2]: where the fields to remove begin that were there, if the change is of that kind

if ARGV[2] ~= '' and redis.call('HMGET', KEYS[1], '__carnet')[1] == ARGV[3] then
  local present, first = tonumber(ARGV[2]), tonumber(ARGV[5])
  redis.call('HSET', KEYS[1], '__carnet', ARGV[4], unpack(ARGV, first))
  if present < first then
    redis.call('HDEL', KEYS[1], unpack(ARGV, present, first - 1))
  end
  return now
end

