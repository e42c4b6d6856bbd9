package org.widelimit.verification.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/**
 * Wrong variants of a formula: a factor 1 ± discrepancy, a term dropped or with its sign flipped, a
 * constant doubled, an exponent or a summation bound shifted.
 */
public final class Mutations {

  /** Heads inside which nothing is changed: data, not formula. */
  private static final java.util.Set<String> OPAQUE = java.util.Set.of("Input", "Target", "List");

  private Mutations() {}

  /**
   * A changed formula.
   *
   * @param description what was changed
   * @param formula the result
   */
  public record Mutation(String description, Expr formula) {}

  /** A change that is made when it is asked for, as a long formula has thousands. */
  private record Candidate(Supplier<String> description, Supplier<Expr> formula) {}

  /** How many candidates are made; of more, some all over the formula are. */
  private static final int MOST_MADE = 500;

  /** Returns the mutants of a formula, at most the given number beside the two factors. */
  public static List<Mutation> of(Expr formula, double discrepancy, int most) {
    Map<Expr, String> mutants = new LinkedHashMap<>();
    mutants.put(
        Expressions.times(percent(1 + discrepancy), formula), "factor " + (1 + discrepancy));
    mutants.put(
        Expressions.times(percent(1 - discrepancy), formula), "factor " + (1 - discrepancy));
    mutants.putIfAbsent(Expressions.negate(formula), "flipped sign");
    List<Candidate> candidates = new ArrayList<>();
    visit(formula, Function.identity(), candidates);
    Map<Expr, Candidate> distinct = new LinkedHashMap<>();
    for (Candidate candidate : spread(candidates, MOST_MADE)) {
      Expr mutant = candidate.formula().get();
      if (!mutant.equals(formula) && !mutants.containsKey(mutant)) {
        distinct.putIfAbsent(mutant, candidate);
      }
    }
    for (Map.Entry<Expr, Candidate> entry : spread(List.copyOf(distinct.entrySet()), most)) {
      mutants.put(entry.getKey(), entry.getValue().description().get());
    }
    mutants.remove(formula);
    return mutants.entrySet().stream()
        .map(entry -> new Mutation(entry.getValue(), entry.getKey()))
        .toList();
  }

  /**
   * Takes some from all over the list where there are too many: its end is tried like its start.
   */
  private static <T> List<T> spread(List<T> all, int most) {
    int taken = Math.min(most, all.size());
    List<T> some = new ArrayList<>();
    for (int i = 0; i < taken; i++) {
      some.add(all.get((int) ((long) i * all.size() / taken)));
    }
    return some;
  }

  static Num percent(double factor) {
    return Expressions.decimal(BigDecimal.valueOf(factor));
  }

  private static void visit(Expr node, Function<Expr, Expr> rebuild, List<Candidate> out) {
    if (node instanceof Num num && num.signum() != 0) {
      out.add(
          new Candidate(
              () -> "constant " + num + " doubled",
              () -> rebuild.apply(Expressions.multiply(num, Expressions.TWO))));
    }
    if (!(node instanceof Call call) || OPAQUE.contains(call.headName().orElse(""))) {
      return;
    }
    String head = call.headName().orElse("");
    switch (head) {
      case "Plus" -> terms(call, rebuild, out);
      case "Power" -> exponent(call, rebuild, out);
      case "Sum", "Product" -> bounds(call, rebuild, out);
      case "Dot" -> factors(call, rebuild, out);
      default -> {
        // Only its parts are changed.
      }
    }
    for (int i = 0; i < call.arity(); i++) {
      boolean fixed =
          (head.equals("Power") && i == 1 && call.arg(1) instanceof Num)
              || (i > 0 && isBinder(head))
              || isLayerIndex(head, i);
      if (!fixed) {
        int index = i;
        visit(call.arg(i), part -> rebuild.apply(replaced(call, index, part)), out);
      }
    }
    if (call.head() instanceof Call map) {
      for (int i = 0; i < map.arity(); i++) {
        int index = i;
        boolean number = map.isCall("Derivative");
        if (!number) {
          visit(
              map.arg(i),
              part -> rebuild.apply(Expressions.call(replaced(map, index, part), call.args())),
              out);
        }
      }
    }
  }

  private static boolean isBinder(String head) {
    return head.equals("E")
        || head.equals(Binders.MANY)
        || head.equals("Integrate")
        || head.equals("Sum")
        || head.equals("Product")
        || head.equals("Nest");
  }

  private static boolean isLayerIndex(String head, int index) {
    return index == 0
        && (head.equals("Preactivation")
            || head.equals("Postactivation")
            || head.equals("Weights")
            || head.equals("Bias")
            || head.equals("SlopeMatrix")
            || head.equals("Activity"));
  }

  private static Expr replaced(Call call, int index, Expr part) {
    List<Expr> args = new ArrayList<>(call.args());
    args.set(index, part);
    return Expressions.call(call.head(), args);
  }

  private static Expr without(Call call, int index) {
    List<Expr> args = new ArrayList<>(call.args());
    args.remove(index);
    return args.size() == 1 ? args.get(0) : Expressions.call(call.head(), args);
  }

  private static void terms(Call sum, Function<Expr, Expr> rebuild, List<Candidate> out) {
    for (int i = 0; i < sum.arity(); i++) {
      int index = i;
      Expr term = sum.arg(i);
      out.add(
          new Candidate(
              () -> "dropped term " + WolframWriter.write(term),
              () -> rebuild.apply(without(sum, index))));
      out.add(
          new Candidate(
              () -> "flipped sign of " + WolframWriter.write(term),
              () -> rebuild.apply(replaced(sum, index, Expressions.negate(term)))));
    }
  }

  private static void factors(Call product, Function<Expr, Expr> rebuild, List<Candidate> out) {
    if (product.arity() > 2) {
      for (int i = 0; i < product.arity(); i++) {
        int index = i;
        out.add(
            new Candidate(
                () -> "dropped factor " + WolframWriter.write(product.arg(index)),
                () -> rebuild.apply(without(product, index))));
      }
    }
  }

  private static void exponent(Call power, Function<Expr, Expr> rebuild, List<Candidate> out) {
    if (power.arg(1) instanceof Num exponent) {
      Num shifted = Expressions.add(exponent, Expressions.ONE);
      out.add(
          new Candidate(
              () ->
                  "exponent "
                      + exponent
                      + " of "
                      + WolframWriter.write(power.arg(0))
                      + " raised to "
                      + shifted,
              () -> rebuild.apply(Expressions.power(power.arg(0), shifted))));
    }
  }

  private static void bounds(Call sum, Function<Expr, Expr> rebuild, List<Candidate> out) {
    if (sum.arity() == 2 && sum.arg(1).isCall("List", 3)) {
      Call range = (Call) sum.arg(1);
      Expr shorter = replaced(range, 2, Expressions.minus(range.arg(2), Expressions.ONE));
      out.add(
          new Candidate(
              () -> "last index shifted by one", () -> rebuild.apply(replaced(sum, 1, shorter))));
    }
  }
}
