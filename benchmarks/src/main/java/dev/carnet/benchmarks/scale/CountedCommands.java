package dev.carnet.benchmarks.scale;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** What a client of MongoDB sends and is given: commands, documents, bytes of the answers. Thread-safe. */
final class CountedCommands implements CommandListener, Meter {
    private final LongAdder commands = new LongAdder();
    private final LongAdder documents = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.increment();
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        BsonDocument answer = event.getResponse();
        if (answer instanceof RawBsonDocument raw) {
            bytes.add(raw.getByteBuffer().remaining());
        }
        BsonDocument cursor = answer.getDocument("cursor", new BsonDocument());
        for (String batch : List.of("firstBatch", "nextBatch")) {
            if (cursor.containsKey(batch)) {
                documents.add(cursor.getArray(batch).size());
            }
        }
    }

    @Override
    public Map<Effort, Double> read() {
        return Map.of(
                Effort.COMMANDS,
                commands.doubleValue(),
                Effort.ROWS,
                documents.doubleValue(),
                Effort.SENT,
                bytes.doubleValue());
    }
}
