package dev.carnet.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file's text, which must be UTF-8. */
final class SourceText {
    private static final int LARGEST = 1 << 20;

    private SourceText() {}

    static String of(Path file) {
        KeyPlace place = KeyPlace.of(file.toString());
        byte[] bytes = bytes(file, place);
        if (bytes.length > LARGEST) {
            throw Faults.single(place, "this file is larger than 1 MiB, the limit for a configuration");
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), text, true)
                .isError();
        text.flip();
        if (malformed) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            throw Faults.single(place.atLine(line), "this byte is not valid UTF-8; save the file as UTF-8");
        }
        return withoutByteOrderMark(text.toString());
    }

    private static byte[] bytes(Path file, KeyPlace place) {
        if (Files.isDirectory(file)) {
            throw Faults.single(place, "this is a directory; give the path of a configuration file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw Faults.single(place, "there is no such file");
        } catch (AccessDeniedException e) {
            throw Faults.single(place, "this process may not read the file; check its owner and permissions");
        } catch (IOException e) {
            throw Faults.single(place, "the file cannot be read: " + e.getMessage());
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
