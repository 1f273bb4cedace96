package dev.carnet.config;

import dev.carnet.error.SessionException;
import java.util.function.Supplier;

/**
 * How large a part of a configuration may be. Far more than anybody writes, and little enough that no reader of a part, ours or
 * a driver's, runs out of stack, memory or time over it.
 */
final class Bounds {
    /** Levels of groups and lists in each other. */
    static final int DEEPEST = 50;

    /** Characters of a key. */
    static final int LONGEST_KEY = 1000;

    /** Characters of a value, variables expanded or not. */
    static final int LONGEST_VALUE = 10_000;

    static final String TOO_DEEP = "this is nested deeper than " + DEEPEST + " levels";

    private Bounds() {}

    /** Throws {@link IllegalArgumentException} if a key is too long. */
    static String key(String key) {
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "a key is " + key.length() + " characters long; the limit is " + LONGEST_KEY);
        }
        return key;
    }

    /** Throws {@link IllegalArgumentException} if a value is too long. */
    static String value(String value) {
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                    "this value is " + value.length() + " characters long; the limit is " + LONGEST_VALUE);
        }
        return value;
    }

    /**
     * What a parser makes of what somebody wrote. Parsers of others throw what they like.
     *
     * @throws IllegalArgumentException for whatever it throws; its own message is kept if it threw that itself
     */
    static <T> T parsed(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw e.getMessage() == null ? unreadable(e) : e;
        } catch (SessionException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(e);
        }
    }

    private static IllegalArgumentException unreadable(Throwable e) {
        return new IllegalArgumentException("this cannot be read", e);
    }
}
