package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.architecture.Checkout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whoever builds the same source in another folder gets the same bytes: jars, bundles, archives and the site. */
@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes minutes: -Pfull")
@Timeout(5400)
class ReproducibleTest {
    private static final String ARCHIVE = ".*/target/[^/]+[.](jar|zip|war|tar[.]gz)";
    private static final int MINUTES = 40;
    private static final String SITE = "site/target/site/.*";

    @Test
    void two_builds_in_two_folders_have_the_same_bytes() throws Exception {
        Checkout one = built("one", "one");
        Checkout other = built("other", "another-folder");
        Map<String, Path> first = made(one);
        Map<String, Path> second = made(other);

        assertThat(first.keySet())
                .isEqualTo(second.keySet())
                .anyMatch(each -> each.startsWith("web/tomcat-bundle/target/"))
                .anyMatch(each -> each.startsWith("web/jetty-bundle/target/") && each.endsWith(".zip"))
                .anyMatch(each -> each.startsWith("distribution/target/") && each.endsWith(".tar.gz"))
                .anyMatch(each -> each.startsWith("distribution/target/") && each.endsWith(".zip"))
                .anyMatch(each -> each.endsWith("-sources.jar"))
                .anyMatch(each -> each.endsWith("-javadoc.jar"))
                .contains("site/target/site/index.html");
        List<String> different = new ArrayList<>();
        for (String each : first.keySet()) {
            if (Files.mismatch(first.get(each), second.get(each)) >= 0) {
                different.add(each);
            }
        }
        assertThat(different).isEmpty();
    }

    private static Checkout built(String folder, String name) throws Exception {
        Checkout checkout = Checkout.fresh(folder, name);
        Run build = checkout.start(
                "mvnw",
                "-B",
                "-ntp",
                "-Prelease",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-Dinvoker.skip=true",
                "package");
        assertThat(build.await(MINUTES)).as(build.out() + build.err()).isZero();
        return checkout;
    }

    /** What a build has made for others, by its place. */
    private static Map<String, Path> made(Checkout checkout) throws IOException {
        Path root = checkout.resolve("");
        Map<String, Path> made = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(each -> {
                String place = root.relativize(each).toString();
                if (place.matches(ARCHIVE) || place.matches(SITE)) {
                    made.put(place, each);
                }
            });
        }
        return made;
    }
}
