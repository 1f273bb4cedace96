package dev.carnet.cli.transfer;

import dev.carnet.cli.command.OwnersOnly;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.error.ConfigurationException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What an export writes: a file, or standard output. A file is written as {@code FILE.part}, which is its owner's only, and gets
 * its name when it is whole. Each page of the store ends with a line that says from where to go on; an export that was broken off
 * cuts off what stands behind the last such line. A position may hold a key, so that a file without keys has none, and begins
 * anew. Not thread-safe.
 */
final class ExportTarget implements AutoCloseable {
    private static final String DONE = "done";
    private static final String NEXT = "next";

    private final Writer writer;
    private final @Nullable FileChannel channel;
    private final @Nullable Path part;
    private final @Nullable Path file;
    private final boolean resumable;
    private @Nullable String cursor;
    private long sessions;

    private ExportTarget(
            Writer writer, @Nullable FileChannel channel, @Nullable Path part, @Nullable Path file, boolean resumable) {
        this.writer = writer;
        this.channel = channel;
        this.part = part;
        this.file = file;
        this.resumable = resumable;
    }

    static ExportTarget standardOutput(PrintWriter out, ExportHeader header) {
        ExportTarget target = new ExportTarget(out, null, null, null, false);
        target.line(header.line());
        return target;
    }

    /**
     * Begins a file, or goes on with one.
     *
     * @throws ConfigurationException if it is there already, or is half a file of another export
     */
    static ExportTarget file(Path file, ExportHeader header) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file)) {
            throw new ConfigurationException(file + " already exists; use another file, or remove it");
        }
        try {
            FileChannel channel = FileChannel.open(
                    part,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    OwnersOnly.attributes(part));
            ExportTarget target = new ExportTarget(
                    new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8)),
                    channel,
                    part,
                    file,
                    header.keys());
            try {
                OwnersOnly.restrict(part);
                target.goOn(channel, header);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return target;
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    /** Finds the last line of the half file from which it can go on. */
    private void goOn(FileChannel channel, ExportHeader header) throws IOException {
        long whole = 0;
        long at = 0;
        BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (at == 0 && !line.equals(header.line()) && LineSum.verified(line).isPresent()) {
                throw new ConfigurationException(part + " is part of another export; use another file, or remove it");
            }
            at += line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (line.startsWith("{\"" + DONE + "\":") && LineSum.verified(line).isPresent() && at <= channel.size()) {
                Map<String, byte[]> members = Json.members(line);
                sessions = Long.parseLong(String.valueOf(Json.text(members.get(DONE))));
                cursor = Json.text(members.get(NEXT));
                whole = at;
            }
        }
        channel.truncate(whole);
        channel.position(whole);
        if (whole == 0) {
            line(header.line());
        }
    }

    /** How many sessions it had when it was broken off. */
    long sessions() {
        return sessions;
    }

    /** From where the scan goes on; null from the beginning. */
    @Nullable
    String cursor() {
        return cursor;
    }

    void line(String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    /**
     * All of a page is written: it is on the disk when this returns.
     *
     * @param all how many sessions there are so far
     * @param next from where the scan goes on; null if this was the last page, and so the file is whole
     */
    void page(long all, @Nullable String next) {
        if (next != null && !resumable) {
            return;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.oneLine(text)) {
            json.writeStartObject();
            json.writeNumberProperty(DONE, all);
            SessionJson.string(json, NEXT, next);
            json.writeEndObject();
        }
        line(LineSum.add(text.toString()));
        try {
            writer.flush();
            if (channel != null) {
                channel.force(false);
            }
            if (next == null && part != null && file != null) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    private static UncheckedIOException failed(@Nullable Path part, IOException e) {
        return new UncheckedIOException((part == null ? "the output" : part) + " cannot be written: " + e, e);
    }

    @Override
    public void close() {
        try {
            writer.flush();
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw failed(part, e);
        }
    }
}
