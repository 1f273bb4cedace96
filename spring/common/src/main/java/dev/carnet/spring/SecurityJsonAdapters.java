package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.ClassUtils;

/**
 * Adapters for Spring Security's session attributes, through its Jackson modules, including those for SAML and OAuth 2
 * if present.
 */
record SecurityJsonAdapters(SecurityValueFormat format, ClassLoader loader) implements ValueAdapterSource {
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        String security = "org.springframework.security.";
        TYPES.put("spring.Authentication", security + "core.Authentication");
        TYPES.put("spring.SavedRequest", security + "web.savedrequest.SavedRequest");
        TYPES.put("spring.OAuth2AuthorizationRequest", security + "oauth2.core.endpoint.OAuth2AuthorizationRequest");
        TYPES.put("spring.OAuth2AuthorizedClient", security + "oauth2.client.OAuth2AuthorizedClient");
        TYPES.put(
                "spring.Saml2AuthenticationRequest",
                security + "saml2.provider.service.authentication.AbstractSaml2AuthenticationRequest");
        TYPES.put(
                "spring.Saml2LogoutRequest",
                security + "saml2.provider.service.authentication.logout.Saml2LogoutRequest");
    }

    @Override
    public List<ValueAdapter<?>> adapters() {
        List<ValueAdapter<?>> adapters = new ArrayList<>();
        ReadableFormat readable = new ReadableFormat(format);
        adapters.add(new SecurityContextAdapter(readable));
        TYPES.forEach((name, className) -> {
            if (ClassUtils.isPresent(className, loader)) {
                adapters.add(new SecurityJsonAdapter<>(name, ClassUtils.resolveClassName(className, loader), readable));
            }
        });
        return adapters;
    }
}
