package com.example.shop;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class ShopController {
    private final Catalogue catalogue;
    private final Cart cart;

    ShopController(Catalogue catalogue, Cart cart) {
        this.catalogue = catalogue;
        this.cart = cart;
    }

    @GetMapping("/")
    String products(Model model) {
        model.addAttribute("products", catalogue.products());
        return "products";
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/cart")
    String cart() {
        return "cart";
    }

    @PostMapping("/cart")
    String add(@RequestParam String product, RedirectAttributes redirect) {
        Product chosen = catalogue
                .find(product)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such product"));
        cart.add(chosen);
        redirect.addFlashAttribute("notice", chosen.name() + " is in your cart.");
        return "redirect:/";
    }

    @PostMapping("/cart/{product}/remove")
    String remove(@PathVariable String product) {
        cart.remove(product);
        return "redirect:/cart";
    }

    @PostMapping("/order")
    String order(RedirectAttributes redirect) {
        cart.clear();
        redirect.addFlashAttribute("notice", "Thank you for your order.");
        return "redirect:/";
    }
}
