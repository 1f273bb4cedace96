package com.example.shop;

import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions on Undertow, where Spring Boot has it. */
@EnabledIfSystemProperty(named = "checks.run", matches = "all", disabledReason = "it is in the full matrix, -Pfull")
@EnabledIf(value = "isThere", disabledReason = "Spring Boot 4 has no Undertow")
class UndertowTest extends ShopChecks {
    static boolean isThere() {
        return Container.UNDERTOW.isThere();
    }

    @Override
    Container container() {
        return Container.UNDERTOW;
    }

    @Override
    Place place() {
        return Place.h2();
    }
}
