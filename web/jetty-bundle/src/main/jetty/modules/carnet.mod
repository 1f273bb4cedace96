[description]
Keeps the sessions of all web applications of Jakarta EE 10 and 11 in Carnet, as carnet.yml in jetty.base says.
The store is a module of its own: carnet-jdbc, carnet-redis or carnet-mongodb.

[tags]
session

[depend]
?ee10-carnet
?ee11-carnet

[ini-template]
## The configuration: a path within jetty.base, or an absolute one.
# carnet.config=carnet.yml
