@echo off
rem Starts Carnet's command line. Needs a Java runtime 17 or newer and nothing else.
setlocal
set "CARNET_JAVA=java"
if defined JAVA_HOME set "CARNET_JAVA=%JAVA_HOME%\bin\java"
set "CARNET_COMMAND=carnet"
set "CARNET_JARS=%~dp0..\lib\*"
if defined CARNET_CLASSPATH set "CARNET_JARS=%CARNET_JARS%;%CARNET_CLASSPATH%"
"%CARNET_JAVA%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "%CARNET_JARS%" dev.carnet.cli.Carnet %*
exit /b %ERRORLEVEL%
