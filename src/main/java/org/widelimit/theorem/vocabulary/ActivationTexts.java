package org.widelimit.theorem.vocabulary;

import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;

/** The activations that a file may name. */
public final class ActivationTexts {

  /** The variable of a formula that stands in an activation's place. */
  static final String VARIABLE = Activation.VARIABLE;

  private ActivationTexts() {}

  /** Returns the names of the catalogue. */
  public static Set<String> names() {
    return ActivationCatalogue.names();
  }

  /** Returns whether the catalogue has the name. */
  public static boolean isName(String name) {
    return ActivationCatalogue.find(name).isPresent();
  }

  /** Returns how many parameters an activation of the catalogue has; -1 for none of it. */
  static int parameters(String name) {
    return ActivationCatalogue.find(name).map(entry -> entry.parameters().size()).orElse(-1);
  }

  /**
   * Checks a name of the catalogue or an expression in {@code x}.
   *
   * @throws org.widelimit.algebra.SyntaxException if the text is not well-formed
   * @throws IllegalArgumentException if it is no activation
   */
  public static void check(String text) {
    Activation.parse(text);
  }
}
