package com.example.shop;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions in the application's own embedded database. */
@EnabledIfSystemProperty(named = "checks.run", matches = "all", disabledReason = "it is in the full matrix, -Pfull")
class JdbcTest extends ShopChecks {
    @Override
    Container container() {
        return Container.TOMCAT;
    }

    @Override
    Place place() {
        return Place.h2();
    }
}
