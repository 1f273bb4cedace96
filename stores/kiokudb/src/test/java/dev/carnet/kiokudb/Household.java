package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.testkit.Person;
import dev.carnet.testkit.Person.Couple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph of objects with everything in it: shared, in circles, across attributes. */
final class Household {
    private Household() {}

    static Map<String, Object> attributes() {
        Person ada = new Person("ada");
        Person bob = new Person("bob");
        bob.setFriend(ada);
        ada.getChildren().add(bob);
        ada.setLuggage(new Couple(ada, new ArrayList<>(List.of(bob))));
        Map<String, Object> purse = new HashMap<>(Map.of("n", 0L));
        return Map.of(
                "ada",
                ada,
                "bob",
                bob,
                "a",
                new HashMap<>(Map.of("purse", purse)),
                "b",
                new ArrayList<>(List.of(purse, "x")));
    }

    /** Checks that what was one object is one, and gives the count in the purse. */
    static long check(Session session) {
        Person ada = session.get("ada", Person.class);
        Person bob = session.get("bob", Person.class);
        assertThat(ada.getChildren()).singleElement().isSameAs(bob);
        assertThat(bob.getFriend()).isSameAs(ada);
        assertThat(((Couple) ada.getLuggage()).one()).isSameAs(ada);
        assertThat((List<?>) ((Couple) ada.getLuggage()).other())
                .singleElement()
                .isSameAs(bob);
        Map<String, Object> purse = purse(session);
        assertThat(Engines.list(session.get("b")).get(0)).isSameAs(purse);
        return (Long) purse.get("n");
    }

    private static Map<String, Object> purse(Session session) {
        return Engines.map(Engines.map(session.get("a")).get("purse"));
    }

    static void put(Session session, long n) {
        purse(session).put("n", n);
    }
}
