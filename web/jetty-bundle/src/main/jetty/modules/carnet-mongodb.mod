[description]
Keeps the sessions of all web applications of Jakarta EE 10 and 11 in Carnet, and those in MongoDB.

[tags]
session

[depend]
?ee10-carnet-mongodb
?ee11-carnet-mongodb
