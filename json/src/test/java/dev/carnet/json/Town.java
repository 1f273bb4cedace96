package dev.carnet.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An application's classes whose objects know each other. */
final class Town {
    private Town() {}

    static class Person {
        public String name = "";
        public Person friend;
        public Object luggage;
        public List<Person> children = new ArrayList<>();
        public Optional<Person> spouse = Optional.empty();

        static Person named(String name) {
            Person person = new Person();
            person.name = name;
            return person;
        }
    }

    record House(String street, Object owner) {}

    /** Can be made only when the other is there. */
    static final class Twin {
        private Twin other;

        @JsonCreator
        Twin(@JsonProperty("other") Twin other) {
            this.other = other;
        }

        public Twin getOther() {
            return other;
        }

        void meet(Twin value) {
            other = value;
        }
    }

    /** Not allowed itself, but declared by one that is. */
    static class Ring {
        public int number;
    }

    static class Pocket {
        public Ring left;
        public Ring right;
    }
}
