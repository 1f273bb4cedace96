@echo off
rem Starts Carnet's command line. Needs a Java runtime 17 or newer and nothing else.
rem No blocks in parentheses: a path such as "C:\Program Files (x86)" would end them.
setlocal
set "CARNET_JAVA=java"
if not defined JAVA_HOME goto on_path
set "CARNET_JAVA=%JAVA_HOME:"=%\bin\java"
if exist "%CARNET_JAVA%.exe" goto found
echo carnet: JAVA_HOME is %JAVA_HOME%, but there is no program "%CARNET_JAVA%.exe"; set JAVA_HOME to Java 17 or newer 1>&2
exit /b 2
:on_path
where java >nul 2>nul
if not errorlevel 1 goto found
echo carnet: no java found; install Java 17 or newer, or set JAVA_HOME 1>&2
exit /b 2
:found
set "CARNET_COMMAND=carnet"
set "CARNET_JARS=%~dp0..\lib\*"
if defined CARNET_CLASSPATH set "CARNET_JARS=%CARNET_JARS%;%CARNET_CLASSPATH%"
"%CARNET_JAVA%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "%CARNET_JARS%" dev.carnet.cli.Carnet %*
exit /b %ERRORLEVEL%
