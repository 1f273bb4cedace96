package com.example.login;

import java.security.Principal;

/** A principal of a package that is not allowed, which nobody has told Jackson how to read. */
public final class Stranger implements Principal {
    @Override
    public String getName() {
        return "ada";
    }

    public String getRank() {
        return "none";
    }
}
