package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.login.Stranger;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.saml2.core.Saml2Error;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What Spring Security may keep in a session: put there by one request, it is there as it was for the next one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptValuesTest {
    private static final Collection<GrantedAuthority> USER = AuthorityUtils.createAuthorityList("ROLE_USER");
    private static final Instant ISSUED = Instant.parse("2026-11-30T10:00:00.123Z");
    private static final Instant EXPIRES = ISSUED.plusSeconds(300);
    private static final Map<String, Object> VALUES = values();

    private Node node;
    private Browser browser;

    /** Puts and gets them, in requests through the filter. */
    @RestController
    static class Keeper {
        private static Object last;
        private static final Object STRANGER =
                UsernamePasswordAuthenticationToken.authenticated(new Stranger(), null, USER);

        @GetMapping("/keep")
        void keep(HttpSession session, @RequestParam String name) {
            session.setAttribute("kept", VALUES.getOrDefault(name, STRANGER));
        }

        @GetMapping("/kept")
        void kept(HttpSession session) {
            last = session.getAttribute("kept");
        }
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        tokens().forEach((name, token) -> {
            values.put(name, token);
            values.put("context of " + name, new SecurityContextImpl(token));
        });
        values.put("empty context", new SecurityContextImpl());
        values.put("CSRF token", new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret"));
        values.put("saved request", savedRequest());
        values.put("authorization request", authorizationRequest());
        values.put("authorized clients", new LinkedHashMap<>(Map.of("elsewhere", authorizedClient())));
        values.put("bad credentials", new BadCredentialsException("wrong"));
        values.put("locked", new LockedException("locked"));
        values.put(
                "OAuth 2 failure",
                new OAuth2AuthenticationException(
                        new OAuth2Error("invalid_grant", "too late", "https://login.example.com/why"),
                        "it was too late"));
        values.put("OAuth 2 failure in a word", new OAuth2AuthenticationException("invalid_grant"));
        values.put(
                "SAML failure",
                new Saml2AuthenticationException(
                        new Saml2Error("invalid_signature", "not signed"), "it is not signed"));
        return values;
    }

    private static Map<String, Authentication> tokens() {
        User ada = new User("ada", "", USER);
        var password = UsernamePasswordAuthenticationToken.authenticated(ada, null, USER);
        password.setDetails(new WebAuthenticationDetails("192.0.2.1", null));
        Map<String, Object> claims = Map.of(
                "sub",
                "ada",
                "iss",
                "https://login.example.com",
                "aud",
                new ArrayList<>(List.of("shop")),
                "auth_time",
                ISSUED);
        OidcIdToken idToken = new OidcIdToken("id", ISSUED, EXPIRES, claims);
        OidcUserInfo info = new OidcUserInfo(Map.of("sub", "ada", "email", "ada@example.com", "email_verified", true));
        var oidcAuthorities = Set.<GrantedAuthority>of(new OidcUserAuthority(idToken, info));
        Map<String, Object> attributes = Map.of(
                "login", "ada", "id", 4711, "site_admin", false, "plan", new LinkedHashMap<>(Map.of("name", "free")));
        var oauth2Authorities = Set.<GrantedAuthority>of(new OAuth2UserAuthority(attributes));
        Map<String, Authentication> tokens = new LinkedHashMap<>();
        tokens.put("password", password);
        tokens.put(
                "anonymous",
                new AnonymousAuthenticationToken(
                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
        tokens.put("remember-me", new RememberMeAuthenticationToken("key", ada, USER));
        tokens.put("pre-authenticated", new PreAuthenticatedAuthenticationToken(ada, "N/A", USER));
        var certified = new PreAuthenticatedAuthenticationToken(ada, "N/A", USER);
        certified.setDetails(new WebAuthenticationDetails("192.0.2.1", null));
        tokens.put("pre-authenticated with details", certified);
        tokens.put(
                "OAuth 2 login",
                new OAuth2AuthenticationToken(
                        new DefaultOAuth2User(oauth2Authorities, attributes, "login"), oauth2Authorities, "github"));
        Map<String, Object> fixed = Map.of(
                "login",
                "ada",
                "roles",
                List.of("a", "b", "c"),
                "teams",
                Set.of("tea"),
                "plan",
                Map.of("name", "free"));
        tokens.put(
                "OAuth 2 login of fixed collections",
                new OAuth2AuthenticationToken(
                        new DefaultOAuth2User(Set.of(new OAuth2UserAuthority(fixed)), fixed, "login"), USER, "github"));
        tokens.put(
                "OpenID Connect login",
                new OAuth2AuthenticationToken(
                        new DefaultOidcUser(oidcAuthorities, idToken, info), oidcAuthorities, "elsewhere"));
        tokens.put(
                "SAML login",
                new Saml2Authentication(
                        new DefaultSaml2AuthenticatedPrincipal(
                                "ada", new LinkedHashMap<>(Map.of("groups", new ArrayList<>(List.of("staff", "tea"))))),
                        "<Response/>",
                        USER));
        return tokens;
    }

    private static DefaultSavedRequest savedRequest() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/orders");
        request.setQueryString("page=2");
        request.addParameter("page", "2");
        request.addParameter("tag", "green", "black");
        request.addHeader("Accept", "text/html");
        request.setCookies(new Cookie("theme", "dark"));
        request.addPreferredLocale(java.util.Locale.GERMANY);
        return new DefaultSavedRequest(request);
    }

    private static OAuth2AuthorizationRequest authorizationRequest() {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("https://login.example.com/authorize")
                .clientId("shop")
                .redirectUri("https://shop.example.com/login/oauth2/code/elsewhere")
                .scopes(Set.of("openid"))
                .state("state")
                .attributes(Map.of("registration_id", "elsewhere", "code_verifier", "verifier"))
                .additionalParameters(Map.of("nonce", "nonce"))
                .build();
    }

    private static OAuth2AuthorizedClient authorizedClient() {
        ClientRegistration registration = ClientRegistration.withRegistrationId("elsewhere")
                .clientId("shop")
                .clientSecret("of the shop")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid")
                .authorizationUri("https://login.example.com/authorize")
                .tokenUri("https://login.example.com/token")
                .build();
        return new OAuth2AuthorizedClient(
                registration,
                "ada",
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "access", ISSUED, EXPIRES, Set.of("openid")),
                new OAuth2RefreshToken("refresh", ISSUED));
    }

    private static Object error(Object failure) {
        return failure instanceof OAuth2AuthenticationException oauth2
                ? oauth2.getError()
                : failure instanceof Saml2AuthenticationException saml ? saml.getSaml2Error() : "";
    }

    @Test
    void whatCouldNotBeReadAgainIsRefused() {

        assertThat(browser.get("/keep?name=stranger").statusCode()).isEqualTo(500);
        assertThat(browser.get("/me").body()).isEqualTo("ada");
    }

    static Stream<String> names() {
        return VALUES.keySet().stream();
    }

    @BeforeAll
    void start() {
        node = Node.start(Container.TOMCAT, Place.memory().with(Keeper.class));
        browser = new Browser(node);
        browser.login("ada", "secret");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itComesBackAsItWas(String name) {
        assertThat(browser.get("/keep?name=" + name.replace(" ", "%20")).statusCode())
                .isEqualTo(200);
        Keeper.last = null;
        browser.get("/kept");

        Object kept = VALUES.get(name);
        assertThat(Keeper.last).isNotSameAs(kept).hasSameClassAs(kept);
        if (kept instanceof AuthenticationException failure) {
            assertThat((Throwable) Keeper.last).hasMessage(failure.getMessage());
            assertThat(error(Keeper.last)).usingRecursiveComparison().isEqualTo(error(failure));
        } else {
            assertThat(Keeper.last)
                    .usingRecursiveComparison()
                    .ignoringCollectionOrder()
                    .isEqualTo(kept);
            if (kept instanceof Authentication || kept instanceof SecurityContext) {
                assertThat(Keeper.last).isEqualTo(kept);
            }
        }
    }
}
