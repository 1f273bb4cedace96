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
            case 400 -> new ErrorPage(status, "That did not fit", or(message, "The request cannot be understood."));
            case 403 -> new ErrorPage(status, "Not like this", or(message, "You may not do that."));
            case 404 -> new ErrorPage(status, "No such page", or(message, "There is nothing at this address."));
            case 405 -> new ErrorPage(status, "Not that way", or(message, "This address answers to another method."));
            case 413 -> new ErrorPage(status, "Too much", or(message, "That is more than this server takes."));
            case 503 ->
                new ErrorPage(
                        status,
                        "The store does not answer",
                        "Nobody was logged out, and nothing that was stored is lost. Try again in a moment.");
            default ->
                new ErrorPage(
                        status,
                        "Something went wrong",
                        "That is the server's fault, not yours; its log says more. Nothing was stored.");
        };
    }

    private static String or(String message, String otherwise) {
        return message.isBlank() ? otherwise : message;
    }
}
