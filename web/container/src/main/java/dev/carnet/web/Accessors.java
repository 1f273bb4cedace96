package dev.carnet.web;

import jakarta.servlet.http.HttpSession;

/** Whether the container's Servlet API has {@code HttpSession.Accessor}, as since 6.1. */
public final class Accessors {
    /** No class that is used on 6.0 may mention the type where this is false. */
    public static final boolean ARE_THERE = isThere("jakarta.servlet.http.HttpSession$Accessor");

    private Accessors() {}

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, HttpSession.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
