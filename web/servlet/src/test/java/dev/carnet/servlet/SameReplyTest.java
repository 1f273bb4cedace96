package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.carnet.containertests.Browser;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that do odd things with their response: a browser gets the same with the filter and without. */
class SameReplyTest extends WebTest {
    /** What Undertow does by itself, and no browser minds. */
    private static final Map<Odd, String> OTHERWISE_ON_UNDERTOW = Map.of(
            Odd.LENGTH_TAKEN_BACK, "bare Undertow answers nothing",
            Odd.INCLUDE_THAT_FLUSHES, "bare Undertow flushes nothing in an include",
            Odd.FORWARD_THEN_MORE, "the same bytes without a length",
            Odd.ASYNC_DISPATCH_TO_ERROR, "its page shows a stack, with the filter in it");

    private static final List<String> NOT_COMPARED =
            List.of("date", "set-cookie", "keep-alive", "connection", "server");

    /** A page, which has a session when it begins. */
    enum Odd implements WebApp.Page {
        SEND_ERROR {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("half");
                response.setHeader("X-Mine", "1");
                response.sendError(418, "teapot");
            }
        },
        SEND_ERROR_WITHOUT_MESSAGE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentType("application/json");
                response.setContentLength(3);
                response.sendError(409);
            }
        },
        SEND_ERROR_AND_GO_ON {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.sendError(410);
                response.getWriter().print("more");
                response.setHeader("X-Late", "1");
            }
        },
        SEND_ERROR_TWICE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.sendError(410);
                try {
                    response.sendError(411);
                } catch (IllegalStateException committed) {
                    response.getWriter().print("committed");
                }
            }
        },
        REDIRECT_AFTER_STREAM {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getOutputStream().print("half");
                response.sendRedirect("elsewhere");
            }
        },
        REDIRECT_AFTER_FLUSH {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("half");
                response.flushBuffer();
                try {
                    response.sendRedirect("/elsewhere");
                } catch (IllegalStateException committed) {
                    response.getWriter().print(", committed");
                }
            }
        },
        LENGTH_THEN_RESET {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentLength(3);
                response.reset();
                response.getWriter().print("longer than three");
            }
        },
        LENGTH_THEN_RESET_BUFFER {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentLength(8);
                response.getWriter().print("half");
                response.resetBuffer();
                response.getWriter().print("complete");
            }
        },
        LENGTH_BY_HEADER {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setHeader("Content-Length", "4");
                response.getOutputStream().write("four".getBytes(StandardCharsets.US_ASCII));
                response.getOutputStream().flush();
            }
        },
        LENGTH_BY_INT_HEADER {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setIntHeader("Content-Length", 4);
                response.getWriter().print("four");
            }
        },
        LENGTH_TAKEN_BACK {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentLength(4);
                response.setHeader("Content-Length", "6");
                response.getWriter().print("sixsix");
            }
        },
        LENGTH_OF_BYTES {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentType("text/plain; charset=UTF-8");
                response.setContentLength(6);
                response.getWriter().print("äöü");
                response.getWriter().close();
            }
        },
        LENGTH_NOT_REACHED_BY_CHARACTERS {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentType("text/plain; charset=UTF-8");
                response.setContentLengthLong(9);
                response.getWriter().print("äöü");
                response.getWriter().print("abc");
            }
        },
        NOTHING {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {}
        },
        NO_CONTENT {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                response.setStatus(204);
            }
        },
        NOT_MODIFIED {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                response.setHeader("ETag", "\"1\"");
                response.setStatus(304);
            }
        },
        FLUSH_AT_THE_END {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("all");
                response.flushBuffer();
            }
        },
        CLOSED_EARLY {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("all");
                response.getWriter().close();
                response.getWriter().print("ignored");
                response.setHeader("X-Late", "1");
            }
        },
        LARGE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentType("text/plain; charset=UTF-8");
                for (int i = 0; i < 20_000; i++) {
                    response.getWriter().print("ä" + i);
                }
            }
        },
        EXACTLY_THE_BUFFER {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getOutputStream().write(new byte[response.getBufferSize()]);
            }
        },
        BUFFER_SIZE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setBufferSize(100_000);
                boolean enough = response.getBufferSize() >= 100_000;
                response.getWriter().print("x".repeat(50_000) + enough + response.isCommitted());
                response.resetBuffer();
                response.getWriter().print(enough);
            }
        },
        CHARSET_TOO_LATE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentType("text/plain; charset=ISO-8859-1");
                response.getWriter();
                response.setCharacterEncoding("UTF-8");
                response.getWriter().print(response.getCharacterEncoding());
            }
        },
        CHARSET_AFTER_RESET {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setContentType("text/plain; charset=ISO-8859-1");
                response.getWriter().print("ä");
                response.reset();
                response.setContentType("text/plain; charset=UTF-8");
                response.getWriter().print("ä");
            }
        },
        WRITER_THEN_STREAM {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter();
                try {
                    response.getOutputStream();
                } catch (IllegalStateException expected) {
                    response.getWriter().print("refused");
                }
            }
        },
        COOKIES_OF_ITS_OWN {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.addHeader("Set-Cookie", "theme=dark; Path=/");
                response.addCookie(new Cookie("lang", "en"));
                response.getWriter()
                        .print(response.getHeaders("Set-Cookie").stream()
                                .filter(each -> each.startsWith("theme") || each.startsWith("lang"))
                                .count());
            }
        },
        VARY {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.addHeader("Vary", "Accept-Language");
                response.addHeader("Vary", "Accept");
                response.getWriter().print("varies");
            }
        },
        INCLUDE_TWICE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("<");
                request.getRequestDispatcher("/part").include(request, response);
                request.getRequestDispatcher("/part").include(request, response);
                response.getWriter().print(">");
            }
        },
        INCLUDE_THAT_FLUSHES {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("<");
                request.getRequestDispatcher("/flushing").include(request, response);
                response.getWriter().print(response.isCommitted());
            }
        },
        FORWARD_THEN_MORE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                request.getRequestDispatcher("/part").forward(request, response);
                response.getWriter().print("ignored");
            }
        },
        FORWARD_TO_ERROR {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("taken back");
                request.getRequestDispatcher("/failing").forward(request, response);
            }
        },
        INCLUDE_OF_ERROR {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.getWriter().print("taken back");
                request.getRequestDispatcher("/failing").include(request, response);
            }
        },
        EXCEPTION {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setHeader("X-Mine", "1");
                response.getOutputStream().print("taken back");
                throw new UnsupportedOperationException("as the test wants it");
            }
        },
        ASYNC_INCLUDE {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext context = request.startAsync();
                context.start(() -> {
                    try {
                        context.getResponse().getWriter().print("<");
                        HttpServletRequest same = (HttpServletRequest) context.getRequest();
                        same.getRequestDispatcher("/part").include(same, context.getResponse());
                        context.getResponse().getWriter().print(">");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    } finally {
                        context.complete();
                    }
                });
            }
        },
        ASYNC_ERROR {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext context = request.startAsync();
                context.start(() -> {
                    try {
                        ((HttpServletResponse) context.getResponse()).sendError(418);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    } finally {
                        context.complete();
                    }
                });
            }
        },
        ASYNC_DISPATCH_TO_ERROR {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                request.startAsync().dispatch("/failing");
            }
        },
        ASYNC_TIMEOUT_WITH_ERROR {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext context = request.startAsync();
                context.setTimeout(50);
                context.addListener(new AtTimeout());
            }
        },
        ASYNC_REDIRECT {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext context = request.startAsync();
                context.start(() -> {
                    try {
                        ((HttpServletResponse) context.getResponse()).sendRedirect("/elsewhere");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    } finally {
                        context.complete();
                    }
                });
            }
        },
        ASYNC_LENGTH {
            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext context = request.startAsync();
                context.start(() -> {
                    try {
                        context.getResponse().setContentLength(4);
                        ServletOutputStream out = context.getResponse().getOutputStream();
                        out.print("four");
                        out.flush();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    } finally {
                        context.complete();
                    }
                });
            }
        }
    }

    /** Answers a timeout. */
    private static final class AtTimeout implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            AsyncContext context = event.getAsyncContext();
            try {
                ((HttpServletResponse) context.getResponse()).sendError(504, "too late");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                context.complete();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    @ParameterizedTest
    @EnumSource(Odd.class)
    void a_page_is_what_it_is_without_the_filter(Odd page) throws Exception {
        compare(page, "GET");
    }

    @ParameterizedTest
    @EnumSource(Odd.class)
    void so_are_its_headers_alone(Odd page) throws Exception {
        compare(page, "HEAD");
    }

    private void compare(Odd page, String method) throws Exception {
        assumeFalse(
                container == TestedContainer.UNDERTOW_2_3 && OTHERWISE_ON_UNDERTOW.containsKey(page),
                OTHERWISE_ON_UNDERTOW.get(page));
        String without = seen(page, method, false);
        String with = seen(page, method, true);

        assertThat(with).isEqualTo(without);
    }

    private String seen(Odd page, String method, boolean filtered) throws Exception {
        app.clear();
        app.use(
                filtered
                        ? SessionFilter.builder(engine).build()
                        : (request, response, chain) -> chain.doFilter(request, response));
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            page.answer(request, response);
        });
        app.page("/part", (request, response) -> response.getWriter().print("part"));
        app.page("/flushing", (request, response) -> {
            response.getWriter().print("part");
            response.flushBuffer();
        });
        app.page("/failing", (request, response) -> {
            throw new UnsupportedOperationException("as the test wants it");
        });
        app.page(
                WebApp.ERROR_PAGE,
                (request, response) -> response.getWriter()
                        .print("error page " + request.getAttribute("jakarta.servlet.error.status_code")));
        try {
            return described(newBrowser().request(method, "/page"));
        } finally {
            app.awaitIdle();
        }
    }

    private static String described(Browser.Reply reply) {
        Map<String, List<String>> headers = new TreeMap<>(reply.headers());
        headers.keySet().removeAll(NOT_COMPARED);
        // No shared cache stores a session's first response.
        headers.remove("cache-control");
        headers.remove("expires");
        List<String> cookies = reply.setCookies().stream()
                .map(each -> each.split(";", 2)[0])
                .filter(each -> each.startsWith("theme") || each.startsWith("lang"))
                .toList();
        return reply.status() + " " + headers + " " + cookies + "\n" + reply.body();
    }
}
