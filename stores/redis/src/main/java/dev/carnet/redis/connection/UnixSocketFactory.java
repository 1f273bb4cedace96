package dev.carnet.redis.connection;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Connects to a server's unix socket.
 *
 * @param path the socket
 * @param connectTimeout the longest wait for the connection
 * @param timeout the longest wait for an answer
 */
record UnixSocketFactory(Path path, Duration connectTimeout, Duration timeout) implements JedisSocketFactory {
    @Override
    public Socket createSocket() {
        AFUNIXSocket socket = null;
        try {
            socket = AFUNIXSocket.newInstance();
            socket.connect(
                    AFUNIXSocketAddress.of(new File(path.toString())), Math.toIntExact(connectTimeout.toMillis()));
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException e) {
            JedisConnectionException failure = new JedisConnectionException("Failed to connect to " + path, e);
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException again) {
                    failure.addSuppressed(again);
                }
            }
            throw failure;
        }
    }
}
