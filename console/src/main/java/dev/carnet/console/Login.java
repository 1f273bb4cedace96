package dev.carnet.console;

/**
 * Somebody who may use the console.
 *
 * @param id the secret in the cookie
 * @param csrf what each form must hand back
 * @param who for the audit: the application's user, or "token"
 */
record Login(String id, String csrf, String who) {
    static Login of(String who) {
        return new Login(RandomText.next(), RandomText.next(), who);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Login[" + who + "]";
    }
}
