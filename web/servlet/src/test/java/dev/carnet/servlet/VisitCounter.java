package dev.carnet.servlet;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** A bean that lives in the container's own session. */
@SessionScoped
public class VisitCounter implements Serializable {
    private static final long serialVersionUID = 1L;

    private int visits;

    public int count() {
        return ++visits;
    }
}
