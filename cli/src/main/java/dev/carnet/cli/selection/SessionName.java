package dev.carnet.cli.selection;

import dev.carnet.SessionDirectory;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A session as an operator names it: by its handle, which {@code list} prints, or by its key in the store, for records that
 * have no handle to be found by.
 */
public record SessionName(String text) {
    /** Reads one from the command line. */
    public static final class Converter implements ITypeConverter<SessionName> {
        @Override
        public SessionName convert(String value) {
            try {
                return new SessionName(new SessionKey(value).value());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("this is neither a handle nor a key: " + e.getMessage());
            }
        }
    }

    /**
     * The session; an expired one too.
     *
     * @throws UnreadableSessionException if there is a record of this name that cannot be read
     */
    public Optional<SessionRecord> find(OpenStore open) {
        return isHandle() ? open.sessions().find(text) : open.store().find(new SessionKey(text));
    }

    /** Ends the session, or deletes the unreadable record; false if there is neither. */
    public boolean revoke(OpenStore open) {
        return isHandle() ? open.sessions().revoke(text) : open.sessions().revoke(new SessionKey(text));
    }

    /** For messages: a key is not repeated, it may have been taken from a cookie. */
    @Override
    public String toString() {
        return isHandle() ? "the handle " + text : "the key given";
    }

    /** For the audit trail. */
    public String audited() {
        return isHandle() ? text : "by key";
    }

    private boolean isHandle() {
        return SessionDirectory.isHandle(text);
    }
}
