[description]
Lets Carnet keep sessions of Jakarta EE 11 web applications in a database.
The database's JDBC driver belongs into lib/carnet/jdbc.

[environment]
ee11

[tags]
session

[depend]
ee11-carnet

[lib]
lib/carnet/jdbc/*.jar
