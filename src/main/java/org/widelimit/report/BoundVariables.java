package org.widelimit.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;

/**
 * Names for the variables that a proof binds. Inside the program they carry a dollar sign, so that
 * no file can name them; on paper a normal variable is a z or a pair u and v, and an index is a k.
 */
final class BoundVariables {

  private static final Pattern INTERNAL = Pattern.compile("([A-Za-z]+)\\$(\\d+)");

  private static final Map<String, String> LETTERS =
      Map.of("normal", "z", "normalOne", "u", "normalTwo", "v", "index", "k");

  private static final String OTHER = "s";

  private BoundVariables() {}

  /**
   * Returns the step with a letter for every internal name, the same on both sides and none that
   * the step or the file has already.
   *
   * @param names the names that the file declares
   */
  static ProofStep readable(ProofStep step, Set<String> names) {
    Set<String> present = new TreeSet<>(step.left().symbols());
    present.addAll(step.right().symbols());
    Set<String> taken = new HashSet<>(names);
    taken.addAll(present);
    Map<String, Expr> letters = new HashMap<>();
    for (String name : present) {
      Matcher internal = INTERNAL.matcher(name);
      if (internal.matches()) {
        String letter = free(LETTERS.getOrDefault(internal.group(1), OTHER), taken);
        taken.add(letter);
        letters.put(name, Expressions.sym(letter));
      }
    }
    if (letters.isEmpty()) {
      return step;
    }
    Expr left = step.left();
    Expr right = step.right();
    for (Map.Entry<String, Expr> letter : letters.entrySet()) {
      left = left.substitute(letter.getKey(), letter.getValue());
      right = right.substitute(letter.getKey(), letter.getValue());
    }
    return new ProofStep(step.rule(), left, right, step.because());
  }

  private static String free(String letter, Set<String> taken) {
    if (!taken.contains(letter)) {
      return letter;
    }
    int number = 1;
    while (taken.contains(letter + number)) {
      number++;
    }
    return letter + number;
  }
}
