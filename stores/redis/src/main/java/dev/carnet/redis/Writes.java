package dev.carnet.redis;

import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one operation of the store. A missing confirmation of replicas is reported after the last write, so that
 * the operation is never left incomplete. Not thread-safe.
 */
final class Writes {
    private final CallSender sender;
    private @Nullable UnconfirmedWriteException unconfirmed;

    Writes(CallSender sender) {
        this.sender = sender;
    }

    /** Has something changed; see {@link CallSender#write}. */
    @Nullable
    Object send(String failure, Call call) {
        return noted(sender.write(failure, call)).value();
    }

    /** Has many things changed; see {@link CallSender#writeAll}. */
    List<Answer> sendAll(String failure, List<Call> calls) {
        List<Answer> answers = sender.writeAll(failure, calls);
        answers.forEach(this::noted);
        return answers;
    }

    private Answer noted(Answer answer) {
        if (answer.unconfirmed() != null) {
            unconfirmed = answer.unconfirmed();
        }
        return answer;
    }

    /** Throws if replicas did not confirm a write. */
    void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }
}
