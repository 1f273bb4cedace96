package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.saml2.core.Saml2Error;
import org.springframework.security.saml2.provider.service.authentication.Saml2AuthenticationException;

/** How the failures of a login elsewhere are stored, which are more than a message. Used only where their classes are. */
final class LoginFailures {
    private static final String CODE = "code";
    private static final String DESCRIPTION = "description";
    private static final String URI = "uri";
    private static final String MESSAGE = "message";

    private LoginFailures() {}

    /** Subclasses come back as this one. */
    static final class OAuth2 {
        private OAuth2() {}

        static ValueAdapter<OAuth2AuthenticationException> adapter() {
            return ValueAdapter.of(
                    "spring.OAuth2AuthenticationException",
                    OAuth2AuthenticationException.class,
                    failure -> {
                        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                        fields.put(CODE, failure.getError().getErrorCode());
                        fields.put(DESCRIPTION, failure.getError().getDescription());
                        fields.put(URI, failure.getError().getUri());
                        fields.put(MESSAGE, failure.getMessage());
                        return fields;
                    },
                    plain -> new OAuth2AuthenticationException(
                            new OAuth2Error(text(plain, CODE), text(plain, DESCRIPTION), text(plain, URI)),
                            text(plain, MESSAGE)));
        }
    }

    /** Subclasses come back as this one. */
    static final class Saml2 {
        private Saml2() {}

        static ValueAdapter<Saml2AuthenticationException> adapter() {
            return ValueAdapter.of(
                    "spring.Saml2AuthenticationException",
                    Saml2AuthenticationException.class,
                    failure -> {
                        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                        fields.put(CODE, failure.getSaml2Error().getErrorCode());
                        fields.put(DESCRIPTION, failure.getSaml2Error().getDescription());
                        fields.put(MESSAGE, failure.getMessage());
                        return fields;
                    },
                    plain -> new Saml2AuthenticationException(
                            new Saml2Error(text(plain, CODE), text(plain, DESCRIPTION)), text(plain, MESSAGE)));
        }
    }

    private static @Nullable String text(Object plain, String name) {
        return (String) ((Map<?, ?>) plain).get(name);
    }
}
