package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Quantity;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.claim.Subject;

/** The values of symbols that are integers in bounded ranges: a claim is shown at each in turn. */
public final class IntegerCases {

  private static final int MOST_VALUES = 64;

  private IntegerCases() {}

  /**
   * Returns the values that a claim admits, or none where a range is too long.
   *
   * @param subject the claim
   * @param names the symbols; those that are no integers are left out
   */
  public static List<Map<String, Integer>> of(Subject subject, Set<String> names) {
    List<Map<String, Integer>> cases = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (SymbolDeclaration symbol : subject.theorem().symbols().values()) {
      Domain domain = symbol.domain();
      if (!names.contains(symbol.name()) || !domain.integer()) {
        continue;
      }
      if (domain.lower().isEmpty() || domain.upper().isEmpty()) {
        return List.of();
      }
      List<Map<String, Integer>> longer = new ArrayList<>();
      int first = (int) Math.ceil(domain.lower().get().doubleValue());
      int last = (int) Math.floor(domain.upper().get().doubleValue());
      if (last - first > MOST_VALUES) {
        return List.of();
      }
      for (Map<String, Integer> one : cases) {
        for (int value = first; value <= last; value++) {
          if (domain.contains(Expressions.num(value))) {
            Map<String, Integer> extended = new LinkedHashMap<>(one);
            extended.put(symbol.name(), value);
            longer.add(extended);
          }
        }
      }
      cases = longer;
    }
    return cases.stream().filter(values -> isAdmissible(subject, values)).toList();
  }

  private static boolean isAdmissible(Subject subject, Map<String, Integer> integers) {
    Map<String, Quantity> values = new LinkedHashMap<>();
    integers.forEach((name, value) -> values.put(name, Quantity.of(value)));
    Evaluator evaluator = Evaluator.of(values, subject.activations(), null, new KernelWords());
    return subject.claim().where().stream()
        .filter(condition -> integers.keySet().containsAll(condition.symbols()))
        .allMatch(evaluator::condition);
  }

  /** Returns a formula at the values. */
  public static Expr at(Expr formula, Map<String, Integer> values) {
    Expr concrete = formula;
    for (Map.Entry<String, Integer> value : values.entrySet()) {
      concrete = concrete.substitute(value.getKey(), Expressions.num(value.getValue()));
    }
    return concrete;
  }
}
