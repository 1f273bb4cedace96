package dev.carnet.cli.encryption;

import dev.carnet.audit.AuditAction;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.encryption.EncryptedSessionStore;
import dev.carnet.encryption.Reencryption;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code carnet reencrypt}: encrypts with the key that writes what an older one has encrypted, or none. */
@Command(
        name = "reencrypt",
        description = {
            "Encrypt with the key encryption.key every session that is encrypted with an older key or not at all.",
            "Applications with the same keys may run meanwhile. Sessions that already have this key are skipped, so"
                    + " an interrupted run can be repeated."
        },
        footer = {
            "",
            "To rotate the key: set the new one as key and add the old one to old_keys, restart the applications,"
                    + " run",
            "this until no session is left, and remove the old key.",
            "To encrypt an existing store: set accept_plain, restart, run this, and remove accept_plain.",
            "",
            "Ctrl-C stops after the page in progress. Exit code 1: some sessions are not encrypted with this key.",
            "",
            "Examples:",
            "  carnet reencrypt",
            "  carnet reencrypt --page 50 --json"
        })
public final class ReencryptCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final int MOST_WALKS = 5;

    private final Shell shell;

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-p", "--page"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Number of sessions to read at a time; default is " + PAGE + ".")
    private @Nullable Integer page;

    @Mixin
    private final JsonOption json = new JsonOption();

    public ReencryptCommand(Shell shell) {
        this.shell = shell;
    }

    /** What became of the sessions so far. */
    private static final class Tally {
        private long rewritten;
        private long current;
        private long left;
        private long unreadable;
        private final Set<String> missingKeys = new TreeSet<>();
        private boolean stopped;
        private boolean first;
        private long expected = Progress.UNKNOWN;

        /** What is not encrypted is counted anew by each walk; what had been, by the first. */
        void begin() {
            first = rewritten == 0;
            left = 0;
            unreadable = 0;
            missingKeys.clear();
        }

        /** What there is to do in a walk is counted by the first. */
        long expected(OpenStore open) {
            expected = expected == Progress.UNKNOWN ? open.expected(SessionQuery.ALL) : expected;
            return expected;
        }

        int add(Reencryption.Page page) {
            rewritten += page.rewritten();
            current += first ? page.current() : 0;
            left += page.left();
            unreadable += page.unreadable();
            missingKeys.addAll(page.missingKeys());
            return page.rewritten() + page.current() + page.left() + page.unreadable();
        }
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        if (configured.config().fallback().isPresent()) {
            throw new ConfigurationException(
                    configured.source() + ": sessions in the fallback would keep their old key; run 'carnet"
                            + " migrate', remove 'fallback', and run this again");
        }
        Tally tally = new Tally();
        try (Interruption interruption = Interruption.onExit();
                OpenStore open = configured.open(shell.clock())) {
            EncryptedSessionStore store = open.store()
                    .unwrap(EncryptedSessionStore.class)
                    .orElseThrow(() -> new ConfigurationException(configured.source()
                            + ": encryption is not on; generate a key with 'carnet key', and add a block"
                            + " 'encryption' with key: ${CARNET_KEY}"));
            audit.trail(shell, configured.config().session()).audit(AuditAction.REENCRYPT, "", () -> {
                long before;
                int walks = 0;
                do { // a session that gets a new id meanwhile may escape one walk
                    before = tally.rewritten;
                    tally.begin();
                    walk(open, store.reencryption(), interruption, tally);
                } while (tally.rewritten > before && !tally.stopped && ++walks < MOST_WALKS);
                tally.left += walks < MOST_WALKS ? 0 : tally.rewritten - before;
                return tally.rewritten;
            });
            print(tally);
            shell.out().flush(); // now: once the interruption is closed, the process may end
        }
        return tally.left + tally.unreadable == 0 && !tally.stopped ? ExitCode.DONE : ExitCode.NO;
    }

    private void walk(OpenStore open, Reencryption work, Interruption interruption, Tally tally) {
        try (Progress progress = Progress.of(shell, "Encrypting", () -> tally.expected(open))) {
            @Nullable String cursor = null;
            do {
                Reencryption.Page done = work.page(cursor, page == null ? PAGE : page);
                progress.add(tally.add(done));
                cursor = done.nextCursor();
                tally.stopped = cursor != null && interruption.isAsked();
            } while (cursor != null && !tally.stopped);
        }
    }

    private void print(Tally tally) {
        if (json.isSet()) {
            printJson(tally);
            return;
        }
        shell.out()
                .println(
                        Words.count(tally.rewritten, "session") + " encrypted, " + Words.count(tally.current, "session")
                                + " had been" + (tally.stopped ? "; stopped, there may be more" : ""));
        if (tally.left > 0) {
            shell.err()
                    .println("carnet: " + Words.count(tally.left, "session")
                            + " left: constantly in use, or written by another application; run this again");
        }
        if (tally.unreadable > 0) {
            shell.err()
                    .println("carnet: " + Words.count(tally.unreadable, "session") + " cannot be decrypted"
                            + remedy(tally.missingKeys));
        }
    }

    private static String remedy(Set<String> missingKeys) {
        return missingKeys.isEmpty()
                ? ": set accept_plain if they are not encrypted; 'carnet list --unreadable' lists damaged ones"
                : "; these keys are missing in old_keys: " + String.join(", ", missingKeys);
    }

    private void printJson(Tally tally) {
        try (JsonGenerator generator = Json.indented(shell.out())) {
            generator.writeStartObject();
            generator.writeNumberProperty("encrypted", tally.rewritten);
            generator.writeNumberProperty("current", tally.current);
            generator.writeNumberProperty("left", tally.left);
            generator.writeNumberProperty("unreadable", tally.unreadable);
            generator.writeArrayPropertyStart("missingKeys");
            tally.missingKeys.forEach(generator::writeString);
            generator.writeEndArray();
            generator.writeBooleanProperty("stopped", tally.stopped);
            generator.writeEndObject();
        }
        shell.out().println();
    }
}
