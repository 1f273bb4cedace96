package dev.carnet.jpa;

import dev.carnet.jpa.entity.JpaOptions;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An application's own entity with renamed columns, as Dancer's documentation has it. */
@Entity
@Table(name = "my_sessions")
class MySession {
    static final String DDL =
            "CREATE TABLE my_sessions (my_session_id VARCHAR(72) PRIMARY KEY, my_session_data ${text})";

    static final JpaOptions OPTIONS =
            new JpaOptions("MySession", "my_session_id", "my_session_data", java.util.Map.of());

    @Id
    @Column(name = "my_session_id", length = 72)
    String id;

    @Column(name = "my_session_data")
    String sessionData;
}
