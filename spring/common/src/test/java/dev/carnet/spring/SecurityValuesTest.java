package dev.carnet.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.options.ValueAdapter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

class SecurityValuesTest {
    private final ValueAdapter.Plain<AuthenticationException> exceptions =
            (ValueAdapter.Plain<AuthenticationException>) SecurityValues.exception();

    private AuthenticationException back(AuthenticationException exception) {
        return exceptions.fromPlain(exceptions.toPlain(exception));
    }

    private static final class OwnException extends DisabledException {
        OwnException() {
            super("not today");
        }
    }

    private static final class StrangeException extends AuthenticationException {
        StrangeException() {
            super("strange");
        }
    }

    @Test
    void a_token_comes_back() {
        var tokens = (ValueAdapter.Plain<CsrfToken>) SecurityValues.csrfToken();
        CsrfToken back = tokens.fromPlain(tokens.toPlain(new DefaultCsrfToken("X-CSRF", "_csrf", "secret")));
        assertThat(back).usingRecursiveComparison().isEqualTo(new DefaultCsrfToken("X-CSRF", "_csrf", "secret"));
    }

    @Test
    void an_exception_comes_back_as_the_closest_of_spring_securitys() {
        assertThat(back(new BadCredentialsException("wrong")))
                .isExactlyInstanceOf(BadCredentialsException.class)
                .hasMessage("wrong");
        assertThat(back(new OwnException()))
                .isExactlyInstanceOf(DisabledException.class)
                .hasMessage("not today");
        assertThat(back(new StrangeException()))
                .isExactlyInstanceOf(SecurityValues.UnnamedAuthenticationException.class)
                .hasMessage("strange");
    }

    @Test
    void no_name_in_a_store_makes_another_class() {
        for (String name : new String[] {
            "java.lang.IllegalStateException",
            OwnException.class.getName(),
            "org.springframework.security.core.userdetails.User",
            "org.springframework.security.Gone"
        }) {
            assertThatThrownBy(() -> exceptions.fromPlain(Map.of("class", name, "message", "")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
