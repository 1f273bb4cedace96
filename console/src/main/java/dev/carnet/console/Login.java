package dev.carnet.console;

/**
 * Somebody who may use the console.
 *
 * @param id the secret in the cookie
 * @param csrf what each form must hand back
 * @param who for the audit: the application's user, or "token"
 * @param byToken whether a token let them in, not the application
 */
record Login(String id, String csrf, String who, boolean byToken) {
    static Login of(String who, boolean byToken) {
        return new Login(RandomText.next(), RandomText.next(), who, byToken);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Login[" + who + "]";
    }
}
