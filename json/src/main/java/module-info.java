/** Session attributes as JSON. */
module dev.carnet.json {
    requires transitive dev.carnet.core;
    requires com.fasterxml.jackson.annotation;
    requires transitive tools.jackson.core;
    requires transitive tools.jackson.databind;
    requires static java.sql;

    exports dev.carnet.json;
    exports dev.carnet.json.form;

    uses dev.carnet.json.JacksonExtension;

    provides dev.carnet.spi.codec.SessionCodecProvider with
            dev.carnet.json.JsonSessionCodecProvider,
            dev.carnet.json.GraphSessionCodecProvider;
}
