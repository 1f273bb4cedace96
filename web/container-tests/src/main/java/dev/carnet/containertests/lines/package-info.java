/** The lines of the Servlet TCK about sessions, in own words: the TCK itself is not on Maven Central. */
package dev.carnet.containertests.lines;
