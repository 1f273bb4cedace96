package dev.carnet.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;

/**
 * A target of the fuzzer. {@code ./mvnw -Pfull -pl fuzzing test} fuzzes each for ten minutes; without the profile each is
 * given its corpus, {@code src/test/resources/PACKAGE/CLASSInputs}. An input of the corpus that takes two minutes is a finding: the first
 * one loads and instruments all classes, which may take long on a busy machine. {@link Bounds} limits what the others may cost. While it
 * fuzzes, libFuzzer ends an input that takes twenty minutes.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@FuzzTest(maxDuration = "10m")
@Timeout(120)
public @interface Fuzzed {}
