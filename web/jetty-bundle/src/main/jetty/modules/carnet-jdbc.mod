[description]
Keeps the sessions of all web applications of Jakarta EE 10 and 11 in Carnet, and those in a database.
The database's JDBC driver belongs into lib/carnet/jdbc.

[tags]
session

[depend]
?ee10-carnet-jdbc
?ee11-carnet-jdbc
