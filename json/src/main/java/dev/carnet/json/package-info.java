/**
 * Session attributes as JSON, written and read by Jackson; and what other forms have in common with it.
 *
 * <p>The JSON is what a person or another program would expect: {@code {"name":"tea","grams":250}}. What decoding it would
 * not give back, because JSON has no {@code long}, no set and no date, is noted beside it in {@link
 * dev.carnet.spi.Encoded#types()} by short names:
 *
 * <table>
 *   <caption>Values and their notes</caption>
 *   <tr><th>Java</th><th>JSON</th><th>note</th></tr>
 *   <tr><td>{@code "tea"}</td><td>{@code "tea"}</td><td>none</td></tr>
 *   <tr><td>{@code 5L}</td><td>{@code 5}</td><td>{@code long}</td></tr>
 *   <tr><td>{@code List.of(5L, 6L)}</td><td>{@code [5,6]}</td><td>{@code list<long>}</td></tr>
 *   <tr><td>{@code List.of("a", 5L, 6L)}</td><td>{@code ["a",5,6]}</td><td><code>list{1-2:long}</code></td></tr>
 *   <tr><td>{@code Set.of(instant)}</td><td>{@code ["2026-11-01T10:00:00Z"]}</td><td>{@code set<instant>}</td></tr>
 *   <tr><td>{@code Map.of("n", 5L, "s", "tea")}</td><td><code>{"n":5,"s":"tea"}</code></td>
 *       <td><code>map{n:long}</code></td></tr>
 *   <tr><td>{@code Map.of(uuid, 5L)}</td><td><code>{"5f2b...":5}</code></td><td>{@code map(uuid)<long>}</td></tr>
 *   <tr><td>{@code new UUID[] {uuid}}</td><td>{@code ["5f2b..."]}</td><td>{@code uuid[]}</td></tr>
 *   <tr><td>{@code new Item("tea")}</td><td><code>{"name":"tea"}</code></td><td>{@code Item}</td></tr>
 * </table>
 *
 * <pre>
 * note     = type [ "(" type of the keys ")" ] [ contents ]
 * contents = "&lt;" note of each element "&gt;"
 *          | "{" group *( "," group ) "}"      ; only these elements have a note
 * group    = place *( "+" place ) ":" note
 * place    = index | index "-" index | member
 * type, member = letters, digits, "_" "." "$" "-" "[" "]", or a member as a JSON string
 * </pre>
 *
 * <p>A type is a plain JDK type, named like its class in lower case; {@code list}, {@code set}, {@code map} or another
 * collection of the JDK's, named likewise; an array of these ({@code ints}, {@code object[]}); or a class that {@link
 * dev.carnet.options.AllowedTypes} names. No name makes any other class load.
 *
 * <p>Another {@link dev.carnet.json.form.ValueForm} than JSON says more by itself and needs fewer notes. What its own type leaves
 * out of a value follows the type's name after a dot, as in {@code instant.901234}.
 *
 * <p>A note and its value may part company: another program writes the value and knows nothing of notes. Where the note
 * does not fit, the value is what it would be without. Only where a class of the application's is noted and an object is
 * there that is none of it any more, the value is unreadable.
 *
 * <p>{@link dev.carnet.json.GraphSessionCodec} also keeps what is one object one: what is shared stands beside the values as
 * {@link dev.carnet.spi.codec.JsonGraph} says, and a mark stands before the note.
 */
@NullMarked
package dev.carnet.json;

import org.jspecify.annotations.NullMarked;
