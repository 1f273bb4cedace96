/**
 * Session attributes as JSON, written and read by Jackson, and the parts that other forms share.
 *
 * <p>The JSON is what a person or another program would expect: {@code {"name":"tea","grams":250}}. Type
 * information that JSON lacks ({@code long}, sets, dates) is noted beside it, in {@link
 * dev.carnet.spi.Encoded#types()}, by short names:
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
 * <p>A {@link dev.carnet.json.form.ValueForm} with more native types than JSON needs fewer notes. If its native type holds
 * only part of a value, the rest follows the type's name after a dot, as in {@code instant.901234}.
 *
 * <p>A note may not fit its value, because another program has changed the value. It is then ignored. Only if the note names
 * a class of the application and the object cannot be read as this class, the value is unreadable.
 *
 * <p>{@link dev.carnet.json.GraphSessionCodec} also preserves shared objects: they are stored beside the values, see
 * {@link dev.carnet.spi.codec.JsonGraph}, and the note begins with a mark.
 */
@NullMarked
package dev.carnet.json;

import org.jspecify.annotations.NullMarked;
