package org.widelimit.theorem.vocabulary;

import java.util.Optional;
import java.util.Set;

/** Names of constants, which no file can give another meaning. */
public final class Constants {

  private static final Set<String> RESERVED =
      Set.of(
          "e",
          "pi",
          "I",
          "True",
          "False",
          "Null",
          "Degree",
          "EulerGamma",
          "GoldenRatio",
          "Catalan",
          "Indeterminate",
          "ComplexInfinity",
          "Undefined");

  private Constants() {}

  /** Returns whether the name is that of a constant in print or in Wolfram syntax. */
  public static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }

  /** Returns what to write for a constant whose usual name is not that of Wolfram syntax. */
  static Optional<String> instead(String name) {
    return switch (name) {
      case "e" -> Optional.of("E");
      case "pi", "PI" -> Optional.of("Pi");
      case "inf", "infinity", "oo", "Inf", "infty" -> Optional.of("Infinity");
      default -> Optional.empty();
    };
  }
}
