[description]
Lets Carnet encrypt the sessions of web applications of Jakarta EE 10 and 11 before they reach the store, with the key that carnet.yml names.

[tags]
session

[depend]
?ee10-carnet-encryption
?ee11-carnet-encryption
