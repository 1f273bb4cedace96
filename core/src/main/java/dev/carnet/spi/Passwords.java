package dev.carnet.spi;

import java.util.regex.Pattern;

/** Keeps the passwords that URLs hold out of messages. */
public final class Passwords {
    private static final Pattern IN_A_URL = Pattern.compile("(?i)((?:password|passwd|pwd)=|//[^/@:]*:)[^&;@]*");

    private Passwords() {}

    /** A text that may quote a URL, the password in it masked. */
    public static String mask(String text) {
        return IN_A_URL.matcher(text).replaceAll("$1***");
    }
}
