package dev.carnet.jpa;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.Failure;
import dev.carnet.jpa.database.TrialManagers;
import dev.carnet.jpa.entity.EntitySettings;
import dev.carnet.jpa.entity.MappingNotes;
import dev.carnet.jpa.query.Abilities;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether an entity can store sessions, and how they can be compared, with a trial: a row is written, read,
 * changed, renamed and deleted, in a transaction that is rolled back. Annotations alone are not enough, because column
 * types, converters, collations, constraints and the provider decide together.
 */
final class Trial {
    private final OpenUnit unit;
    private final Settings places;

    /** @param places where each setting stands, for messages */
    Trial(OpenUnit unit, Settings places) {
        this.unit = unit;
        this.places = places;
    }

    /**
     * A failed step.
     *
     *
     * @param step what was tried
     * @param failure why, or null if the answer was wrong
     */
    private record Flaw(TrialStep step, @Nullable Failure failure) {
        /** What to try next. */
        Optional<Abilities> instead(Abilities abilities) {
            return switch (step) {
                case NEW -> Optional.empty();
                case KEY, END -> abilities.withLessOfKeys().or(abilities::withLessOfData);
                default -> abilities.withLessOfData();
            };
        }

        boolean isRefusedWrite() {
            return failure != null && (failure.isDenied() || failure.isClosed());
        }

        /** Whether a rule of the table was broken. */
        boolean isRule() {
            return failure != null && failure.rule().isPresent();
        }
    }

    /**
     * The unit with the best abilities with which all goes well; with the least, if the database's user may not write all of it.
     *
     * @throws ConfigurationException if sessions cannot be kept in the entity
     * @throws SessionStoreException if the database fails for a reason that may pass
     */
    OpenUnit passed() {
        Abilities abilities = Abilities.best(unit.entity(), unit.database());
        while (true) {
            OpenUnit tried = unit.with(abilities);
            Flaw flaw = flaw(tried).orElse(null);
            if (flaw == null) {
                return tried;
            }
            if (flaw.isRefusedWrite()) {
                return unit.lacking(MissingRights.of(unit.entity(), unit.managers(), flaw.step() == TrialStep.NEW));
            }
            if (flaw.failure() != null && flaw.failure().isPassing()) {
                throw flaw.failure().toException("a trial row could not be written to the entity's table");
            }
            abilities = flaw.instead(abilities).orElseThrow(() -> refusal(flaw));
        }
    }

    /** A rule of the table may allow none but the application's own users: then none is looked for. */
    private static Optional<Flaw> flaw(OpenUnit tried) {
        return flaw(tried, TrialRun::keeps)
                .or(() -> flaw(tried, TrialRun::findsByUser).filter(flaw -> !flaw.isRule()));
    }

    private static Optional<Flaw> flaw(OpenUnit tried, Predicate<TrialRun> way) {
        return tried.managers().rolledBack(manager -> flaw(tried, manager, way));
    }

    private static Optional<Flaw> flaw(OpenUnit tried, EntityManager manager, Predicate<TrialRun> way) {
        OpenUnit inTransaction = tried.with(new TrialManagers(tried.managers(), manager));
        TrialRun run = new TrialRun(JpaSessionStore.open(inTransaction, () -> {}));
        try {
            return way.test(run) ? Optional.empty() : Optional.of(new Flaw(run.step(), null));
        } catch (RuntimeException e) {
            return Optional.of(new Flaw(run.step(), Failure.of(e)));
        }
    }

    private ConfigurationException refusal(Flaw flaw) {
        MappingNotes notes = new MappingNotes(unit.entity());
        Optional<Failure> failure = Optional.ofNullable(flaw.failure());
        String why = failure.map(Failure::reason).orElse(flaw.step().wrong());
        Optional<String> inTable = failure.flatMap(Failure::remedyInTable);
        String remedy = (flaw.step() == TrialStep.ID_CHANGE
                        ? notes.remedy().or(() -> inTable)
                        : inTable.or(notes::remedy))
                .orElse(flaw.step().remedy());
        return places.invalid(
                EntitySettings.RESULTSET,
                "the entity " + unit.entity().name() + " cannot keep sessions. A trial session failed at "
                        + flaw.step().words() + ": " + why + ". Its mapping: " + notes + ". " + remedy);
    }
}
