[description]
Lets Carnet keep sessions of Jakarta EE 11 web applications in MongoDB.

[environment]
ee11

[tags]
session

[depend]
ee11-carnet

[lib]
lib/carnet/mongodb/*.jar
