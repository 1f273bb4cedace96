/** What commands share: exit codes, common options, and the store that they open. */
@NullMarked
package dev.carnet.cli.command;

import org.jspecify.annotations.NullMarked;
