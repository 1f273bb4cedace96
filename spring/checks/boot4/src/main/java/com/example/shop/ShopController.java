package com.example.shop;

import jakarta.servlet.http.HttpSession;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.LocalDate;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class ShopController {
    private final Cart cart;

    ShopController(Cart cart) {
        this.cart = cart;
    }

    @GetMapping("/")
    @ResponseBody
    String welcome() {
        return "welcome";
    }

    /** The token that a page's form would hold. */
    @GetMapping("/csrf")
    @ResponseBody
    String csrf(CsrfToken token) {
        return token.getToken();
    }

    /** Why the last login failed. */
    @GetMapping("/why")
    @ResponseBody
    String why(HttpSession session) {
        return String.valueOf(session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION));
    }

    @GetMapping("/me")
    @ResponseBody
    String me(Principal principal) {
        return principal.getName();
    }

    @GetMapping("/cart")
    @ResponseBody
    String cart() {
        return String.join(",", cart.getItems());
    }

    @PostMapping("/cart")
    @ResponseBody
    String add(@RequestParam String item) {
        cart.add(item);
        return cart();
    }

    @PostMapping("/customer")
    @ResponseBody
    String customer(HttpSession session, @RequestParam String name) {
        session.setAttribute("customer", new Customer(name, LocalDate.of(2024, 2, 29), new BigDecimal("10.50")));
        return "kept";
    }

    @GetMapping("/customer")
    @ResponseBody
    String customer(HttpSession session) {
        return String.valueOf(session.getAttribute("customer"));
    }

    @PostMapping("/order")
    String order(RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "ordered");
        return "redirect:/orders";
    }

    @GetMapping("/orders")
    @ResponseBody
    String orders(Model model) {
        return model.containsAttribute("notice") ? "notice: " + model.getAttribute("notice") : "no notice";
    }
}
