package dev.carnet.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an application might keep in its sessions. */
final class Shop {
    private Shop() {}

    enum Size {
        SMALL,
        LARGE {
            @Override
            boolean isBig() {
                return true;
            }
        };

        boolean isBig() {
            return false;
        }

        /** Not what is stored. */
        @Override
        public String toString() {
            return isBig() ? "a big one" : "a small one";
        }
    }

    record Item(String name, BigDecimal price) {
        /** Derived, so not stored. */
        public boolean isFree() {
            return price.signum() == 0;
        }
    }

    /** Every component says what it is. */
    @SuppressWarnings("ArrayRecordComponent") // applications have them
    record Order(
            UUID id,
            Instant at,
            ZoneId zone,
            Size size,
            long count,
            Set<Instant> seen,
            Map<UUID, Item> items,
            Map<Size, Integer> sizes,
            Optional<Item> gift,
            Item[] extras,
            byte[] signature,
            List<List<Long>> numbers) {}

    /** Nothing says what it is. */
    record Box(Object content, List<Object> list, Map<String, Object> map, Map<Object, Object> any, Number number) {
        static Box of(Object content) {
            return new Box(content, null, null, null, null);
        }
    }

    interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Drawing(Shape first, List<Shape> others, Map<String, Shape> byName, Optional<Shape> last) {}

    record Pair<T>(T left, T right) {}

    record Pairs(Pair<Long> numbers, Pair<Object> things) {}

    record Nothing() {}

    static class Animal {
        public String name;
        public Animal mother;

        Animal() {}

        Animal(String name, Animal mother) {
            this.name = name;
            this.mother = mother;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Animal that
                    && Objects.equals(name, that.name)
                    && Objects.equals(mother, that.mother);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, mother);
        }
    }

    static final class Dog extends Animal {
        Dog() {}

        Dog(String name) {
            super(name, null);
        }
    }

    static final class Cart {
        private List<Item> items = new ArrayList<>();
        private Set<String> notes;
        private Object extra;

        public List<Item> getItems() {
            return items;
        }

        public void setItems(List<Item> items) {
            this.items = items;
        }

        public Set<String> getNotes() {
            return notes;
        }

        public void setNotes(Set<String> notes) {
            this.notes = notes;
        }

        public Object getExtra() {
            return extra;
        }

        public void setExtra(Object extra) {
            this.extra = extra;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Cart that
                    && items.equals(that.items)
                    && Objects.equals(notes, that.notes)
                    && Objects.equals(extra, that.extra);
        }

        @Override
        public int hashCode() {
            return Objects.hash(items, notes, extra);
        }
    }

    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {}

        Names(List<String> names) {
            super(names);
        }
    }
}
