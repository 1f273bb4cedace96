package dev.carnet.jpa;

import dev.carnet.jpa.database.DatabaseProduct;
import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.query.Abilities;
import dev.carnet.jpa.query.Conditions;
import java.time.Duration;

/**
 * A persistence unit, as found when the store was opened.
 *
 * @param entity the entity of sessions
 * @param managers lends entity managers
 * @param database the database below
 * @param abilities how the database compares sessions
 * @param lockTimeout how long a write waits for a locked row
 * @param missing the rights that the database user lacks; if any, the abilities are unknown
 */
record OpenUnit(
        SessionEntity entity,
        EntityManagers managers,
        DatabaseProduct database,
        Abilities abilities,
        Duration lockTimeout,
        MissingRights missing) {

    OpenUnit with(Abilities found) {
        return new OpenUnit(entity, managers, database, found, lockTimeout, missing);
    }

    OpenUnit with(EntityManagers others) {
        return new OpenUnit(entity, others, database, abilities, lockTimeout, missing);
    }

    OpenUnit lacking(MissingRights rights) {
        return new OpenUnit(entity, managers, database, Abilities.LEAST, lockTimeout, rights);
    }

    Conditions conditions() {
        return new Conditions(entity, abilities, database.overlooks(), lockTimeout);
    }
}
