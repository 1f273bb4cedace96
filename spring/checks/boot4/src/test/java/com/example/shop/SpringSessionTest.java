package com.example.shop;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Spring Session's own filter over the engine, as code that was written for it has it. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
class SpringSessionTest extends ShopChecks {
    @Override
    Container container() {
        return Container.TOMCAT;
    }

    @Override
    Place place() {
        return Place.h2().with(OverSpringSession.class);
    }
}
