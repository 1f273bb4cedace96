package dev.carnet.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;

/**
 * A target of the fuzzer. {@code ./mvnw -Pfull -pl fuzzing test} fuzzes each for ten minutes; without the profile each is
 * given its corpus, {@code src/test/resources/PACKAGE/CLASSInputs}. An input that takes thirty seconds is a finding.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@FuzzTest(maxDuration = "10m")
@Timeout(30)
public @interface Fuzzed {}
