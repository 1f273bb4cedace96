[description]
Keeps the sessions of all Jakarta EE 11 web applications in Carnet, as carnet.yml in jetty.base says.
The store is a module of its own: carnet-jdbc, carnet-redis or carnet-mongodb.

[environment]
ee11

[tags]
session

[depend]
ee11-webapp

[files]
basehome:modules/carnet.d/ee11-carnet.xml|environments/ee11-carnet.xml

[lib]
lib/carnet/*.jar
