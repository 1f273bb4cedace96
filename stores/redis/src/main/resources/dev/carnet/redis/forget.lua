-- Takes out of an index those sessions that are not there any more.
-- KEYS: the index, the sessions
-- ARGV: their names there

for i = 1, #ARGV do
  if redis.call('EXISTS', KEYS[i + 1]) == 0 then
    redis.call('ZREM', KEYS[1], ARGV[i])
  end
end
return 1
