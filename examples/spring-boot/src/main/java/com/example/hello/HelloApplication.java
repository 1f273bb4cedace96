package com.example.hello;

import jakarta.servlet.http.HttpSession;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class HelloApplication {
    public static void main(String[] args) {
        SpringApplication.run(HelloApplication.class, args);
    }

    @GetMapping("/")
    String hello(HttpSession session) {
        Integer last = (Integer) session.getAttribute("visits");
        int visits = last == null ? 1 : last + 1;
        session.setAttribute("visits", visits);
        return "visits: " + visits;
    }
}
