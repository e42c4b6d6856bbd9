package org.widelimit.theorem;

import java.util.Set;
import org.widelimit.algebra.WolframReader;

/** The activations that a file may name. */
final class ActivationTexts {

  private static final Set<String> NAMES =
      Set.of("relu", "tanh", "erf", "gelu", "identity", "sin", "abs", "sigmoid", "softplus");

  private ActivationTexts() {}

  static Set<String> names() {
    return NAMES;
  }

  static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /**
   * Checks a name of the catalogue or an expression in {@code x}.
   *
   * @throws org.widelimit.algebra.SyntaxException if the text is not well-formed
   * @throws IllegalArgumentException if it is no activation
   */
  static void check(String text) {
    WolframReader.read(text);
  }
}
