[description]
Lets Carnet keep sessions in a database.
The database's JDBC driver belongs into lib/carnet/jdbc.

[environment]
ee11

[tags]
session

[depend]
carnet

[lib]
lib/carnet/jdbc/*.jar
