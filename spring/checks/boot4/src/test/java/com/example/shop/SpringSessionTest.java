package com.example.shop;

/** Spring Session's own filter over the engine, as code that was written for it has it. */
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
