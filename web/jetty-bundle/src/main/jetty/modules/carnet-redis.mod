[description]
Lets Carnet keep sessions in Redis.

[environment]
ee11

[tags]
session

[depend]
carnet

[lib]
lib/carnet/redis/*.jar
