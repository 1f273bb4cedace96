/**
 * The contract that every session store must pass, whatever it is built on.
 *
 * <p>A store's test extends {@link dev.carnet.testkit.SessionStoreContract} and says where its storage is: {@link
 * dev.carnet.testkit.StorePlace}, which is also a second door to it, past the store under test.
 */
@NullMarked
package dev.carnet.testkit;

import org.jspecify.annotations.NullMarked;
