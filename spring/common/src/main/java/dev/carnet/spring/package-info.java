/** Carnet in a Spring Boot application: configuration from its environment, on what the application already has. */
@NullMarked
package dev.carnet.spring;

import org.jspecify.annotations.NullMarked;
