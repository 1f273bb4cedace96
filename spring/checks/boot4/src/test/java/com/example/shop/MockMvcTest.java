package com.example.shop;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

/** A team's own test of its pages: sessions in memory, and a cookie handed on as a browser would. */
@SpringBootTest(
        properties = {
            "carnet.session=memory",
            "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                    + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
        })
@AutoConfigureMockMvc
class MockMvcTest {
    @Autowired
    private MockMvc mvc;

    @Test
    void aCartIsFilledByOneRequestAndShownByTheNext() throws Exception {
        Cookie[] cookies = mvc.perform(
                        post("/cart").param("item", "tea").with(user("ada")).with(csrf()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getCookies();

        mvc.perform(get("/cart").cookie(cookies).with(user("ada")))
                .andExpect(content().string("tea"));
        mvc.perform(get("/cart").with(user("ada"))).andExpect(content().string(""));
    }
}
