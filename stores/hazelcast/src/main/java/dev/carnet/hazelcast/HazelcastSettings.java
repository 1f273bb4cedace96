package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The settings of {@code session: Hazelcast}, and their consistency. */
public final class HazelcastSettings {
    /** How this process takes part in the cluster. */
    public enum Mode {
        MEMBER,
        CLIENT
    }

    public static final Setting<Mode> MODE = Setting.choice("mode", Mode.class)
            .describedAs("Whether this process is a member or a client of the cluster; by default client if addresses"
                    + " are given, member if members are");

    public static final Setting<String> CONFIG = Setting.text("config")
            .describedAs(
                    "Hazelcast's own file, XML or YAML: hazelcast.xml for a member, hazelcast-client.xml for a client");

    public static final Setting<String> CLUSTER_NAME =
            Setting.text("cluster_name").describedAs("The cluster's name; dev unless Hazelcast's own file sets it");

    public static final Setting<List<String>> ADDRESSES = Setting.list("addresses")
            .aliases("cluster_members")
            .describedAs("Members to which a client connects, host or host:port");

    public static final Setting<List<String>> MEMBERS = Setting.list("members")
            .aliases("member_list")
            .describedAs("Members that a member joins over TCP, host or host:port; without them it stays alone");

    public static final Setting<Integer> PORT = Setting.integer("port", 1, 65_535)
            .defaultsTo(5701)
            .describedAs("A member's port; if it is in use, one of the next hundred");

    public static final Setting<String> INTERFACE = Setting.text("interface")
            .describedAs("The address on which a member listens; by default all, or 127.0.0.1 for a member that stays"
                    + " alone");

    public static final Setting<Integer> BACKUP_COUNT = Setting.integer("backup_count", 0, 6)
            .defaultsTo(1)
            .describedAs("How many other members hold a copy of each session before a write is acknowledged");

    public static final Setting<Integer> MINIMUM_CLUSTER_SIZE = Setting.integer("minimum_cluster_size", 2, 1000)
            .describedAs("Split-brain protection: a part of the cluster with fewer members refuses to work");

    public static final Setting<String> MAP =
            Setting.text("map").defaultsTo(HazelcastOptions.DEFAULT_MAP).describedAs("The map's name");

    public static final Setting<Duration> TIMEOUT = Setting.duration("timeout")
            .defaultsTo(Duration.ofSeconds(5))
            .describedAs("The longest wait for a connection, and for an answer from a member");

    public static final Setting<String> INSTANCE_NAME =
            Setting.text("instance_name").describedAs("The name of an instance that already runs in this JVM");

    public static final Setting<Supplier<HazelcastInstance>> INSTANCE = Setting.handedInOrSupplied(
                    "instance", HazelcastInstance.class)
            .describedAs("An instance supplied in code, or a Supplier of one");

    static final List<Setting<?>> ALL = List.of(
            MODE,
            CONFIG,
            CLUSTER_NAME,
            ADDRESSES,
            MEMBERS,
            PORT,
            INTERFACE,
            BACKUP_COUNT,
            MINIMUM_CLUSTER_SIZE,
            MAP,
            TIMEOUT,
            INSTANCE_NAME,
            INSTANCE);

    private static final List<Setting<?>> FOR_A_CLIENT = List.of(ADDRESSES);

    private static final List<Setting<?>> FOR_A_MEMBER =
            List.of(MEMBERS, PORT, INTERFACE, BACKUP_COUNT, MINIMUM_CLUSTER_SIZE);

    /** What Hazelcast's own file says by itself. */
    private static final List<Setting<?>> IN_THE_FILE =
            List.of(ADDRESSES, MEMBERS, PORT, INTERFACE, BACKUP_COUNT, MINIMUM_CLUSTER_SIZE);

    /** What an instance that runs already has seen to itself. */
    private static final List<Setting<?>> OF_AN_INSTANCE = List.of(
            MODE,
            CONFIG,
            CLUSTER_NAME,
            ADDRESSES,
            MEMBERS,
            PORT,
            INTERFACE,
            BACKUP_COUNT,
            MINIMUM_CLUSTER_SIZE,
            TIMEOUT);

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    private HazelcastSettings() {}

    /** Throws {@link dev.carnet.error.ConfigurationException} if the settings do not say one place. */
    static void check(Settings settings) {
        if (settings.has(INSTANCE) || settings.has(INSTANCE_NAME)) {
            Setting<?> instance = settings.has(INSTANCE) ? INSTANCE : INSTANCE_NAME;
            refuse(
                    settings,
                    List.of(INSTANCE, INSTANCE_NAME),
                    instance,
                    "also says which instance to use; remove" + " one of them");
            refuse(
                    settings,
                    OF_AN_INSTANCE,
                    instance,
                    "names an instance that already runs and has its own" + " settings; remove one of them");
            return;
        }
        mode(settings);
        if (settings.has(CONFIG)) {
            refuse(settings, IN_THE_FILE, CONFIG, "names a file that contains this setting; remove one of them");
        }
        timeout(settings);
    }

    private static void refuse(Settings settings, List<Setting<?>> others, Setting<?> given, String why) {
        others.stream()
                .filter(each -> each != given && settings.has(each))
                .findFirst()
                .ifPresent(each -> {
                    throw settings.invalid(each, given + " " + why);
                });
    }

    static Mode mode(Settings settings) {
        Optional<Mode> said = settings.find(MODE);
        Optional<Setting<?>> client =
                FOR_A_CLIENT.stream().filter(settings::has).findFirst();
        Optional<Setting<?>> member =
                FOR_A_MEMBER.stream().filter(settings::has).findFirst();
        if (said.isEmpty() && client.isPresent() && member.isPresent()) {
            throw settings.invalid(
                    member.get(), "it is for a member, but " + client.get() + " is for a client; remove one of them");
        }
        Mode mode = said.or(() -> client.map(each -> Mode.CLIENT))
                .or(() -> member.map(each -> Mode.MEMBER))
                .orElseThrow(() -> settings.invalid(
                        MODE,
                        "it is missing; allowed is member or client, or give addresses for a client, members for a"
                                + " member, or an instance in code"));
        (mode == Mode.CLIENT ? member : client).ifPresent(each -> {
            throw settings.invalid(
                    each,
                    "it has no effect with mode " + settings.get(MODE).name().toLowerCase(Locale.ROOT)
                            + "; remove it, or change the mode");
        });
        return mode;
    }

    static Duration timeout(Settings settings) {
        Duration timeout = settings.get(TIMEOUT);
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw settings.invalid(TIMEOUT, "it is out of range; allowed is 1 second to 10 minutes");
        }
        return timeout;
    }

    /** See {@link HazelcastOptions#grace()}. */
    static HazelcastOptions options(Settings settings, SessionOptions options) {
        Duration sweeps = options.sweepInterval() == null
                ? Duration.ZERO
                : options.sweepInterval().multipliedBy(2);
        return new HazelcastOptions(settings.get(MAP), options.clockTolerance().plus(sweeps));
    }
}
