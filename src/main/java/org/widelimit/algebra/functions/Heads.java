package org.widelimit.algebra.functions;

import java.util.HashSet;
import java.util.Set;

/** The heads of formulas, in the groups in which readers, deciders and programs know them. */
public final class Heads {

  /** Sums, products and powers. */
  public static final Set<String> ARITHMETIC = Set.of("Plus", "Times", "Power");

  /** The functions of a real number, and the largest and the least of several. */
  public static final Set<String> FUNCTIONS =
      union(FunctionTable.names(any -> true), Set.of("Max", "Min"));

  /** Functions that are at home at integers, or have one for a parameter. */
  public static final Set<String> DISCRETE =
      Set.of("Floor", "Factorial", "Factorial2", "Gamma", "Binomial", "HermiteH");

  /** Comparisons of size, and what joins them. */
  public static final Set<String> CONDITIONS =
      Set.of("Less", "LessEqual", "Greater", "GreaterEqual", "And", "Or", "Not");

  private Heads() {}

  /**
   * Returns what is in one of the groups at least.
   *
   * @param groups groups of heads
   * @return all of their heads
   */
  @SafeVarargs
  public static Set<String> union(Set<String>... groups) {
    Set<String> all = new HashSet<>();
    for (Set<String> group : groups) {
      all.addAll(group);
    }
    return Set.copyOf(all);
  }
}
