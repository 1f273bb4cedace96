package com.example.shop;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

/** A team's own test of its pages: sessions in memory, and the cookie handed on as a browser would. */
@SpringBootTest(properties = {"carnet.session=memory", "spring.datasource.url=jdbc:h2:mem:test"})
@AutoConfigureMockMvc
class ShopTest {
    @Autowired
    private MockMvc shop;

    private Cookie[] login() throws Exception {
        return shop.perform(post("/login")
                        .param("username", "ada")
                        .param("password", "tea")
                        .with(csrf()))
                .andExpect(redirectedUrl("/"))
                .andReturn()
                .getResponse()
                .getCookies();
    }

    @Test
    void what_is_put_into_the_cart_is_there_in_the_next_request() throws Exception {
        Cookie[] session = login();
        shop.perform(post("/cart").param("product", "sencha").cookie(session).with(csrf()))
                .andExpect(redirectedUrl("/"));

        shop.perform(get("/cart").cookie(session)).andExpect(content().string(containsString("Sencha")));
        shop.perform(get("/cart").cookie(login())).andExpect(content().string(containsString("Your cart is empty")));
    }

    @Test
    void a_visitor_who_only_looks_gets_no_session() throws Exception {
        shop.perform(get("/")).andExpect(cookie().doesNotExist("session"));
    }
}
