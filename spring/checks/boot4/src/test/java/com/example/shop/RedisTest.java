package com.example.shop;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions where Spring Boot says that Redis is. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot3",
        disabledReason = "it is in the full matrix, -Pfull")
class RedisTest extends ShopChecks {
    @Override
    Container container() {
        return Container.JETTY;
    }

    @Override
    Place place() {
        return Place.redis();
    }
}
