package com.example.shop;

import java.util.ArrayList;
import java.util.List;

/** A value of the application's own class. */
public class Cart {
    private List<String> items = new ArrayList<>();

    public List<String> getItems() {
        return items;
    }

    public void setItems(List<String> items) {
        this.items = items;
    }
}
