package com.example.shop;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.SessionStatus;

/** A form of several pages, by {@code @SessionAttributes}. */
@Controller
@SessionAttributes("draft")
class DraftController {
    @ModelAttribute("draft")
    Draft draft() {
        return new Draft();
    }

    @PostMapping("/draft")
    @ResponseBody
    String fill(@ModelAttribute("draft") Draft draft) {
        return show(draft);
    }

    @GetMapping("/draft")
    @ResponseBody
    String show(@ModelAttribute("draft") Draft draft) {
        return draft.getTitle() + ": " + draft.getText();
    }

    @PostMapping("/draft/done")
    String done(SessionStatus status) {
        status.setComplete();
        return "redirect:/";
    }
}
