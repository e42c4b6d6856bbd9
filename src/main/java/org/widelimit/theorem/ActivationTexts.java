package org.widelimit.theorem;

import java.util.Set;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.ActivationCatalogue;

/** The activations that a file may name. */
final class ActivationTexts {

  private ActivationTexts() {}

  /** Returns the names of the catalogue. */
  static Set<String> names() {
    return ActivationCatalogue.names();
  }

  /** Returns whether the catalogue has the name. */
  static boolean isName(String name) {
    return ActivationCatalogue.find(name).isPresent();
  }

  /**
   * Checks a name of the catalogue or an expression in {@code x}.
   *
   * @throws org.widelimit.algebra.SyntaxException if the text is not well-formed
   * @throws IllegalArgumentException if it is no activation
   */
  static void check(String text) {
    Activation.parse(text);
  }
}
