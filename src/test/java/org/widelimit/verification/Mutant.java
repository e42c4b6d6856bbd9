package org.widelimit.verification;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.ExpressionCompiler;

/** Formulas with one number, one sign or one exponent changed. */
public final class Mutant {

  private Mutant() {}

  /** Values of the symbols at which a change must show: p q > r^2. */
  private static final List<Map<String, Double>> POINTS =
      List.of(
          Map.of("p", 1.3, "q", 0.8, "r", 0.45, "sigmaW", 1.2, "sigmaB", 0.3),
          Map.of("p", 0.7, "q", 2.1, "r", -0.85, "sigmaW", 0.8, "sigmaB", 0.9),
          Map.of("p", 0.4, "q", 0.3, "r", 0.15, "sigmaW", 1.9, "sigmaB", 1.1));

  /** A change that shows is far above the roundings of some hundred operations. */
  private static final double SEEN = 1e-9;

  /**
   * Returns a formula in p, q, r, sigmaW and sigmaB with a change in one place, drawn at random
   * from all places where one changes its value: the square of the negative is the same, and the
   * root of the negative is nowhere real.
   *
   * <p>The places are those of the formula as it is written, so a part that occurs many times is
   * changed in one of them. A number k becomes k + 1 or -k, any other part its negative.
   */
  public static Expr of(Expr formula, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Integer>> places = new ArrayList<>();
    collect(formula, new ArrayList<>(), places);
    while (true) {
      List<Integer> place = places.get(random.nextInt(places.size()));
      Expr mutant = changed(formula, place, random.nextBoolean());
      if (POINTS.stream().anyMatch(point -> differs(formula, mutant, point))) {
        return mutant;
      }
    }
  }

  private static boolean differs(Expr formula, Expr mutant, Map<String, Double> point) {
    double expected = value(formula, point);
    double found = value(mutant, point);
    return Double.isFinite(found) && Math.abs(found - expected) > SEEN * Math.abs(expected);
  }

  private static double value(Expr formula, Map<String, Double> point) {
    List<String> names = List.copyOf(point.keySet());
    return ExpressionCompiler.compile(formula, names)
        .evaluate(names.stream().mapToDouble(point::get).toArray());
  }

  private static void collect(Expr expr, List<Integer> place, List<List<Integer>> places) {
    if (!expr.isInteger(0)) {
      places.add(List.copyOf(place));
    }
    if (expr instanceof Call call) {
      for (int i = 0; i < call.arity(); i++) {
        place.add(i);
        collect(call.arg(i), place, places);
        place.remove(place.size() - 1);
      }
    }
  }

  private static Expr changed(Expr expr, List<Integer> place, boolean negative) {
    if (place.isEmpty()) {
      return expr instanceof Num num && !negative
          ? Expressions.add(num, Expressions.num(BigInteger.ONE, BigInteger.ONE))
          : Expressions.negate(expr);
    }
    Call call = (Call) expr;
    List<Expr> args = new ArrayList<>(call.args());
    args.set(
        place.get(0), changed(args.get(place.get(0)), place.subList(1, place.size()), negative));
    return Expressions.call(call.head(), args);
  }
}
