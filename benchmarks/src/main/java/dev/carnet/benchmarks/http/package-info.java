/** Servers with the application in them, and the load that is put on them through sockets. */
@NullMarked
package dev.carnet.benchmarks.http;

import org.jspecify.annotations.NullMarked;
