package com.example.shop;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A bean of the session. */
@SessionScoped
public class Basket implements Serializable {
    private List<String> items = new ArrayList<>();

    public List<String> add(String item) {
        items.add(item);
        return List.copyOf(items);
    }
}
