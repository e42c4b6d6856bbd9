package org.widelimit.cli.output;

/** Counts in words. */
public final class Plural {

  private Plural() {}

  /** Returns {@code 1 claim} or {@code 2 claims}. */
  public static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
