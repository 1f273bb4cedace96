package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A password in a file, such as a mounted secret. The file is read for each new connection, so a password can change
 * without a restart: write the new one to the file, then change it on the server.
 */
public final class PasswordFile {
    /** The setting, for a store that connects with a password. */
    public static final Setting<String> SETTING = Setting.text("password_file")
            .describedAs("A file that contains the password, read for each new connection, instead of password");

    private PasswordFile() {}

    /**
     * The current password for new connections.
     *
     * @param password the alternative setting with the password itself
     * @return a thread-safe supplier; it throws {@link UncheckedIOException} if the file cannot be read
     * @throws ConfigurationException if both are given, or the file cannot be read
     */
    public static Supplier<String> orSetting(Settings settings, Setting<String> password) {
        if (!settings.has(SETTING)) {
            String fixed = settings.get(password);
            return () -> fixed;
        }
        if (settings.has(password)) {
            throw settings.invalid(SETTING, password + " sets a password too; remove one of them");
        }
        Path file = Path.of(settings.find(SETTING).orElseThrow());
        try {
            read(file);
        } catch (UncheckedIOException e) {
            throw settings.invalid(SETTING, String.valueOf(e.getMessage()));
        }
        return () -> read(file);
    }

    /** Editors and shells end a file with a line break, which is not part of the password. */
    private static String read(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R$", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the password file " + file + " cannot be read: " + e, e);
        }
    }
}
