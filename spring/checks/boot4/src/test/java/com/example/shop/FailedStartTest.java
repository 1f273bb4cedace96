package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An application that cannot keep sessions does not start, and Spring Boot's report says why and what to do. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    private static void failsToStart(Place place) {
        assertThatThrownBy(() -> Node.start(Container.TOMCAT, place).close()).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aMisspeltPropertyIsNamedWithItsOrigin(CapturedOutput output) {
        failsToStart(Place.memory().with("carnet.sesion-duration", "5 minutes"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("carnet.sesion-duration")
                .contains("did you mean session-duration?")
                .contains(
                        "carnet.sesion-duration stands in \"carnet.sesion-duration\" from property source \"commandLineArgs\"");
    }

    @Test
    void aTableThatNobodyMadeIsToldWithTheSwitchThatMakesIt(CapturedOutput output) {
        failsToStart(Place.h2().with("carnet.initialize-schema", "never"));

        assertThat(output).contains("APPLICATION FAILED TO START").contains("carnet.initialize-schema=always");
    }
}
