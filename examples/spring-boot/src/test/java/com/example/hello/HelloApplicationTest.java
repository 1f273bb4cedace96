package com.example.hello;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

@SpringBootTest(properties = "carnet.session=memory")
@AutoConfigureMockMvc
class HelloApplicationTest {
    @Autowired
    private MockMvc mvc;

    @Test
    void a_visitor_is_known_by_the_cookie() throws Exception {
        MvcResult first =
                mvc.perform(get("/")).andExpect(content().string("visits: 1")).andReturn();

        mvc.perform(get("/").cookie(first.getResponse().getCookies()))
                .andExpect(content().string("visits: 2"));
        mvc.perform(get("/")).andExpect(content().string("visits: 1"));
    }
}
