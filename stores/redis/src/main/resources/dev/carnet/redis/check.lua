-- Which commands of the other scripts the user may not give. Runs none of them: a server since version 7 tells, on an older one
-- nothing is found.
-- KEYS: a key that no session has

local commands = {
  {'EXISTS', KEYS[1]},
  {'GET', KEYS[1]},
  {'HDEL', KEYS[1], 'f'},
  {'HMGET', KEYS[1], 'f'},
  {'HSET', KEYS[1], 'f', 'v'},
  {'PERSIST', KEYS[1]},
  {'PEXPIREAT', KEYS[1], '1'},
  {'RENAME', KEYS[1], KEYS[1]},
  {'SET', KEYS[1], 'v', 'PX', '1'},
  {'TIME'},
  {'UNLINK', KEYS[1]},
  {'ZADD', KEYS[1], '1', 'm'},
  {'ZCOUNT', KEYS[1], '0', '0'},
  {'ZREM', KEYS[1], 'm'},
  {'ZREMRANGEBYRANK', KEYS[1], '0', '0'},
  {'ZREVRANGE', KEYS[1], '0', '0'},
}
local refused = {}
for _, each in ipairs(redis.acl_check_cmd and commands or {}) do
  if not redis.acl_check_cmd(unpack(each)) then
    refused[#refused + 1] = each[1]
  end
end
return refused
