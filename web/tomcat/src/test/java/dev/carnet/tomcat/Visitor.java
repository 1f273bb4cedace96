package dev.carnet.tomcat;

import dev.carnet.containertests.Browser;
import java.net.URI;

/** A browser in front of the nodes' application. */
final class Visitor {
    private final Browser browser;

    private Visitor(Browser browser) {
        this.browser = browser;
    }

    Visitor() {
        this(new Browser(0));
    }

    Visitor copy() {
        return new Visitor(browser.at(0));
    }

    /** The same visitor, who calls the nodes by another name. */
    Visitor calling(String host) {
        return new Visitor(browser.calling(host));
    }

    String id() {
        return browser.sessionId();
    }

    Visitor with(String cookie, String value) {
        Browser unused = browser.with(cookie, value);
        return this;
    }

    String get(TomcatNode node, String path) {
        return reply(node, path).body();
    }

    Browser.Reply reply(TomcatNode node, String path) {
        return browser.toward(node.port()).get(inShop(path));
    }

    Browser.Reply post(TomcatNode node, String path, String form) {
        return browser.toward(node.port()).post(inShop(path), form);
    }

    private static String inShop(String path) {
        return path.startsWith("/shop") ? path : "/shop" + path;
    }

    /** Follows a redirect. */
    Browser.Reply follow(TomcatNode node, Browser.Reply redirect) {
        return reply(node, URI.create(redirect.header("location")).getPath());
    }
}
