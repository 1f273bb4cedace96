package dev.carnet.jpa;

import jakarta.persistence.Entity;

/** What no provider accepts: an entity without an id. */
@Entity
class Keyless {
    String text;
}
