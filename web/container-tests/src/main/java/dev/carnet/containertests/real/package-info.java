/** Containers as they are downloaded, each in a process of its own. */
package dev.carnet.containertests.real;
