[description]
Keeps the sessions of all web applications of Jakarta EE 10 and 11 in Carnet, and those in Redis.

[tags]
session

[depend]
?ee10-carnet-redis
?ee11-carnet-redis
