package dev.carnet.dancer.share;

import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.storable.Storable;
import dev.carnet.dancer.storable.StorableException;
import dev.carnet.dancer.yaml.PerlYaml;

/** The serializers with which Perl's session engines store a session. */
enum PerlSerializer {
    STORABLE {
        @Override
        PerlStored read(byte[] bytes) {
            try {
                return Storable.read(bytes);
            } catch (StorableException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        @Override
        PerlStored of(PerlValue value) {
            return Storable.of(value);
        }

        /** It keeps whatever Perl can say. */
        @Override
        PerlValue again(PerlValue value) {
            return value;
        }
    },

    YAML {
        @Override
        PerlStored read(byte[] bytes) {
            return PerlYaml.read(bytes);
        }

        @Override
        PerlStored of(PerlValue value) {
            return PerlYaml.of(value);
        }

        @Override
        PerlValue again(PerlValue value) {
            return read(of(value).write()).root();
        }
    };

    /**
     * A stored value.
     *
     * @throws IllegalArgumentException if it is none; the message says why and shows none of it
     */
    abstract PerlStored read(byte[] bytes);

    /** A value to be stored. */
    abstract PerlStored of(PerlValue value);

    /** What is read once a value has been stored. */
    abstract PerlValue again(PerlValue value);

    /**
     * The JSON that is read once the value of a JSON text has been stored.
     *
     * @throws IllegalArgumentException if it cannot be stored
     */
    String asStored(String json) {
        try {
            return PerlJson.write(again(JsonPerl.read(json)));
        } catch (NotPlainException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
