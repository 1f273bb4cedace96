/** What only Spring Boot 3.5 has: its classes that the other generation has elsewhere, and Jackson 2. */
@NullMarked
package dev.carnet.spring.boot3;

import org.jspecify.annotations.NullMarked;
