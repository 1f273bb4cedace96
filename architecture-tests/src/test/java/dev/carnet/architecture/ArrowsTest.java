package dev.carnet.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.hazelcast.nio.serialization.DataSerializable;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.carnet.spi.setup.StoreSetup;

/** The arrows between the modules: everything to the core, a store to its one driver, nothing to a store but what joins. */
@AnalyzeClasses(packages = "dev.carnet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String[] CORE = {
        "dev.carnet",
        "dev.carnet.audit..",
        "dev.carnet.error..",
        "dev.carnet.event..",
        "dev.carnet.options..",
        "dev.carnet.spi..",
        "dev.carnet.text..",
        "dev.carnet.memory..",
        "dev.carnet.internal.."
    };
    private static final String[] CORE_API = {
        "dev.carnet",
        "dev.carnet.audit..",
        "dev.carnet.error..",
        "dev.carnet.event..",
        "dev.carnet.options..",
        "dev.carnet.spi..",
        "dev.carnet.text..",
        "dev.carnet.memory.."
    };
    private static final String JDK = "java..";

    @ArchTest
    static final ArchRule CORE_NEEDS_SLF4J_AND_JSPECIFY_ONLY = onlyOn(CORE, "dev.carnet.internal", "org.slf4j..");

    @ArchTest
    static final ArchRule THE_JSON_CODEC_NEEDS_JACKSON_ONLY =
            onlyOn("dev.carnet.json..", "tools.jackson..", "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule THE_BSON_CODEC_IS_THE_JSON_CODECS_RULES_ON_BSON =
            onlyOn("dev.carnet.bson..", "dev.carnet.json..", "tools.jackson..", "org.bson..");

    @ArchTest
    static final ArchRule CONFIGURATION_NEEDS_ITS_LIBRARIES_ONLY =
            onlyOn("dev.carnet.config..", "dev.carnet.fallback..", "org.snakeyaml.engine..");

    @ArchTest
    static final ArchRule THE_FALLBACK_KNOWS_THE_CORE_ONLY = onlyOn("dev.carnet.fallback..");

    @ArchTest
    static final ArchRule METERS_NEED_MICROMETER_ONLY =
            onlyOn("dev.carnet.metrics..", "io.micrometer.core..", "io.micrometer.observation..");

    @ArchTest
    static final ArchRule THE_ENCRYPTION_NEEDS_TINK_ONLY =
            onlyOn("dev.carnet.encryption..", "com.google.crypto.tink..");

    @ArchTest
    static final ArchRule THE_DBI_STORE_NEEDS_JDBC_AND_ITS_POOL_ONLY =
            onlyOn("dev.carnet.jdbc..", "javax.sql..", "com.zaxxer.hikari..", "org.slf4j..");

    @ArchTest
    static final ArchRule THE_MONGODB_STORE_NEEDS_ITS_DRIVER_AND_BSON_ONLY = onlyOn(
            "dev.carnet.mongodb..",
            "dev.carnet.bson..",
            "com.mongodb..",
            "org.bson..",
            "org.slf4j..",
            "javax.net.ssl..");

    @ArchTest
    static final ArchRule THE_DBIC_STORE_NEEDS_JAKARTA_PERSISTENCE_ONLY =
            onlyOn("dev.carnet.jpa..", "jakarta.persistence..", "javax.xml.stream..", "org.slf4j..");

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_CLASS_PATH_JOINS_THE_DBIC_STORE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.carnet.jpa..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.carnet.jpa..");

    @ArchTest
    static final ArchRule THE_REDIS_STORE_NEEDS_ITS_CLIENT_ONLY = onlyOn(
            "dev.carnet.redis..",
            "redis.clients.jedis..",
            "org.apache.commons.pool2..",
            "org.newsclub.net.unix..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule THE_HAZELCAST_STORE_NEEDS_HAZELCAST_ONLY =
            onlyOn("dev.carnet.hazelcast..", "com.hazelcast..", "org.slf4j..");

    /** Members of a cluster have this jar, and no other of Carnet's. */
    @ArchTest
    static final ArchRule WHAT_RUNS_ON_A_HAZELCAST_MEMBER_NEEDS_NOTHING_OF_THE_CORE = classes()
            .that()
            .resideInAPackage("dev.carnet.hazelcast..")
            .and(assignableTo(DataSerializable.class)
                    .or(simpleName("TimeToLive"))
                    .or(simpleName("MapFacts")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("com.hazelcast..", JDK, "org.jspecify..")
                    .or(assignableTo(DataSerializable.class))
                    .or(simpleName("TimeToLive"))
                    .or(simpleName("MapFacts")));

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_CLASS_PATH_JOINS_THE_HAZELCAST_STORE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.carnet.hazelcast..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.carnet.hazelcast..");

    @ArchTest
    static final ArchRule THE_KIOKUDB_STORE_BUILDS_ON_THE_STORES_BELOW_IT_AND_NOT_ON_THEIR_DRIVERS =
            onlyOn("dev.carnet.kiokudb..", "dev.carnet.jdbc", "dev.carnet.mongodb", "org.slf4j..");

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_CLASS_PATH_JOINS_THE_KIOKUDB_STORE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.carnet.kiokudb..", "dev.carnet.dancer.kioku")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.carnet.kiokudb..");

    @ArchTest
    static final ArchRule THE_DANCER_MODULE_NEEDS_THE_STORES_THAT_IT_SHARES_ONLY = onlyOn(
            "dev.carnet.dancer..",
            "dev.carnet.jdbc",
            "dev.carnet.jdbc.sql",
            "dev.carnet.kiokudb",
            "dev.carnet.redis.walk",
            "redis.clients.jedis..",
            "org.snakeyaml.engine..",
            "javax.crypto..",
            "javax.sql..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule THE_FORMATS_OF_PERL_NEED_NOTHING = classes()
            .that()
            .resideInAnyPackage("dev.carnet.dancer.perl", "dev.carnet.dancer.storable", "dev.carnet.dancer.sereal")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.carnet.dancer.perl",
                    "dev.carnet.dancer.storable",
                    "dev.carnet.dancer.sereal",
                    "dev.carnet.spi.document",
                    JDK,
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule THE_SERVLET_MODULE_NEEDS_SERVLETS_ONLY = onlyOn(
            "dev.carnet.servlet..", "dev.carnet.web..", "dev.carnet.config..", "jakarta.servlet..", "org.slf4j..");

    @ArchTest
    static final ArchRule WHAT_FILTER_AND_CONTAINERS_SHARE_NEEDS_SERVLETS_ONLY =
            onlyOn("dev.carnet.web..", "dev.carnet.config..", "jakarta.servlet..", "org.slf4j..");

    @ArchTest
    static final ArchRule THE_CONSOLE_NEEDS_SERVLETS_TEMPLATES_AND_JSON_ONLY = onlyOn(
            new String[] {"dev.carnet.console"},
            "dev.carnet.config..",
            "jakarta.servlet..",
            "io.pebbletemplates..",
            "tools.jackson.core..",
            "javax.crypto..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule THE_CONSOLE_RUNS_WITHOUT_ITS_SERVER = noClasses()
            .that()
            .resideInAPackage("dev.carnet.console")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.carnet.console.server..", "org.apache..");

    @ArchTest
    static final ArchRule THE_TOMCAT_MODULE_NEEDS_TOMCAT_ONLY = onlyOn(
            "dev.carnet.tomcat..",
            "dev.carnet.web..",
            "dev.carnet.config..",
            "jakarta.servlet..",
            "org.apache.catalina..",
            "org.apache.coyote..",
            "org.apache.juli..",
            "org.apache.tomcat..");

    @ArchTest
    static final ArchRule THE_SPRING_MODULES_NEED_SPRING_AND_WHAT_AN_APPLICATION_HANDS_IN = onlyOn(
            "dev.carnet.spring..",
            "dev.carnet.config..",
            "dev.carnet.console",
            "dev.carnet.servlet..",
            "dev.carnet.metrics..",
            "org.springframework..",
            "jakarta.servlet..",
            "jakarta.persistence..",
            "javax.sql..",
            "com.hazelcast.core..",
            "com.mongodb..",
            "io.micrometer.core..",
            "io.micrometer.observation..",
            "tools.jackson..",
            "com.fasterxml.jackson..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule WHAT_BOTH_GENERATIONS_OF_SPRING_BOOT_SHARE_KNOWS_NEITHERS_JACKSON = noClasses()
            .that()
            .resideInAnyPackage("dev.carnet.spring", "dev.carnet.spring.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.carnet.spring.boot3..", "dev.carnet.spring.boot4..", "tools.jackson..", "com.fasterxml..");

    @ArchTest
    static final ArchRule THE_TEST_KIT_NEEDS_TEST_LIBRARIES_ONLY =
            onlyOn("dev.carnet.testkit..", "org.junit.jupiter..", "org.assertj..", "org.slf4j..");

    @ArchTest
    static final ArchRule THE_CORES_PACKAGES_FORM_NO_CIRCLE =
            slices().matching("(dev.carnet..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CORES_INTERNAL_ROOMS = rooms(
            "dev.carnet.internal", "text ->", "packed -> text", "attribute ->", "watch ->", "record -> text watch");

    @ArchTest
    static final ArchRule THE_JSON_CODECS_ROOMS = rooms(
            "dev.carnet.json",
            "form ->",
            "fault -> form",
            "type -> form fault",
            "state -> fault type",
            "note -> form state type",
            "graph -> form fault",
            "write -> form fault type state note graph",
            "read -> fault type note graph");

    @ArchTest
    static final ArchRule THE_DBIC_STORES_ROOMS = rooms(
            "dev.carnet.jpa", "entity ->", "database -> entity", "query -> entity database", "unit -> entity database");

    @ArchTest
    static final ArchRule THE_DBI_STORES_ROOMS =
            rooms("dev.carnet.jdbc", "sql ->", "schema -> sql", "connection -> sql schema");

    @ArchTest
    static final ArchRule THE_REDIS_STORES_ROOMS = rooms("dev.carnet.redis", "connection ->", "walk -> connection");

    @ArchTest
    static final ArchRule THE_COMMAND_LINES_ROOMS = rooms(
            "dev.carnet.cli",
            "terminal ->",
            "json ->",
            "command -> terminal",
            "selection -> terminal json command",
            "list -> terminal json command selection",
            "statistics -> terminal json command selection",
            "watch -> terminal json command",
            "revoke -> terminal json command selection",
            "sweep -> terminal json command",
            "transfer -> terminal json command selection",
            "migrate -> terminal json command selection",
            "encryption -> terminal json command",
            "setup -> terminal json command",
            "serve -> terminal command",
            "bench -> terminal json command",
            "manual -> terminal command");

    @ArchTest
    static final ArchRule INTERNALS_ARE_THE_CORES_OWN = noClasses()
            .that()
            .resideOutsideOfPackages(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.carnet.internal..");

    @ArchTest
    static final ArchRule ONLY_WHAT_JOINS_THEM_KNOWS_A_STORE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.carnet.jdbc..",
                    "dev.carnet.mongodb..",
                    "dev.carnet.kiokudb..",
                    "dev.carnet.dancer..",
                    "dev.carnet.cli..",
                    "dev.carnet.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.carnet.jdbc..", "dev.carnet.mongodb..");

    @ArchTest
    static final ArchRule ONLY_WHAT_SHARES_ITS_SERVERS_KNOWS_THE_REDIS_STORE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.carnet.redis..", "dev.carnet.dancer.share")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.carnet.redis..");

    @ArchTest
    static final ArchRule TRANSPORT_AND_STORAGE_NEVER_MEET = noClasses()
            .that()
            .resideInAnyPackage("dev.carnet.servlet..", "dev.carnet.web")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.carnet.spi..",
                    "dev.carnet.memory",
                    "dev.carnet.jdbc..",
                    "dev.carnet.mongodb..",
                    "dev.carnet.kiokudb..",
                    "dev.carnet.hazelcast..",
                    "dev.carnet.redis.."));

    @ArchTest
    static final ArchRule STORES_READ_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.carnet.memory..",
                    "dev.carnet.jdbc..",
                    "dev.carnet.jpa..",
                    "dev.carnet.mongodb..",
                    "dev.carnet.kiokudb..",
                    "dev.carnet.hazelcast..",
                    "dev.carnet.redis..")
            .and()
            // It compares the server's clock with this one, for an operator.
            .areNotAssignableTo(StoreSetup.class)
            .should(ArchConditions.callMethod(java.time.Instant.class, "now"))
            .orShould(ArchConditions.callMethod(System.class, "currentTimeMillis"))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.InstantSource.class);

    @ArchTest
    static final ArchRule NOTHING_DESERIALISES_JAVA_OBJECTS =
            noClasses().should().dependOnClassesThat().areAssignableTo(java.io.ObjectInputStream.class);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .that()
            // Tomcat calls it so.
            .doNotHaveSimpleName("CarnetManager")
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)");

    /**
     * The packages below one, which may use each of them while none uses it.
     *
     * @param arrows each package with those beside it that it may use: {@code "note -> form type"}
     */
    private static ArchRule rooms(String home, String... arrows) {
        LayeredArchitecture rooms = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("home")
                .definedBy(home);
        for (String arrow : arrows) {
            String room = arrow.substring(0, arrow.indexOf(" ->"));
            rooms = rooms.layer(room).definedBy(home + "." + room + "..");
        }
        for (String arrow : arrows) {
            String[] ends = arrow.split(" ->", -1);
            rooms = ends[1].isBlank()
                    ? rooms.whereLayer(ends[0]).mayNotAccessAnyLayer()
                    : rooms.whereLayer(ends[0])
                            .mayOnlyAccessLayers(ends[1].strip().split(" "));
        }
        return rooms;
    }

    private static ArchRule onlyOn(String owner, String... others) {
        return onlyOn(new String[] {owner}, others);
    }

    private static ArchRule onlyOn(String[] owners, String... others) {
        String[] allowed = new String[owners.length + CORE_API.length + others.length + 2];
        int at = 0;
        for (String[] group : new String[][] {owners, CORE_API, others, {JDK, "org.jspecify.."}}) {
            System.arraycopy(group, 0, allowed, at, group.length);
            at += group.length;
        }
        return classes()
                .that()
                .resideInAnyPackage(owners)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }
}
