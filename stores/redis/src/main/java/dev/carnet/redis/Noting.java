package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The index updates of a script that writes a session.
 *
 * @param added the entry to add
 * @param removed the earlier entry to remove
 */
record Noting(List<Note> added, List<Note> removed) {
    static final Noting NONE = new Noting(List.of(), List.of());

    /** A note. Immutable. */
    static final class Note {
        private final byte[] index;
        private final byte[] member;
        private final String score;

        /**
         * @param index the key of its sorted set
         * @param member what is noted
         * @param score by which it is noted, as index.lua has it; empty if it is taken out
         */
        Note(byte[] index, String member, String score) {
            this.index = index;
            this.member = member.getBytes(UTF_8);
            this.score = score;
        }

        byte[] index() {
            return index;
        }

        byte[] member() {
            return member;
        }

        byte[] score() {
            return score.getBytes(UTF_8);
        }

        /** Whether both have the same place, regardless of scores. */
        boolean isInPlaceOf(Note other) {
            return Arrays.equals(index, other.index) && Arrays.equals(member, other.member);
        }
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** The keys of the indexes, those with additions first. */
    List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>();
        added.forEach(each -> keys.add(each.index()));
        removed.forEach(each -> keys.add(each.index()));
        return keys;
    }

    /** Score and member of each addition, then the member of each removal. */
    List<byte[]> arguments() {
        List<byte[]> arguments = new ArrayList<>();
        for (Note each : added) {
            arguments.add(each.score());
            arguments.add(each.member());
        }
        removed.forEach(each -> arguments.add(each.member()));
        return arguments;
    }
}
