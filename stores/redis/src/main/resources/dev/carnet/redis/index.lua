-- Stands between session.lua and a script that keeps up the index.

-- Notes a session in the index of its principal until an instant, and forgets those whose instant has come.
local function note(index, session, untilMillis)
  redis.call('ZADD', index, untilMillis, session)
  redis.call('ZREMRANGEBYSCORE', index, '-inf', '(' .. redis.call('TIME')[1] .. '000')
  local last = redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')[2]
  if last == 'inf' then
    redis.call('PERSIST', index)
  else
    redis.call('PEXPIREAT', index, last)
  end
end
