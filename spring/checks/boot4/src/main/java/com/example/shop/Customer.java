package com.example.shop;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A bean of the application's own that it puts into the session. */
public class Customer {
    private String name = "";
    private LocalDate since = LocalDate.EPOCH;
    private BigDecimal credit = BigDecimal.ZERO;

    public Customer() {}

    public Customer(String name, LocalDate since, BigDecimal credit) {
        this.name = name;
        this.since = since;
        this.credit = credit;
    }

    @Override
    public String toString() {
        return name + " since " + since + " with " + credit;
    }
}
