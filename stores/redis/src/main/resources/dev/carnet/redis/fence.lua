-- Stands first in a script that must not run late: the one who sent it may have answered its caller with an error by then.
-- A time is milliseconds since 1970. Whoever succeeds answers the server's time, from which the sender knows its clock; one
-- that comes too late answers that time's negative and has done nothing.
-- ARGV[1]: until when it may run, by the server's clock

local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
if now >= tonumber(ARGV[1]) then
  return -now
end

