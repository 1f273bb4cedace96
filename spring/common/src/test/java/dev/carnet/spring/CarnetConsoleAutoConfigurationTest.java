package dev.carnet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** The console is there where it was asked for, and never open to everybody. */
class CarnetConsoleAutoConfigurationTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CarnetAutoConfiguration.class, CarnetConsoleAutoConfiguration.class))
            .withPropertyValues("carnet.session=Memory");

    private static String failure(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Test
    void nobody_gets_it_unasked() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("carnetConsole"));
    }

    @Test
    void without_spring_security_it_needs_a_token() {
        application
                .withPropertyValues("carnet.console.enabled=true")
                .run(context -> assertThat(failure(context.getStartupFailure())).contains("set carnet.console.token"));
        application
                .withPropertyValues(
                        "carnet.console.enabled=true",
                        "carnet.console.token=0123456789abcdef",
                        "carnet.console.mask[0]=iban",
                        "carnet.console.mask[1]=pin")
                .run(context -> assertThat(context).hasNotFailed().hasBean("carnetConsole"));
    }

    @Test
    void a_missing_jar_and_a_bad_path_are_said() {
        application
                .withClassLoader(new FilteredClassLoader("dev.carnet.console"))
                .withPropertyValues("carnet.console.enabled=true")
                .run(context -> assertThat(failure(context.getStartupFailure())).contains("dev.carnet:carnet-console"));
        application
                .withPropertyValues("carnet.console.enabled=true", "carnet.console.path=console/")
                .run(context -> assertThat(failure(context.getStartupFailure())).contains("'console/'"));
    }
}
