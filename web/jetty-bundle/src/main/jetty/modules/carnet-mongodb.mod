[description]
Lets Carnet keep sessions in MongoDB.

[environment]
ee11

[tags]
session

[depend]
carnet

[lib]
lib/carnet/mongodb/*.jar
