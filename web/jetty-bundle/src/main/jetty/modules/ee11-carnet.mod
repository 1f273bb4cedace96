[description]
Keeps the sessions of all Jakarta EE 11 web applications in Carnet, as carnet.yml in jetty.base says.
The store is a module of its own, which brings this one: ee11-carnet-jdbc, ee11-carnet-redis or ee11-carnet-mongodb.

[environment]
ee11

[tags]
session

[depend]
?ee11-webapp

[xml]
etc/carnet.xml

[lib]
lib/carnet/*.jar

[ini-template]
## The configuration: a path within jetty.base, or an absolute one.
# carnet.config=carnet.yml
