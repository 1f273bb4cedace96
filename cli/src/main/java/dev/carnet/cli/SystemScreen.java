package dev.carnet.cli;

import dev.carnet.cli.terminal.Screen;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/**
 * The process's own streams, as jline sees them; {@link System#console()} cannot tell them apart. Each question starts a
 * process, so none is asked twice or before somebody wants to know. Not thread-safe.
 */
final class SystemScreen implements Screen {
    /** Needs no native library. */
    private static final String PROVIDER = "exec";

    /** How wide a terminal is taken for that does not say. */
    private static final int USUAL_WIDTH = 80;

    private final Map<SystemStream, Boolean> terminals = new EnumMap<>(SystemStream.class);
    private @Nullable TerminalProvider provider;

    @Override
    public boolean isIn() {
        return isTerminal(SystemStream.Input);
    }

    @Override
    public boolean isOut() {
        return isTerminal(SystemStream.Output);
    }

    @Override
    public boolean isErr() {
        return isTerminal(SystemStream.Error);
    }

    @Override
    public int width() {
        try {
            int width = provider().systemStreamWidth(SystemStream.Output);
            return width > 0 ? width : USUAL_WIDTH;
        } catch (IOException unknown) {
            return USUAL_WIDTH;
        }
    }

    private boolean isTerminal(SystemStream stream) {
        return terminals.computeIfAbsent(stream, this::ask);
    }

    private boolean ask(SystemStream stream) {
        try {
            return provider().isSystemStream(stream);
        } catch (IOException unknown) {
            return false;
        }
    }

    private TerminalProvider provider() throws IOException {
        if (provider == null) {
            provider = TerminalProvider.load(PROVIDER);
        }
        return provider;
    }
}
