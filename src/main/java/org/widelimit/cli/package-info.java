/**
 * The commands, one class each, and what the command line may say. {@link Main} is the door; exit
 * codes are {@link ExitCode}. Picocli is touched here only.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.cli;
