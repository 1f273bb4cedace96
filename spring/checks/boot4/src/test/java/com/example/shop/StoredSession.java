package com.example.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The application's own entity, in which its sessions live. */
@Entity
public class StoredSession {
    @Id
    @Column(length = 40, updatable = false)
    private String id;

    @Column(length = 1_000_000, updatable = false)
    private String data;
}
