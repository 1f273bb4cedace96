package dev.carnet.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What else an application stores. */
@Entity
@Table(name = "notes")
class Note {
    @Id
    Long id;

    String text;

    protected Note() {}

    Note(long id, String text) {
        this.id = id;
        this.text = text;
    }
}
