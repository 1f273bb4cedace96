package dev.carnet.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application's own bean that knows others of its kind: what graphs are made of in the tests. */
public final class Person {
    private String name = "";
    private @Nullable Person friend;
    private List<Person> children = new ArrayList<>();
    private @Nullable Object luggage;

    public Person() {}

    public Person(String name) {
        this.name = name;
    }

    /** Two who can only be made once both are known. */
    public record Couple(@Nullable Person one, @Nullable Object other) {}

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public @Nullable Person getFriend() {
        return friend;
    }

    public void setFriend(@Nullable Person value) {
        friend = value;
    }

    public List<Person> getChildren() {
        return children;
    }

    public void setChildren(List<Person> value) {
        children = value;
    }

    public @Nullable Object getLuggage() {
        return luggage;
    }

    public void setLuggage(@Nullable Object value) {
        luggage = value;
    }
}
