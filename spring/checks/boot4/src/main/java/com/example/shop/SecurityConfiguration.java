package com.example.shop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
class SecurityConfiguration {
    @Bean
    SecurityFilterChain security(HttpSecurity http, ObjectProvider<SessionRegistry> registries) throws Exception {
        SessionRegistry registry = registries.getIfAvailable();
        if (registry != null) {
            http.sessionManagement(sessions -> sessions.maximumSessions(1).sessionRegistry(registry));
        }
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/", "/csrf", "/why", "/actuator/health/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(Customizer.withDefaults())
                .logout(Customizer.withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada").password("{noop}secret").roles("USER").build(),
                User.withUsername("bob")
                        .password("{noop}secret")
                        .roles("USER", "ADMIN")
                        .build());
    }
}
