package com.example.shop;

/** What a form of several pages gathers. */
public class Draft {
    private String title = "";
    private String text = "";

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
