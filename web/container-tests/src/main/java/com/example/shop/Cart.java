package com.example.shop;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.ArrayList;
import java.util.List;

/** An application's own class in a session. */
public class Cart implements HttpSessionBindingListener {
    private List<String> items = new ArrayList<>();

    public List<String> getItems() {
        return items;
    }

    public void setItems(List<String> items) {
        this.items = items;
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        Told.add(event.getSession().getServletContext(), "unbound " + event.getName() + items);
    }
}
