package com.example.shop;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions in an entity of the application's own; on Undertow, where Spring Boot has it. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot3",
        disabledReason = "it is in the full matrix, -Pfull")
class JpaTest extends ShopChecks {
    @Override
    Container container() {
        return Container.UNDERTOW.isThere() ? Container.UNDERTOW : Container.TOMCAT;
    }

    @Override
    Place place() {
        return Place.jpa();
    }
}
