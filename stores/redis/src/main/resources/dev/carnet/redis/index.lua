-- Stands between session.lua and a script that keeps up the index.

-- How many notes whose instant has come one note drops: many may come due at the same full hour.
local MOST_DROPPED = 100

-- Notes a session in an index. A score is the instant until when, and then some whose instant has come are dropped; after an
-- x it is an instant from which on the session is looked at, and nothing else changes.
local function note(index, score, member)
  if string.sub(score, 1, 1) == 'x' then
    redis.call('ZADD', index, string.sub(score, 2), member)
    return
  end
  redis.call('ZADD', index, score, member)
  local past = redis.call('ZCOUNT', index, '-inf', '(' .. redis.call('TIME')[1] .. '000')
  if past > 0 then
    redis.call('ZREMRANGEBYRANK', index, 0, math.min(past, MOST_DROPPED) - 1)
  end
  local last = redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')[2]
  if last == 'inf' then
    redis.call('PERSIST', index)
  else
    redis.call('PEXPIREAT', index, last)
  end
end

-- Notes a session in the indexes from KEYS[key] on, with the scores and members from ARGV[argument] on, then takes earlier
-- notes out of those that follow.
local function noteAll(key, argument, added, removed)
  for i = 0, added - 1 do
    note(KEYS[key + i], ARGV[argument + 2 * i], ARGV[argument + 2 * i + 1])
  end
  for i = 0, removed - 1 do
    redis.call('ZREM', KEYS[key + added + i], ARGV[argument + 2 * added + i])
  end
end
