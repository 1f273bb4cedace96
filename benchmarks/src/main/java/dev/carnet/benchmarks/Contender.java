package dev.carnet.benchmarks;

/** One way to keep sessions, run as an application would run it. */
public interface Contender {
    /** As the report names it. */
    String name();

    /** Whether requests can be put to it without a server round it. */
    boolean isFilter();

    /** Opens it without a server: requests are plain objects. Only for a filter. */
    RunningSite openPlain(Payload payload) throws Exception;

    /** Opens it without a server if it can be, else on one. */
    default RunningSite open(Payload payload) throws Exception {
        return isFilter() ? openPlain(payload) : openServer(payload);
    }

    /** Opens it on a server that listens on a port of this machine. */
    RunningSite openServer(Payload payload) throws Exception;

    /** Whether it is no store that sessions could be kept in, but what stores are measured by. */
    default boolean isBare() {
        return false;
    }
}
