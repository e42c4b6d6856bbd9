package org.widelimit.cli;

/** Counts in words. */
final class Plural {

  private Plural() {}

  /** Returns {@code 1 claim} or {@code 2 claims}. */
  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
