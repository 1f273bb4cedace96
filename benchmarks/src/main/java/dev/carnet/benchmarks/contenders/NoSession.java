package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;

/** Keeps nothing and always answers: what is measured with it is the measuring itself, and the server round it. */
public final class NoSession extends FilterContender {
    public NoSession() {
        super("no session");
    }

    @Override
    Filter filter(Payload payload) {
        return new Always(payload);
    }

    private static final class Always extends BareFilter {
        private static final Stored STORED = new Stored("x".repeat(Payload.MARK), 1);

        private Always(Payload payload) {
            super(payload);
        }

        @Override
        Stored get(String id) {
            return STORED;
        }

        @Override
        void insert(String id, Stored session) {}

        @Override
        boolean put(String id, long version, String newId, Stored session) {
            return true;
        }

        @Override
        void delete(String id) {}
    }
}
