package dev.carnet.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody can do who reads and writes the store, and what a change of keys does. */
class EncryptedSessionStoreTest {
    private final String key = EncryptionKeys.newKey();
    private final MemorySessionStore below = new MemorySessionStore();
    private final List<String> unreadable = new ArrayList<>();
    private final SessionEngine engine = engine(options(key));

    private static EncryptionOptions options(String key, String... old) {
        return EncryptionOptions.of(EncryptionKeys.of(key, List.of(old)));
    }

    private SessionEngine engine(EncryptionOptions options) {
        return SessionEngine.builder(options.around(below))
                .options(SessionOptions.DEFAULTS.toBuilder().sweepInterval(null).build())
                .listener(new SessionListener() {
                    @Override
                    public void attributeUnreadable(SessionInfo session, String name, SessionCodecException cause) {
                        unreadable.add(name + ": " + cause.getMessage());
                    }
                })
                .build();
    }

    @AfterEach
    void close() {
        below.close();
    }

    private Session stored(String user, String name, Object value) {
        Session session = engine.newSession();
        session.put(name, value);
        session.setPrincipal(user);
        return engine.flush(session);
    }

    private static KeysetHandle keyset(Parameters parameters) throws Exception {
        return KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    }

    private SessionRecord raw(Session session) {
        return below.findByHandle(session.handle()).orElseThrow();
    }

    private Optional<Session> read(SessionId id) {
        return engine.retrieve(id);
    }

    /** Writes into the store what stands there already, but for this. */
    private void overwrite(SessionHeader header, Attributes attributes) {
        below.delete(header.key(), null);
        assertThat(below.create(new SessionRecord(header, attributes))).isTrue();
    }

    private static Attributes with(Attributes attributes, String name, Encoded value) {
        Map<String, Encoded> all = new LinkedHashMap<>(attributes.values());
        all.put(name, value);
        return new Attributes(all);
    }

    @Test
    void a_stolen_table_shows_no_value() {
        Session session = stored("ada", "card", "4111 1111 1111 1111");

        SessionRecord raw = raw(session);

        assertThat(raw.attributes().values().values()).allMatch(Encoded::isSealed);
        assertThat(raw.attributes().values().values().stream().map(Encoded::text))
                .noneMatch(text -> text.contains("4111"));
        assertThat(read(session.id()).orElseThrow().get("card")).isEqualTo("4111 1111 1111 1111");
    }

    @Test
    void equal_values_do_not_look_alike() {
        Session one = stored("ada", "admin", true);
        Session other = stored("bob", "admin", true);

        assertThat(raw(one).attributes().get("admin"))
                .isNotEqualTo(raw(other).attributes().get("admin"));
    }

    @Test
    void a_value_moved_to_another_session_is_not_read_there() {
        Session admin = stored("ada", "role", "admin");
        Session own = stored("eve", "role", "guest");
        SessionRecord raw = raw(own);

        overwrite(
                raw.header(),
                with(raw.attributes(), "role", raw(admin).attributes().get("role")));

        Session again = read(own.id()).orElseThrow();
        assertThat(again.get("role")).isNull();
        assertThat(again.get("role", String.class)).isNull();
        assertThat(unreadable).isNotEmpty().allMatch(each -> each.startsWith("role: it was not encrypted by"));
    }

    @Test
    void a_value_moved_to_another_attribute_is_not_read_there() {
        Session own = stored("eve", "nickname", "admin");
        SessionRecord raw = raw(own);

        overwrite(raw.header(), with(raw.attributes(), "role", raw.attributes().get("nickname")));

        assertThat(read(own.id()).orElseThrow().get("role")).isNull();
        assertThat(unreadable).hasSize(1);
    }

    @Test
    void a_value_planted_in_the_clear_is_not_read() {
        Session own = stored("eve", "role", "guest");
        SessionRecord raw = raw(own);

        overwrite(raw.header(), with(raw.attributes(), "role", Encoded.ofText("\"admin\"")));

        assertThat(read(own.id()).orElseThrow().get("role")).isNull();
        assertThat(raw(own).attributes().get("role")).isEqualTo(Encoded.ofText("\"admin\""));
    }

    @Test
    void a_value_that_was_changed_is_absent_and_kept_until_it_is_written() {
        Session own = stored("eve", "role", "guest");
        SessionRecord raw = raw(own);
        byte[] bytes =
                Objects.requireNonNull(raw.attributes().get("role")).bytes().clone();
        bytes[bytes.length - 1] ^= 1;
        Encoded spoilt = Encoded.of(bytes, Encoded.SEALED);
        overwrite(raw.header(), with(raw.attributes(), "role", spoilt));

        Session again = read(own.id()).orElseThrow();
        assertThat(again.get("role")).isNull();
        again.put("other", 1);
        engine.flush(again);
        assertThat(raw(own).attributes().get("role")).isEqualTo(spoilt);

        again.put("role", "new");
        engine.flush(again);
        assertThat(read(own.id()).orElseThrow().get("role")).isEqualTo("new");
    }

    @Test
    void a_whole_record_moved_under_another_key_is_no_session() {
        Session admin = stored("ada", "role", "admin");
        Session own = stored("eve", "role", "guest");
        SessionKey ownKey = raw(own).header().key();
        SessionRecord victim = raw(admin);

        overwrite(victim.header().withKey(ownKey), victim.attributes());

        assertThat(read(own.id())).isEmpty();
    }

    @Test
    void another_user_written_beside_the_values_is_no_session() {
        Session own = stored("eve", "role", "guest");
        SessionRecord raw = raw(own);

        overwrite(raw.header().withPrincipal("ada"), raw.attributes());

        assertThat(read(own.id())).isEmpty();
    }

    @Test
    void without_its_binding_a_record_is_no_session() {
        Session own = stored("eve", "role", "guest");
        SessionRecord raw = raw(own);
        Map<String, Encoded> fewer = new LinkedHashMap<>(raw.attributes().values());
        fewer.remove(RecordSeal.KEY);

        overwrite(raw.header(), new Attributes(fewer));

        assertThat(read(own.id())).isEmpty();
    }

    @Test
    void unchanged_values_keep_their_bytes_and_a_new_id_keeps_them_too() {
        Session session = stored("ada", "cart", "book");
        session.put("other", 1);
        Encoded before = raw(session).attributes().get("cart");
        engine.flush(session);
        engine.changeId(session);

        assertThat(raw(session).attributes().get("cart")).isEqualTo(before);
        assertThat(read(session.id()).orElseThrow().get("cart")).isEqualTo("book");
    }

    @Test
    void a_second_write_of_one_request_is_read_too() {
        Session session = stored("ada", "cart", "book");
        session.put("other", 1);
        engine.flush(session);
        engine.changeId(session);
        session.setPrincipal("bob");
        engine.flush(session);

        Session found = read(session.id()).orElseThrow();
        assertThat(found.get("cart")).isEqualTo("book");
        assertThat(found.get("other")).isEqualTo(1);
        assertThat(found.principal()).contains("bob");
    }

    @Test
    void a_missing_key_is_an_outage_and_no_logout() {
        Session session = stored("ada", "cart", "book");
        SessionEngine other = engine(options(EncryptionKeys.newKey()));

        assertThatThrownBy(() -> other.retrieve(session.id()))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("was encrypted with the key " + EncryptionKeys.numberOf(key))
                .hasMessageContaining("old_keys")
                .hasMessageNotContaining(key);
        assertThat(read(session.id())).isPresent();
    }

    @Test
    void a_store_from_before_is_an_error_until_plain_values_are_accepted() {
        SessionEngine before = SessionEngine.builder(below).build();
        Session session = before.create();
        session.put("cart", "book");
        before.flush(session);

        assertThatThrownBy(() -> engine.retrieve(session.id()))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("accept_plain");
        assertThat(engine(options(key).acceptingPlain())
                        .retrieve(session.id())
                        .orElseThrow()
                        .get("cart"))
                .isEqualTo("book");
    }

    @Test
    void sessions_of_an_old_key_are_read_and_encrypted_anew() {
        Session session = stored("ada", "cart", "book");
        Session second = stored("ada", "cart", "pen");
        String newKey = EncryptionKeys.newKey();
        EncryptionOptions both = options(newKey, key).hidingUsers();
        EncryptedSessionStore store = (EncryptedSessionStore) both.around(below);
        SessionEngine rotated = engine(both);
        assertThat(rotated.retrieve(session.id()).orElseThrow().get("cart")).isEqualTo("book");

        Reencryption.Page first = store.reencryption().page(null, 100);
        Reencryption.Page again = store.reencryption().page(null, 100);

        assertThat(first).isEqualTo(new Reencryption.Page(2, 0, 0, 0, Set.of(), null));
        assertThat(again).isEqualTo(new Reencryption.Page(0, 2, 0, 0, Set.of(), null));
        SessionEngine alone = engine(options(newKey).hidingUsers());
        assertThat(alone.retrieve(session.id()).orElseThrow().get("cart")).isEqualTo("book");
        assertThat(alone.sessions().ofPrincipal("ada"))
                .extracting(SessionInfo::handle)
                .containsExactlyInAnyOrder(session.handle(), second.handle());
        assertThatThrownBy(() -> engine.retrieve(second.id())).isInstanceOf(SessionStoreException.class);
    }

    @Test
    void a_session_that_cannot_be_decrypted_is_counted_and_left() {
        Session session = stored("ada", "cart", "book");
        SessionRecord before = raw(session);

        Reencryption.Page page = ((EncryptedSessionStore)
                        options(EncryptionKeys.newKey()).around(below))
                .reencryption()
                .page(null, 100);

        assertThat(page).isEqualTo(new Reencryption.Page(0, 0, 0, 1, Set.of(EncryptionKeys.numberOf(key)), null));
        assertThat(raw(session)).isEqualTo(before);
    }

    @Test
    void hidden_users_are_found_by_whoever_has_the_key_and_shown_to_him() {
        SessionEngine hiding = engine(options(key).hidingUsers());
        Session session = hiding.newSession();
        hiding.logIn(session, "ada@example.com");
        Session other = hiding.newSession();
        hiding.logIn(other, "bob@example.com");

        assertThat(raw(session).header().principal()).startsWith("~").doesNotContain("ada");
        assertThat(hiding.sessions().ofPrincipal("ada@example.com"))
                .extracting(SessionInfo::principal)
                .containsExactly("ada@example.com");
        assertThat(hiding.sessions().count(SessionQuery.ALL.ofPrincipal("ada@example.com")))
                .isEqualTo(1);
        assertThat(hiding.sessions().revokePrincipal("ada@example.com", null).sessions())
                .isEqualTo(1);
        assertThat(hiding.retrieve(session.id())).isEmpty();
        assertThat(hiding.retrieve(other.id())).isPresent();
    }

    @Test
    void users_that_are_hidden_no_more_stay_logged_in_and_are_named_anew() {
        SessionEngine hiding = engine(options(key).hidingUsers());
        Session session = hiding.newSession();
        String longName = "ada".repeat(80);
        Session digested = hiding.newSession();
        hiding.logIn(session, "ada");
        hiding.logIn(digested, longName);

        assertThat(read(session.id()).orElseThrow().principal()).isEqualTo("ada");
        assertThat(read(digested.id()).orElseThrow().principal()).isEqualTo(longName);
        EncryptedSessionStore store = (EncryptedSessionStore) options(key).around(below);
        assertThat(store.reencryption().page(null, 100)).isEqualTo(new Reencryption.Page(2, 0, 0, 0, Set.of(), null));
        assertThat(store.reencryption().page(null, 100)).isEqualTo(new Reencryption.Page(0, 2, 0, 0, Set.of(), null));
        assertThat(raw(session).header().principal()).isEqualTo("ada");
    }

    @Test
    void a_revocation_by_user_finds_sessions_from_before_names_were_hidden_while_plain_ones_are_accepted() {
        Session before = stored("ada", "cart", "book");
        SessionEngine hiding = engine(options(key).hidingUsers().acceptingPlain());
        Session since = hiding.newSession();
        hiding.logIn(since, "ada");

        assertThat(hiding.sessions().ofPrincipal("ada"))
                .extracting(SessionInfo::handle)
                .containsExactlyInAnyOrder(before.handle(), since.handle());
        assertThat(hiding.sessions().count(SessionQuery.ALL.ofPrincipal("ada"))).isEqualTo(2);
        assertThat(hiding.sessions().revokePrincipal("ada", null).sessions()).isEqualTo(2);
        assertThat(below.count(SessionQuery.ALL)).isZero();
    }

    @Test
    void and_those_whose_users_are_hidden_no_more() {
        String longName = "ada".repeat(80);
        for (String each : List.of("ada", longName)) {
            SessionEngine hiding = engine(options(key).hidingUsers());
            Session hidden = hiding.newSession();
            hiding.logIn(hidden, each);
            String newKey = EncryptionKeys.newKey();
            SessionEngine showing = engine(options(newKey, key).acceptingPlain());
            Session since = showing.newSession();
            showing.logIn(since, each);

            assertThat(showing.sessions().ofPrincipal(each))
                    .extracting(SessionInfo::handle)
                    .containsExactlyInAnyOrder(hidden.handle(), since.handle());
            assertThat(showing.sessions().ofPrincipal(each))
                    .extracting(SessionInfo::principal)
                    .containsOnly(each);
            assertThat(showing.sessions().revokePrincipal(each, null).sessions())
                    .isEqualTo(2);
            assertThat(below.count(SessionQuery.ALL)).isZero();
        }
    }

    @Test
    void a_store_is_told_no_plain_name_once_plain_sessions_are_accepted_no_more() {
        stored("ada", "cart", "book");

        assertThat(engine(options(key).hidingUsers()).sessions().ofPrincipal("ada"))
                .isEmpty();
    }

    @Test
    void an_operator_without_the_key_still_ends_and_counts() {
        Session session = stored("ada", "cart", "book");
        SessionEngine other = engine(options(EncryptionKeys.newKey()));

        assertThat(other.sessions().count(SessionQuery.ALL)).isEqualTo(1);
        assertThat(other.sessions().ofPrincipal("ada")).hasSize(1);
        assertThat(other.sessions().revokeAll().sessions()).isEqualTo(1);
        assertThat(read(session.id())).isEmpty();
    }

    @Test
    void keysets_of_a_key_management_service_serve_as_well() throws Exception {
        AeadConfig.register();
        DeterministicAeadConfig.register();
        EncryptionKeys keys = EncryptionKeys.ofKeysets(
                keyset(PredefinedAeadParameters.AES256_GCM), keyset(PredefinedDeterministicAeadParameters.AES256_SIV));
        SessionEngine other = engine(EncryptionOptions.of(keys).hidingUsers());
        Session session = other.newSession();
        session.put("cart", List.of("book", 5L));
        other.logIn(session, "ada");

        assertThat(other.retrieve(session.id()).orElseThrow().get("cart")).isEqualTo(List.of("book", 5L));
        assertThat(raw(session).header().principal()).startsWith("~");
    }

    @Test
    void a_keyset_whose_keys_have_no_number_is_refused() throws Exception {
        AeadConfig.register();
        KeysetHandle raw = keyset(AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build());

        assertThatThrownBy(() -> EncryptionKeys.ofKeysets(raw, null)).hasMessageContaining("without a prefix");
    }

    @Test
    void what_is_no_key_is_refused_without_showing_it() {
        assertThatThrownBy(() -> EncryptionKeys.of("correct horse battery staple", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("carnet key")
                .hasMessageNotContaining("horse");
        assertThatThrownBy(() -> EncryptionKeys.of("c2hvcnQ", List.of())).hasMessageContaining("is 5 bytes, not 32");
    }

    @Test
    void a_user_whose_encrypted_name_is_too_long_for_the_store_is_told_by_digest() {
        UserNames names = new UserNames(EncryptionKeys.of(key, List.of()).users(), true, false, 255);
        String user = "ü".repeat(255);

        String stored = names.stored(user);

        assertThat(stored)
                .startsWith("~#")
                .hasSizeLessThanOrEqualTo(255)
                .isEqualTo(names.all(user).get(0));
        assertThat(names.means(stored, user)).isTrue();
        assertThat(names.means(stored, "ada")).isFalse();
        assertThat(names.isCurrent(stored)).isTrue();
        UserNames tooNarrow = new UserNames(EncryptionKeys.of(key, List.of()).users(), true, false, 40);
        assertThatThrownBy(() -> tooNarrow.stored(user)).isInstanceOf(SessionDataException.class);
    }

    @Test
    void nothing_prints_a_key() {
        EncryptionOptions options = options(key, EncryptionKeys.newKey());

        assertThat(options + " " + options.around(below))
                .contains(EncryptionKeys.numberOf(key))
                .doesNotContain(key);
    }
}
