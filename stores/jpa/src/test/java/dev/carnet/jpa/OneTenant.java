package dev.carnet.jpa;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** An application that serves one tenant at a time. */
final class OneTenant implements CurrentTenantIdentifierResolver<String> {
    private volatile String tenant = "acme";

    void serve(String other) {
        tenant = other;
    }

    @Override
    public String resolveCurrentTenantIdentifier() {
        return tenant;
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return false;
    }
}
