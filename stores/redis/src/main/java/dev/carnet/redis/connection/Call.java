package dev.carnet.redis.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * One command, a script's or Redis's own.
 *
 * @param command what is sent
 * @param script the script, if it is one's
 * @param keys the keys, the one that decides where it is sent first; none for a command about no key
 * @param arguments what follows, but for the time until when a fenced script may run
 * @param needsReplicas whether replicas may have to confirm what it changes
 */
public record Call(
        Command command, @Nullable Script script, List<byte[]> keys, List<byte[]> arguments, boolean needsReplicas) {

    public static Call of(Command command, byte[] key, byte[]... arguments) {
        return new Call(command, null, List.of(key), List.of(arguments), false);
    }

    public static Call of(Script script, List<byte[]> keys, List<byte[]> arguments) {
        return new Call(Command.EVALSHA, script, keys, arguments, false);
    }

    /** A command about no key. */
    public static Call about(Command command, String... arguments) {
        return new Call(
                command,
                null,
                List.of(),
                Arrays.stream(arguments).map(each -> each.getBytes(UTF_8)).toList(),
                false);
    }

    /** The same, which replicas may have to confirm. */
    public Call onReplicas() {
        return new Call(command, script, keys, arguments, true);
    }

    /** The same with the script's text in place of its name, for a server that does not know it. */
    public Call withText() {
        return new Call(Command.EVAL, script, keys, arguments, needsReplicas);
    }

    /** The key that decides where it is sent. */
    public byte[] key() {
        return keys.get(0);
    }

    /** Whether it is carried out only until a time, by the server's clock. */
    public boolean isFenced() {
        return script != null && script.isFenced();
    }

    /** How large it is, about. */
    public long bytes() {
        long bytes = 0;
        for (byte[] each : arguments) {
            bytes += each.length;
        }
        return bytes;
    }

    /**
     * The call as the client sends it.
     *
     * @param until the deadline after which the server refuses it, in milliseconds since 1970; unused unless it is fenced
     */
    public CommandArguments toArguments(long until) {
        CommandArguments all = new CommandArguments(command);
        if (script != null) {
            all.add(command == Command.EVAL ? script.text() : script.sha1()).add(keys.size());
        }
        keys.forEach(all::add);
        if (isFenced()) {
            all.add(Long.toString(until).getBytes(US_ASCII));
        }
        arguments.forEach(all::add);
        return all;
    }

    /** The command without keys and values: keys are digests of ids, and values may be personal data. */
    @Override
    public String toString() {
        return command
                + (script == null ? "" : " " + script)
                + " [masked]".repeat(keys.size())
                + (arguments.isEmpty() ? "" : " and " + arguments.size() + " arguments of " + bytes() + " bytes");
    }
}
