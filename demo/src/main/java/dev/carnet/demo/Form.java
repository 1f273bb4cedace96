package dev.carnet.demo;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The fields of a form that was sent, checked. */
final class Form {
    private final HttpServletRequest request;

    private Form(HttpServletRequest request) {
        this.request = request;
    }

    static Form of(HttpServletRequest request) {
        return new Form(request);
    }

    /** A line of text that must not be empty, without the blanks around it. */
    String line(String field, int longest) {
        String line = fitting(field, value(field).strip(), longest);
        if (line.isEmpty()) {
            throw refused(field, "is empty: enter some text");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw refused(field, "must be one line of text, without control characters");
        }
        return line;
    }

    /** Any text, the empty one too. */
    String text(String field, int longest) {
        return fitting(field, value(field), longest);
    }

    private static String fitting(String field, String text, int longest) {
        if (text.length() > longest) {
            throw refused(field, "may have up to " + longest + " characters; it has " + text.length());
        }
        return text;
    }

    /** A whole number from 0 on. */
    int number(String field, int greatest) {
        String digits = value(field);
        if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) > greatest) {
            throw refused(field, "must be a whole number from 0 to " + greatest);
        }
        return Integer.parseInt(digits);
    }

    private String value(String field) {
        String value = parameter(field);
        if (value == null) {
            throw refused(field, "is missing");
        }
        return value;
    }

    private @Nullable String parameter(String field) {
        try {
            return request.getParameter(field);
        } catch (IllegalStateException unreadable) {
            // what Servlet 6.1 says for a form that cannot be parsed
            throw new RefusedException(400, "The form cannot be read: it is malformed, or too long.");
        }
    }

    private static RefusedException refused(String field, String problem) {
        return new RefusedException(400, "The field '" + field + "' " + problem + ".");
    }
}
