package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.trial.Integration;
import org.widelimit.verification.verdict.Evidence.Agreement;

/**
 * Looks for the formula that a misprint should have been: {@code A = c s B + t} with a constant
 * {@code c} from a small family, a power {@code s} of one of the claim's symbols and a term {@code
 * t} made of one; or {@code A = B F} with a missing factor of a matrix product. Whatever is
 * proposed holds at fresh points within the error bounds.
 */
final class Repair {

  /** The symbol that stands for the claimed side in a proposal. */
  private static final Expr CLAIMED = Expressions.sym("B");

  /** The sizes that a claim about finite networks may speak of. */
  private static final List<Expr> SIZES =
      List.of(Expressions.sym("M"), Expressions.sym("DataSize"), Expressions.sym("Depth"));

  private static final int FRESH = 12;

  private final Integration integration;
  private final List<Trial> fresh;

  Repair(Integration integration) {
    this.integration = integration;
    this.fresh = integration.fresh(FRESH);
  }

  /** Returns the simplest repair found, with {@code B} for the claimed side. */
  Optional<String> propose(Equality refuted, List<SymbolDeclaration> symbols) {
    List<String> names =
        symbols.stream()
            .filter(symbol -> symbol.kind() == FunctionDeclaration.Values.REALS)
            .map(SymbolDeclaration::name)
            .toList();
    List<Expr> terms = new ArrayList<>(List.of(Expressions.ZERO));
    List<Expr> powers = new ArrayList<>(List.of(Expressions.ONE));
    for (String name : names) {
      Expr symbol = Expressions.sym(name);
      terms.add(Expressions.square(symbol));
      terms.add(symbol);
      terms.add(Expressions.negate(Expressions.square(symbol)));
      for (int k : new int[] {1, -1, 2, -2}) {
        powers.add(Expressions.power(symbol, Expressions.num(k)));
      }
    }
    for (Expr size : SIZES) {
      powers.add(size);
      powers.add(Expressions.power(size, Expressions.MINUS_ONE));
    }
    for (Expr size : SIZES) {
      for (Expr other : SIZES) {
        powers.add(Expressions.divide(size, other));
      }
    }
    for (Expr power : powers) {
      for (Expr term : power.isInteger(1) ? terms : List.<Expr>of(Expressions.ZERO)) {
        for (Expr constant : constants(power)) {
          Expr candidate = Expressions.plus(Expressions.times(constant, power, CLAIMED), term);
          if (!candidate.equals(CLAIMED) && holds(refuted, candidate)) {
            return Optional.of(WolframWriter.write(candidate));
          }
        }
      }
    }
    return matrixFactor(refuted);
  }

  /** Returns whether the sides agree at fresh points with the claimed side replaced. */
  private boolean holds(Equality refuted, Expr candidate) {
    int agreeing = 0;
    for (Trial trial : fresh) {
      Agreement agreement = agreement(refuted, candidate, trial);
      if (agreement == Agreement.DIFFER) {
        return false;
      }
      agreeing += agreement == Agreement.AGREE ? 1 : 0;
    }
    return agreeing >= FRESH / 2;
  }

  /** The sides are evaluated once a point, whatever the number of candidates. */
  private Agreement agreement(Equality refuted, Expr candidate, Trial trial) {
    try {
      Quantity repaired =
          trial
              .evaluator()
              .with("B", integration.value(trial, refuted.right()))
              .evaluate(candidate);
      return integration.compare(integration.value(trial, refuted.left()), repaired);
    } catch (UndefinedValueException undefined) {
      return Agreement.UNDEFINED;
    }
  }

  private Optional<String> matrixFactor(Equality refuted) {
    Set<Expr> factors = new LinkedHashSet<>();
    collect(refuted.left(), factors);
    collect(refuted.right(), factors);
    for (Expr factor : factors) {
      for (Expr candidate :
          List.of(
              Expressions.call("Dot", CLAIMED, factor), Expressions.call("Dot", factor, CLAIMED))) {
        if (holds(refuted, candidate)) {
          return Optional.of(WolframWriter.write(candidate));
        }
      }
    }
    return Optional.empty();
  }

  /** Collects slope matrices of the layers that the formula names. */
  private static void collect(Expr expr, Set<Expr> factors) {
    if (expr instanceof Call call) {
      if (call.isCall("Preactivation") || call.isCall("Postactivation")) {
        factors.add(Expressions.call(Expressions.sym("SlopeMatrix"), call.args()));
      }
      call.args().forEach(arg -> collect(arg, factors));
    }
  }

  /**
   * Returns the constants to try beside a power, the simplest first. Beside a size there are few,
   * and a number that is the number of inputs in every network tried is none.
   */
  private List<Expr> constants(Expr power) {
    Set<String> sizes = new TreeSet<>(power.symbols());
    sizes.retainAll(List.of("M", "DataSize", "Depth"));
    Set<Expr> counts = counts();
    return constants().stream()
        .filter(constant -> sizes.isEmpty() || constant.isInteger(1) || constant.isInteger(-1))
        .filter(
            constant ->
                counts.stream()
                    .noneMatch(
                        count ->
                            constant.equals(count)
                                || constant.equals(
                                    Expressions.power(count, Expressions.MINUS_ONE))))
        .toList();
  }

  /** Returns the number of training inputs where all networks tried have the same, if above 2. */
  private Set<Expr> counts() {
    Set<Expr> counts = new LinkedHashSet<>();
    for (Trial trial : fresh) {
      try {
        double count = integration.value(trial, Expressions.sym("DataSize")).value();
        if (count > 2) {
          counts.add(Expressions.num((long) count));
        }
      } catch (UndefinedValueException none) {
        return Set.of();
      }
    }
    return counts.size() == 1 ? counts : Set.of();
  }

  /** Returns the constants to try, the simplest first. */
  private static Set<Expr> constants() {
    Map<Expr, Integer> constants = new LinkedHashMap<>();
    List<Expr> roots = new ArrayList<>(List.of(Expressions.ONE));
    for (Expr root :
        List.of(
            Expressions.sqrt(Expressions.TWO),
            Expressions.sqrt(Expressions.PI),
            Expressions.sqrt(Expressions.times(Expressions.TWO, Expressions.PI)),
            Expressions.PI,
            Expressions.times(Expressions.TWO, Expressions.PI))) {
      roots.add(root);
      roots.add(Expressions.power(root, Expressions.MINUS_ONE));
    }
    for (Expr root : roots) {
      for (Expr rational :
          List.of(
              Expressions.ONE,
              Expressions.MINUS_ONE,
              Expressions.TWO,
              Expressions.HALF,
              Expressions.num(-2),
              Expressions.num(-1, 2),
              Expressions.num(4),
              Expressions.num(1, 4),
              Expressions.num(3),
              Expressions.num(1, 3))) {
        constants.putIfAbsent(Expressions.times(rational, root), 0);
      }
    }
    return constants.keySet();
  }
}
