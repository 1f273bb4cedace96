package com.example.shop;

import org.springframework.context.annotation.Bean;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Spring Session's own filter over the engine; ids stand in its cookie as they are, so that tests can read them. The
 * application does not find it by itself: tests hand it in.
 */
@EnableSpringHttpSession
class OverSpringSession {
    @Bean
    CookieSerializer cookies() {
        DefaultCookieSerializer cookies = new DefaultCookieSerializer();
        cookies.setUseBase64Encoding(false);
        return cookies;
    }
}
