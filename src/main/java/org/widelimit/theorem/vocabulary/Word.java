package org.widelimit.theorem.vocabulary;

import java.util.Locale;
import java.util.Set;

/**
 * A word of the vocabulary.
 *
 * @param name the word, case and all
 * @param kind what sort of word it is
 * @param fewest the fewest arguments it takes in its first brackets; 0 for a constant
 * @param most the most
 * @param fewestApplied for a map the fewest arguments in its second brackets, otherwise 0
 * @param mostApplied for a map the most, otherwise 0
 * @param activationArguments the indices of first-bracket arguments that are activations
 * @param mapArguments the indices of first-bracket arguments that are functions or maps
 * @param meaning what it means, in one or two sentences
 * @param example a formula that uses it
 */
public record Word(
    String name,
    Kind kind,
    int fewest,
    int most,
    int fewestApplied,
    int mostApplied,
    Set<Integer> activationArguments,
    Set<Integer> mapArguments,
    String meaning,
    String example) {

  /** Copies the sets. */
  public Word {
    activationArguments = Set.copyOf(activationArguments);
    mapArguments = Set.copyOf(mapArguments);
  }

  /** Sorts of words. */
  public enum Kind {
    /** A number or a size. */
    CONSTANT,
    /** An elementary or special function. */
    FUNCTION,
    /** A word that binds a variable or takes a function. */
    OPERATOR,
    /** A comparison or a logical word. */
    CONDITION,
    /** A map of the mean-field theory, applied in second brackets. */
    MAP,
    /** A deterministic quantity of the infinitely wide network. */
    LIMIT,
    /** Vectors and matrices. */
    MATRIX,
    /** A quantity of a finite network. */
    OBSERVABLE;

    /** Returns the name that listings use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns whether the word is applied in second brackets, as in {@code Chi[phi, s][q]}. */
  public boolean isMap() {
    return mostApplied > 0;
  }

  /** Returns how many arguments it takes, in words. */
  public String arity() {
    if (kind == Kind.CONSTANT) {
      return "no brackets";
    }
    String first = count(fewest, most);
    return isMap() ? first + ", then " + count(fewestApplied, mostApplied) : first;
  }

  static String count(int fewest, int most) {
    if (most == Integer.MAX_VALUE) {
      return fewest + " or more arguments";
    }
    String number = fewest == most ? String.valueOf(fewest) : fewest + " to " + most;
    return number + (most == 1 ? " argument" : " arguments");
  }
}
