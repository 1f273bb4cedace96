/**
 * Session attributes as BSON values, so that MongoDB's own tools can query and aggregate them.
 *
 * <p>Rules and notes are those of {@link dev.carnet.json}. BSON has more native types, which need no note or a different one:
 *
 * <table>
 *   <caption>Where BSON differs from JSON</caption>
 *   <tr><th>Java</th><th>BSON</th><th>note</th></tr>
 *   <tr><td>{@code int}, {@code long}, {@code double}</td><td>int32, int64, double</td><td>none</td></tr>
 *   <tr><td>{@code byte}, {@code short}, {@code Year}</td><td>int32</td><td>{@code byte}, ...</td></tr>
 *   <tr><td>{@code float}</td><td>double of the same digits</td><td>{@code float}</td></tr>
 *   <tr><td>{@code BigDecimal} of up to 34 digits</td><td>decimal128</td><td>none</td></tr>
 *   <tr><td>{@code BigInteger} that fits a {@code long}</td><td>int64</td><td>{@code biginteger}</td></tr>
 *   <tr><td>longer ones of both</td><td>string</td><td>{@code bigdecimal}, {@code biginteger}</td></tr>
 *   <tr><td>{@code Instant}</td><td>date, which has milliseconds</td>
 *       <td>none, or {@code instant.} and the nanoseconds beyond them</td></tr>
 *   <tr><td>{@code Date}</td><td>date</td><td>{@code date}</td></tr>
 *   <tr><td>{@code byte[]}, {@code UUID}</td><td>binary of subtype 0, 4</td><td>none</td></tr>
 * </table>
 *
 * <p>Member names are escaped by {@link dev.carnet.bson.FieldNames}, texts by {@link dev.carnet.bson.BsonText}.
 */
@NullMarked
package dev.carnet.bson;

import org.jspecify.annotations.NullMarked;
