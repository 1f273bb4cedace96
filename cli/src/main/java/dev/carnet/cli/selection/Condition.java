package dev.carnet.cli.selection;

import dev.carnet.cli.json.Json;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * That an attribute has a value.
 *
 * @param name the attribute's
 * @param value a text, or a number, true, false or null as JSON writes them
 */
record Condition(String name, String value) {
    /** Reads one from the command line. */
    static final class Converter implements ITypeConverter<Condition> {
        @Override
        public Condition convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new TypeConversionException("this is not a condition; write NAME=VALUE, such as role=admin");
            }
            return new Condition(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    /** Whether a session's attribute, which is JSON if it can be read, has the value. */
    boolean holds(SessionRecord session) {
        Encoded stored = session.attributes().get(name);
        return stored != null && Json.isScalar(stored.bytes(), value);
    }

    /** Without the value, which may be personal. */
    @Override
    public String toString() {
        return name + "=...";
    }
}
