package dev.carnet.mongodb;

import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * The reasons why no primary is reachable, for each server, from the driver's descriptions.
 *
 * @param cluster the driver's description of the servers
 */
record Unreachable(ClusterDescription cluster) {
    private static final Pattern END = Pattern.compile("[.\\s]+$");

    private enum Reason {
        UNKNOWN_HOST(
                "its name is unknown",
                "Correct it in mongodb_uri or mongodb_host, or check whether the DNS server knows it"),
        REFUSED(
                "it refuses connections",
                "Check whether a server runs at the address in mongodb_uri, or mongodb_host and mongodb_port"),
        SILENT(
                "it does not answer",
                "Check whether the server runs, both sides agree on TLS, and no firewall blocks it; mongodb_timeout"
                        + " limits the wait"),
        NO_MEMBER(
                "it is not a member of the configured replica set",
                "Correct mongodb_replica_set_name, or replicaSet in mongodb_uri; for a standalone server remove it"),
        TLS(
                "the TLS handshake fails",
                "mongodb_ssl, or tls in mongodb_uri, must match the server, and the JVM must trust the server's"
                        + " certificate (-Djavax.net.ssl.trustStore)"),
        CUT(
                "it closes the connection",
                "If the server requires TLS, set mongodb_ssl: true, or tls=true in mongodb_uri"),
        NO_PRIMARY(
                "it is not a primary", "An election takes some seconds; check whether a majority of the members runs");

        private final String says;
        private final String remedy;

        Reason(String says, String remedy) {
            this.says = says;
            this.remedy = remedy;
        }

        private static Reason of(ServerDescription server, ClusterDescription cluster) {
            boolean isCut = false;
            for (Throwable each = server.getException(); each != null; each = each.getCause()) {
                if (each instanceof UnknownHostException) {
                    return UNKNOWN_HOST;
                } else if (each instanceof SSLException || each instanceof CertificateException) {
                    return TLS;
                } else if (each instanceof SocketTimeoutException) {
                    return SILENT;
                } else if (each instanceof ConnectException) {
                    return REFUSED;
                }
                isCut = true;
            }
            if (isCut) {
                return CUT;
            }
            if (server.isOk()) {
                return NO_PRIMARY;
            }
            // A server of another set, or of none, the driver drops and goes on showing as it was in the beginning.
            return cluster.getClusterSettings().getRequiredReplicaSetName() == null ? SILENT : NO_MEMBER;
        }
    }

    /** Whether the driver knows of no server that takes writes. */
    boolean isSo() {
        return !cluster.hasWritableServer();
    }

    /** What was found, to go in the middle of a sentence. */
    String says() {
        return "no primary can be reached: "
                + (servers().isEmpty()
                        ? "DNS returns no servers for the host in mongodb_uri"
                        : servers().stream().map(this::says).collect(Collectors.joining(", ")));
    }

    private String says(ServerDescription server) {
        Reason reason = Reason.of(server, cluster);
        String says = server.getAddress() + " (" + reason.says;
        if (reason == Reason.NO_PRIMARY) {
            says += ": " + server.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        } else if (reason == Reason.TLS) {
            says += ": " + rootMessage(server.getException());
        }
        return says + ")";
    }

    private static String rootMessage(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return unended(String.valueOf(root.getMessage()));
    }

    /** A message of the driver without its full stop, so that one may follow. */
    static String unended(String sentence) {
        return END.matcher(sentence).replaceFirst("");
    }

    /** What to do about the first of them; the others are likely to have the same. */
    String remedy() {
        if (isOneMember()) {
            return "Name all members: mongodb_uri: mongodb://HOST1,HOST2,HOST3/DATABASE?replicaSet=NAME";
        }
        return servers().stream()
                .findFirst()
                .map(first -> Reason.of(first, cluster).remedy)
                .orElse("With mongodb+srv:// the host needs SRV records: correct it, check whether DNS answers, or"
                        + " name the servers with mongodb://");
    }

    /** Whether a member of a replica set is addressed as a standalone server. */
    boolean isOneMember() {
        return cluster.getConnectionMode() == ClusterConnectionMode.SINGLE
                && servers().stream().map(ServerDescription::getType).anyMatch(Unreachable::isMember);
    }

    private static boolean isMember(ServerType type) {
        return switch (type) {
            case REPLICA_SET_SECONDARY, REPLICA_SET_ARBITER, REPLICA_SET_OTHER, REPLICA_SET_GHOST -> true;
            default -> false;
        };
    }

    private List<ServerDescription> servers() {
        return cluster.getServerDescriptions();
    }
}
