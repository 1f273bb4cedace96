package dev.carnet.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A WebSocket that answers any text with what the session of its handshake holds under {@code n}. */
public final class SessionEndpoint extends Endpoint {
    private static final String SEEN = "seen";

    /** At {@code /socket}. */
    static void addTo(ServletContext context) {
        try {
            container(context).addEndpoint(config("/socket"));
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes on with a request that a servlet has got. */
    static void upgrade(HttpServletRequest request, HttpServletResponse response) throws Exception {
        container(request.getServletContext())
                .upgradeHttpToWebSocket(request, response, config(request.getRequestURI()), Map.of());
    }

    private static ServerContainer container(ServletContext context) {
        return (ServerContainer) context.getAttribute(ServerContainer.class.getName());
    }

    static ServerEndpointConfig config(String path) {
        return ServerEndpointConfig.Builder.create(SessionEndpoint.class, path)
                .configurator(new Handshake())
                .build();
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        String seen = String.valueOf(config.getUserProperties().get(SEEN));
        socket.addMessageHandler(String.class, new Answer(socket, seen));
    }

    private record Answer(Session socket, String text) implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String question) {
            try {
                socket.getBasicRemote().sendText(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Handshake extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            HttpSession session = (HttpSession) request.getHttpSession();
            config.getUserProperties().put(SEEN, session == null ? "no session" : "n is " + session.getAttribute("n"));
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new SessionEndpoint());
        }

        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return "";
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }
}
