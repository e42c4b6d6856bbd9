package org.widelimit.algebra.decide;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.widelimit.algebra.Abbreviation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Sharing;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.budget.RandomChoices;

/**
 * Decides whether an expression is 0 wherever it is defined.
 *
 * <p>First it is evaluated at random admissible points to 50 digits, and to fewer on either side of
 * each branch ({@link TestPoints}): a value beyond its error is a witness. If all values vanish, a
 * proof is sought: the expression becomes a quotient of polynomials in symbols, roots,
 * exponentials, sines, logarithms, arctangents and error functions, reduced by the relations of the
 * roots and sines; where that is not 0 as it stands, the numerator, divided by its leading
 * coefficient, is shown to be constant by differentiating it and to vanish at one point (the
 * identity then rests on the mean value theorem, so continuity is proved first). Absolute values,
 * maxima and pieces are split into cases by sign. Vanishing values alone never count as a proof.
 */
public final class ZeroDecider {

  private static final int DIGITS = 50;
  private static final int WITNESS_DIGITS = 20;
  private static final int POINTS = 4;
  private static final int GLANCE_DIGITS = 20;
  private static final int ATTEMPTS = 24;

  private static final Set<String> EVALUABLE =
      Heads.union(
          Heads.ARITHMETIC,
          Heads.FUNCTIONS,
          Heads.DISCRETE,
          Heads.CONDITIONS,
          Set.of(
              "BivariateNormalCDF", "Equal", "HermiteHe", "List", "Piecewise", "Product", "Sum"));

  private ZeroDecider() {}

  /**
   * Decides whether the expression is 0 at every admissible point at which it is defined.
   *
   * @param expr an expression of real value; functions without definition and unevaluated
   *     expectations are taken as independent of one another
   * @param assumptions the domains of the symbols and constraints between them
   * @param budget the time it may take; the answer is {@code Unknown} when it is over
   */
  public static ZeroDecision decide(Expr expr, Assumptions assumptions, Duration budget) {
    return decide(expr, assumptions, List.of(), budget);
  }

  /**
   * Decides whether the expression is 0 at every admissible point at which it is defined.
   *
   * @param expr an expression of real value; functions without definition and unevaluated
   *     expectations are taken as independent of one another
   * @param assumptions the domains of the symbols and constraints between them
   * @param abbreviations names for parts that the expression is made of, the innermost first, by
   *     which a proof is shorter
   * @param budget the time it may take; the answer is {@code Unknown} when it is over
   */
  public static ZeroDecision decide(
      Expr expr, Assumptions assumptions, List<Abbreviation> abbreviations, Duration budget) {
    if (expr instanceof Num num && num.signum() == 0) {
      return new ZeroDecision.Zero("it is 0", List.of());
    }
    try {
      return BoundedTask.run(
          () -> decideWithin(Sharing.of(expr), assumptions, abbreviations, budget),
          "the zero test",
          budget);
    } catch (BudgetExceededException late) {
      return new ZeroDecision.Unknown(String.valueOf(late.getMessage()));
    }
  }

  private static ZeroDecision decideWithin(
      Expr expr, Assumptions assumptions, List<Abbreviation> abbreviations, Duration budget) {
    Deadline deadline = Deadline.after(budget);
    try {
      boolean evaluable = isEvaluable(expr);
      int defined = 0;
      if (evaluable) {
        Evidence evidence = evaluate(expr, assumptions, deadline);
        if (evidence.witness().isPresent()) {
          return evidence.witness().get();
        }
        defined = evidence.defined();
      }
      return prove(expr, assumptions, abbreviations, deadline, evaluable, defined);
    } catch (UndecidedException undecided) {
      return new ZeroDecision.Unknown(undecided.reason());
    } catch (ArithmeticException large) {
      return new ZeroDecision.Unknown("a number grew beyond all bounds: " + large.getMessage());
    } catch (StackOverflowError tooDeep) {
      return new ZeroDecision.Unknown("the expression is nested too deeply");
    }
  }

  private static ZeroDecision prove(
      Expr expr,
      Assumptions assumptions,
      List<Abbreviation> abbreviations,
      Deadline deadline,
      boolean evaluable,
      int defined) {
    if (evaluable && defined == 0) {
      return new ZeroDecision.Unknown(
          "no admissible point was found at which the expression is defined");
    }
    String numerically = evaluable ? "it vanishes to 50 digits at every point tried, but " : "";
    try {
      List<ProofStep> steps = new ArrayList<>();
      prove(expr, assumptions, abbreviations, deadline, steps);
      String last = steps.isEmpty() ? "arithmetic" : steps.get(steps.size() - 1).rule();
      return new ZeroDecision.Zero("it reduces to 0 by " + last, steps);
    } catch (UndecidedException undecided) {
      return new ZeroDecision.Unknown(numerically + undecided.reason());
    } catch (StackOverflowError tooDeep) {
      return new ZeroDecision.Unknown(numerically + "the expression is nested too deeply");
    }
  }

  /** Tries the abbreviations all together, those that forget nothing alone, and none. */
  private static void prove(
      Expr expr,
      Assumptions assumptions,
      List<Abbreviation> abbreviations,
      Deadline deadline,
      List<ProofStep> steps) {
    List<Abbreviation> rest = abbreviations;
    while (true) {
      try {
        new ZeroProof(deadline, steps)
            .prove(expr, Abbreviation.assumptions(assumptions, rest), rest, 0);
        return;
      } catch (UndecidedException undecided) {
        deadline.check();
        if (rest.isEmpty()) {
          throw undecided;
        }
        List<Abbreviation> unknowns =
            rest.stream().filter(each -> each.kind() == Abbreviation.Kind.UNKNOWN).toList();
        rest = unknowns.size() < rest.size() ? unknowns : List.of();
        steps.clear();
      }
    }
  }

  /** What evaluation at points came to. */
  private record Evidence(int defined, Optional<ZeroDecision.Nonzero> witness) {}

  private static Evidence evaluate(Expr expr, Assumptions assumptions, Deadline deadline) {
    Set<String> symbols = new TreeSet<>(expr.symbols());
    symbols.removeAll(Assumptions.CONSTANTS);
    symbols.removeAll(boundIndices(expr));
    SplittableRandom random = RandomChoices.generator("zero test");
    int defined = 0;
    int wanted = symbols.isEmpty() ? 1 : POINTS;
    for (int attempt = 0; attempt < (symbols.isEmpty() ? 1 : ATTEMPTS); attempt++) {
      Optional<Map<String, Num>> point = AdmissiblePoints.sample(assumptions, symbols, random);
      if (point.isEmpty()) {
        break;
      }
      deadline.check();
      Optional<HighPrecision.Estimate> estimate = HighPrecision.estimate(expr, point.get(), DIGITS);
      if (estimate.isPresent()) {
        defined++;
        if (estimate.get().isNonzero()) {
          return new Evidence(
              defined, Optional.of(witness(point.get(), symbols, estimate.get().value())));
        }
        if (defined == wanted) {
          break;
        }
      }
    }
    return new Evidence(
        defined,
        defined == 0 || symbols.isEmpty()
            ? Optional.empty()
            : lateWitness(expr, symbols, assumptions, random, deadline));
  }

  /**
   * Looks where the random points may have missed a difference: one evaluation each at more points.
   */
  private static Optional<ZeroDecision.Nonzero> lateWitness(
      Expr expr,
      Set<String> symbols,
      Assumptions assumptions,
      SplittableRandom random,
      Deadline deadline) {
    for (Map<String, Num> point : TestPoints.of(expr, symbols, assumptions, random)) {
      deadline.check();
      Optional<HighPrecision.Estimate> estimate = HighPrecision.glance(expr, point, GLANCE_DIGITS);
      if (estimate.isPresent() && estimate.get().isNonzero()) {
        return Optional.of(witness(point, symbols, estimate.get().value()));
      }
    }
    return Optional.empty();
  }

  private static ZeroDecision.Nonzero witness(
      Map<String, Num> point, Set<String> symbols, BigDecimal value) {
    Map<String, BigDecimal> witness = new HashMap<>();
    point.forEach(
        (name, number) ->
            witness.put(
                name,
                new BigDecimal(number.numerator())
                    .divide(new BigDecimal(number.denominator()), MathContext.DECIMAL128)));
    witness.keySet().removeIf(name -> !symbols.contains(name));
    return new ZeroDecision.Nonzero(witness, value.round(new MathContext(WITNESS_DIGITS)));
  }

  private static Set<String> boundIndices(Expr expr) {
    Set<String> names = new TreeSet<>();
    if (expr instanceof Call call) {
      if ((call.isCall("Sum", 2) || call.isCall("Product", 2))
          && call.arg(1) instanceof Call range
          && range.arg(0) instanceof Sym index) {
        names.add(index.name());
      }
      call.args().forEach(arg -> names.addAll(boundIndices(arg)));
    }
    return names;
  }

  private static boolean isEvaluable(Expr expr) {
    if (!(expr instanceof Call call)) {
      return !expr.equals(Expressions.INFINITY);
    }
    return call.head() instanceof Sym head
        && EVALUABLE.contains(head.name())
        && call.args().stream().allMatch(ZeroDecider::isEvaluable);
  }
}
