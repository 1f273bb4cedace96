package dev.carnet.console;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console: keeps cookies, and follows no redirect, so that a test sees each answer. */
final class Operator {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final URI home;
    final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    /** Every page seen. */
    final List<String> seen = new ArrayList<>();

    Operator(URI home) {
        this.home = home;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    String page(String path) throws Exception {
        return get(path).body();
    }

    /** Sends a form as it is. */
    HttpResponse<String> post(String path, String... fields) throws Exception {
        return send(form(path, fields).build());
    }

    HttpRequest.Builder form(String path, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(home.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        seen.add(answer.body());
        return answer;
    }

    /** Sends a form of a page of the console. */
    HttpResponse<String> submit(String path, String... fields) throws Exception {
        String[] all = new String[fields.length + 2];
        all[0] = "csrf";
        all[1] = csrf();
        System.arraycopy(fields, 0, all, 2, fields.length);
        return post(path, all);
    }

    String csrf() throws Exception {
        Matcher form = CSRF.matcher(page("/work"));
        if (!form.find()) {
            throw new AssertionError("nobody is logged in");
        }
        return form.group(1);
    }

    /** What became of work that a form began. */
    String outcome(HttpResponse<String> begun) throws Exception {
        return page(begun.headers().firstValue("Location").orElseThrow());
    }
}
