package com.example.shop;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions in the application's data grid. */
@EnabledIfSystemProperty(named = "checks.run", matches = "all", disabledReason = "it is in the full matrix, -Pfull")
class HazelcastTest extends ShopChecks {
    @Override
    Container container() {
        return Container.JETTY;
    }

    @Override
    Place place() {
        return Place.hazelcast();
    }
}
