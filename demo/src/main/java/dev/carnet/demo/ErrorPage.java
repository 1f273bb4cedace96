package dev.carnet.demo;

/**
 * What is shown instead of a page; its template is {@code error.html}.
 *
 * @param status the HTTP status
 * @param title what happened, in a few words
 * @param message what that means and what to do
 */
record ErrorPage(int status, String title, String message) {
    static ErrorPage of(int status, String message) {
        return switch (status) {
            case 400 -> new ErrorPage(status, "Invalid input", or(message, "The request cannot be understood."));
            case 403 -> new ErrorPage(status, "Bad request", or(message, "You may not do that."));
            case 404 -> new ErrorPage(status, "No such page", or(message, "There is nothing at this address."));
            case 405 ->
                new ErrorPage(status, "Method not allowed", or(message, "This address accepts another" + " method."));
            case 413 ->
                new ErrorPage(status, "Too much", or(message, "The request is larger than this server" + " accepts."));
            case 503 ->
                new ErrorPage(
                        status,
                        "The store does not answer",
                        "Nobody was logged out, and no stored data is lost. Try again in a moment.");
            default ->
                new ErrorPage(
                        status,
                        "Something went wrong",
                        "This is an error of the server, not yours; see its log. Nothing was stored.");
        };
    }

    private static String or(String message, String otherwise) {
        return message.isBlank() ? otherwise : message;
    }
}
