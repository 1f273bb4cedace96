-- Notes a session in the index of its principal: on a Cluster, where the two lie apart.
-- KEYS: the index
-- ARGV: until when, the session's name there

note(KEYS[1], ARGV[2], ARGV[1])
return 1
