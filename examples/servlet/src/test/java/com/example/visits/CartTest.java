package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class CartTest {
    @Test
    void what_is_put_into_a_session_comes_back() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            Cart.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        assertEquals("[book, lamp]", printed.toString().strip());
    }
}
