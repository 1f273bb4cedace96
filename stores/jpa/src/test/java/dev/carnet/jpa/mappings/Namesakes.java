package dev.carnet.jpa.mappings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Entities and attributes whose names are easily taken for each other. */
public final class Namesakes {
    private Namesakes() {}

    /** Called as another class is. */
    @Entity(name = "Account")
    @Table(name = "n_zed")
    public static class Zed extends EntityMappings.Base {}

    /** Its class is called as another entity is. */
    @Entity(name = "Customer")
    @Table(name = "n_account")
    public static class Account extends EntityMappings.Base {}

    /** One of two classes with the same simple name. */
    public static final class Old {
        private Old() {}

        @Entity(name = "OldLedger")
        @Table(name = "n_old_ledger")
        public static class Ledger extends EntityMappings.Base {}
    }

    /** The other. */
    public static final class New {
        private New() {}

        @Entity(name = "NewLedger")
        @Table(name = "n_new_ledger")
        public static class Ledger extends EntityMappings.Base {}
    }

    /** An attribute is called as the column of another one. */
    @Entity
    @Table(name = "n_crossed")
    public static class Crossed {
        @Id
        @Column(length = 40)
        String sid;

        @Column(name = "legacy", length = 10_000)
        String sessionData;

        @Column(name = "session_data", length = 10_000)
        String payload;
    }

    /** Two attributes that a loose reading takes for the same. */
    @Entity
    @Table(name = "n_similar")
    public static class Similar {
        @Id
        @Column(length = 40)
        String sid;

        @Column(name = "first_text", length = 10_000)
        String session_text;

        @Column(name = "second_text", length = 10_000)
        String sessionText;
    }
}
