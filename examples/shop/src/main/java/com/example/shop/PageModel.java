package com.example.shop;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: who is logged in, the cart, and which instance answers. */
@ControllerAdvice
class PageModel {
    private final Cart cart;
    private final Environment environment;

    PageModel(Cart cart, Environment environment) {
        this.cart = cart;
        this.environment = environment;
    }

    /** Null for a visitor who has not logged in. */
    @ModelAttribute("customer")
    @Nullable
    String customer(@Nullable Principal principal) {
        return principal == null ? null : principal.getName();
    }

    /** Pages look into it only for a customer who has logged in, so that a visitor who just looks around has no session. */
    @ModelAttribute("cart")
    Cart cart() {
        return cart;
    }

    @ModelAttribute("instance")
    String instance() {
        return environment.getProperty("local.server.port", "?");
    }
}
