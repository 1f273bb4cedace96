-- Gives whoever asks the sweep for some time, unless another one has it. Answers 1 if it does, else 0.
-- KEYS: where the sweeper's name stands
-- ARGV: its name, milliseconds

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
