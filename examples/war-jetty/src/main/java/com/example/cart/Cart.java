package com.example.cart;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a customer has chosen so far: a class of the application's own, which {@code carnet.yml} allows. */
public class Cart implements Serializable {
    private static final long serialVersionUID = 1;

    private String customer;
    private List<String> items = new ArrayList<>();

    public String getCustomer() {
        return customer;
    }

    public void setCustomer(String customer) {
        this.customer = customer;
    }

    public List<String> getItems() {
        return items;
    }

    public void setItems(List<String> items) {
        this.items = items;
    }
}
