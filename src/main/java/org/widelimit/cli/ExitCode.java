package org.widelimit.cli;

/** The exit codes of every command. */
final class ExitCode {

  /** Every expectation is met. */
  static final int MET = 0;

  /** Some expectation is not met. */
  static final int MISSED = 1;

  /** The command line is wrong, a file is broken, or the program failed. */
  static final int BROKEN = 2;

  private ExitCode() {}
}
