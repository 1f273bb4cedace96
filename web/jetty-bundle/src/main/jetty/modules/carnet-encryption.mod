[description]
Lets Carnet encrypt sessions before they reach the store, with the key that carnet.yml names.

[environment]
ee11

[tags]
session

[depend]
carnet

[lib]
lib/carnet/encryption/*.jar
