-- Notes a session in an index: on a Cluster, where the two lie apart.
-- KEYS: the index
-- ARGV: the score, the session's name there

note(KEYS[1], ARGV[1], ARGV[2])
return 1
