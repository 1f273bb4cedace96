/** KiokuDB's entries as its serializers Storable and YAML write them, said in the JSON that its own serializer writes. */
@NullMarked
package dev.carnet.dancer.kioku;

import org.jspecify.annotations.NullMarked;
