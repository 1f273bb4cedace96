package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.carnet.testservers.FreshDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions in PostgreSQL. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
class PostgresTest extends ShopChecks {
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    Container container() {
        return Container.TOMCAT;
    }

    @Override
    Place place() {
        return Place.postgres(database);
    }

    @Test
    void aLoginIsReadableJsonWithoutAPassword() {
        Browser browser = new Browser(here());
        browser.login("bob", "secret");

        List<String> stored = database.sql("SELECT session_data FROM sessions WHERE principal = 'bob'");

        assertThat(stored).isNotEmpty().allSatisfy(json -> {
            assertThat(JsonPath.<String>read(json, "$.SPRING_SECURITY_CONTEXT.principal.username"))
                    .isEqualTo("bob");
            assertThat(json).doesNotContain("secret");
        });
    }
}
