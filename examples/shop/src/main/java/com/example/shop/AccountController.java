package com.example.shop;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a customer is logged in, on whichever instance, and how to end that. */
@Controller
@RequestMapping("/account")
class AccountController {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
            .withLocale(Locale.UK)
            .withZone(ZoneId.systemDefault());

    private final SessionEngine engine;

    AccountController(SessionEngine engine) {
        this.engine = engine;
    }

    /** A login as the page shows it. */
    record Login(String since, String lastSeen, boolean isThis) {}

    @GetMapping
    String account(Model model, Principal principal, HttpServletRequest request) {
        String here = SessionFilter.session(request).map(Session::handle).orElse("");
        List<Login> logins = engine.sessions().ofPrincipal(principal.getName()).stream()
                .map(each -> new Login(
                        text(each.createdAt()),
                        text(each.lastAccessedAt()),
                        each.handle().equals(here)))
                .toList();
        model.addAttribute("logins", logins);
        return "account";
    }

    private static String text(Instant instant) {
        return FORMAT.format(instant);
    }

    @PostMapping("/logout-everywhere")
    String logoutEverywhere(Principal principal, HttpServletRequest request) throws ServletException {
        String customer = principal.getName();
        request.logout();
        engine.sessions().revokePrincipal(customer, null);
        return "redirect:/login?everywhere";
    }
}
