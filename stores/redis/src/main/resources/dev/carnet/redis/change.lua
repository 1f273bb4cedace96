-- Stands before all else in the script that writes a session: the usual change, of some attributes and nothing else, where
-- nobody has written or noted an access since the session was read.

if ARGV[1] ~= '' and redis.call('HMGET', KEYS[1], '__carnet')[1] == ARGV[2] then
  local first = tonumber(ARGV[4])
  redis.call('HSET', KEYS[1], '__carnet', ARGV[3], unpack(ARGV, first))
  if first > 15 then
    redis.call('HDEL', KEYS[1], unpack(ARGV, 15, first - 1))
  end
  return 1
end

