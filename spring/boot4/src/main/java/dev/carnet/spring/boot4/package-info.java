/** What only Spring Boot 4 has: its classes that the other generation has elsewhere, and Jackson 3. */
@NullMarked
package dev.carnet.spring.boot4;

import org.jspecify.annotations.NullMarked;
