-- Begins every script. A session is a hash: a field for each attribute, and bookkeeping under reserved names.
--   __carnet       version, last access, expiry, idle limit, size; see SessionHash
--   __carnet.id    begin, end, format if it has one, handle
--   __carnet.user  principal
-- Numbers stay texts wherever they are only handed on: Lua would round them when it writes them.

local STATE, ORIGIN, USER = '__carnet', '__carnet.id', '__carnet.user'
local NEVER = 253402300799000
local UNREADABLE = { err = 'UNREADABLE the bookkeeping under a session key cannot be read' }

-- The bookkeeping under a key, as it stands. Without a state and an origin, somebody else has written what lies there, if
-- anything does.
local function read(key)
  local fields = redis.call('HMGET', key, STATE, ORIGIN, USER)
  return fields[1], fields[2], fields[3]
end

-- Version, last access, expiry and idle limit; nothing if they cannot be read.
local function parse(state)
  return string.match(state, '^(%x+) (%-?%d+) (%-?%d+) (%S+) %d+$')
end

-- Whether a record is of the format that these scripts know, or of the first, which did not say so.
local function known(origin)
  local format = string.match(origin, '^%-?%d+ %S+ (%d+%l) ')
  return not format or format == '1d' or format == '1i'
end

local function belongs(origin, handle)
  return string.sub(origin, -#handle - 1) == ' ' .. handle
end

local function later(a, b)
  return tonumber(a) > tonumber(b) and a or b
end

-- When Redis itself may delete a session.
local function deadline(expires, grace)
  return tonumber(expires) + tonumber(grace)
end

local function expire(key, expires, grace)
  if tonumber(expires) >= NEVER then
    redis.call('PERSIST', key)
  else
    redis.call('PEXPIREAT', key, string.format('%.0f', deadline(expires, grace)))
  end
end

-- Sets the fields from ARGV[first] on, name and value in turn; unpack takes some thousands at most.
local function set(key, first)
  for i = first, #ARGV, 1000 do
    redis.call('HSET', key, unpack(ARGV, i, math.min(i + 999, #ARGV)))
  end
end
