package dev.carnet.redis;

import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.Connections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one operation of the store. What replicas did not confirm is told when the last of them is done, so that it
 * leaves nothing half done. Not thread-safe.
 */
final class Writes {
    private final Connections connections;
    private @Nullable UnconfirmedWriteException unconfirmed;

    Writes(Connections connections) {
        this.connections = connections;
    }

    /** Has something changed; see {@link Connections#write}. */
    @Nullable
    Object send(String failure, Call call) {
        return noted(connections.write(failure, call)).value();
    }

    /** Has many things changed; see {@link Connections#writeAll}. */
    List<Answer> sendAll(String failure, List<Call> calls) {
        List<Answer> answers = connections.writeAll(failure, calls);
        answers.forEach(this::noted);
        return answers;
    }

    private Answer noted(Answer answer) {
        if (answer.unconfirmed() != null) {
            unconfirmed = answer.unconfirmed();
        }
        return answer;
    }

    /** Throws what is to be told, if replicas did not confirm something. */
    void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }
}
