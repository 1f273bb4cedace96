package dev.carnet.cli.terminal;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar for people who wait at a terminal; nothing for anybody else, or where nothing is to be done. */
public final class Progress implements AutoCloseable {
    /** A total that nobody knows. */
    public static final long UNKNOWN = -1;

    private final PrintWriter err;
    private final @Nullable ProgressBar bar;

    private Progress(PrintWriter err, @Nullable ProgressBar bar) {
        this.err = err;
        this.bar = bar;
    }

    /**
     * Begins one.
     *
     * @param total how much there is to do; asked only if somebody looks
     */
    public static Progress of(Shell shell, String task, LongSupplier total) {
        PrintWriter err = shell.err();
        long most = shell.screen().isErr() ? total.getAsLong() : 0;
        return new Progress(err, most == 0 ? null : bar(err, task, most, shell.width()));
    }

    /** Begins one of which nobody knows how much there is to do, and to find out would take as long as the work. */
    public static Progress uncounted(Shell shell, String task) {
        PrintWriter err = shell.err();
        return new Progress(err, shell.screen().isErr() ? bar(err, task, UNKNOWN, shell.width()) : null);
    }

    private static ProgressBar bar(PrintWriter err, String task, long total, int width) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            err.print('\r' + line);
                            err.flush();
                        },
                        width - 1))
                .build();
    }

    public void add(long done) {
        if (bar != null) {
            bar.stepBy(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.println();
        }
    }
}
