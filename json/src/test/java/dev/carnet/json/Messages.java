package dev.carnet.json;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Everything an exception shows to whoever logs it. */
final class Messages {
    private Messages() {}

    static String of(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
