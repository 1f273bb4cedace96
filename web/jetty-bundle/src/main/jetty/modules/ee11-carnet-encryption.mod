[description]
Lets Carnet encrypt sessions of Jakarta EE 11 web applications before they reach the store, with the key that carnet.yml names.

[environment]
ee11

[tags]
session

[depend]
ee11-carnet

[lib]
lib/carnet/encryption/*.jar
