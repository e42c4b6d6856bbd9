package org.widelimit.verification.derive.depth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.asymptotic.AsymptoticLimit;
import org.widelimit.algebra.asymptotic.AsymptoticLimit.Outcome;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.AverageSymbols;
import org.widelimit.verification.derive.depth.DepthLaws.Law;
import org.widelimit.verification.derive.depth.DepthLaws.OpenLawException;
import org.widelimit.verification.point.Trial;

/**
 * The limit of the ratio of two sides that kernels of deep networks are factors of: each is
 * replaced by what it is like.
 *
 * <p>In products, quotients and powers what tends to 1 stays out of the limit. A logarithm of what
 * tends to 0 or grows is like that of what this is like. A sum is left open.
 */
final class DepthLimit {

  /** The time of a limit, its parts and the laws that it rests on, in that of one derivation. */
  private static final int SHARES = 3;

  private final Subject subject;
  private final AsymptoticClaim claim;
  private final AverageSymbols averages;
  private final DepthLaws laws;
  private final Map<DepthWord, Law> known = new HashMap<>();
  private final Map<Expr, Side> sides = new HashMap<>();
  private boolean late;

  /**
   * What a side is like.
   *
   * @param formula a formula in the index, in the averages of the claim
   * @param unknown the power of each kernel of which only the quotient of neighbours is known
   */
  private record Side(Expr formula, Map<DepthWord, Expr> unknown) {
    static Side of(Expr formula) {
      return new Side(formula, Map.of());
    }

    Side times(Side other) {
      Map<DepthWord, Expr> both = new HashMap<>(unknown);
      other.unknown.forEach((word, power) -> both.merge(word, power, Expressions::plus));
      both.values().removeIf(power -> power.isInteger(0));
      return new Side(Expressions.times(formula, other.formula), both);
    }

    Side power(Expr exponent) {
      Map<DepthWord, Expr> powers = new HashMap<>();
      unknown.forEach((word, power) -> powers.put(word, Expressions.times(power, exponent)));
      return new Side(Expressions.power(formula, exponent), powers);
    }
  }

  DepthLimit(Subject subject, AsymptoticClaim claim) {
    this.subject = subject;
    this.claim = claim;
    this.averages = new AverageSymbols(subject, ClaimAssumptions.of(subject));
    this.laws = new DepthLaws(subject, averages);
  }

  /** Returns whether a kernel at a layer that grows with the index stands in a side. */
  boolean applies() {
    return hasWord(claim.of()) || hasWord(claim.like());
  }

  private boolean hasWord(Expr expr) {
    return DepthWord.of(expr, claim.variable()).isPresent()
        || (expr instanceof Call call && call.args().stream().anyMatch(this::hasWord));
  }

  /** Returns the steps of the derivation so far. */
  List<ProofStep> steps() {
    List<ProofStep> steps = new ArrayList<>(laws.steps());
    steps.addAll(averages.steps());
    return steps;
  }

  /** Derives the limit of the ratio of the claim's sides for all admissible values. */
  Outcome derive() {
    Assumptions assumptions = ClaimAssumptions.of(subject);
    Outcome first = ratio(claim.like(), averages::named, averages::known);
    return isOne(first, averages.known())
        ? first
        : better(first, ratio(claim.like(), averages::closed, () -> assumptions));
  }

  private static Outcome better(Outcome first, Outcome second) {
    return second instanceof Outcome.Open ? first : second;
  }

  /**
   * Derives the limit of the ratio to another side at a point: with averages in it that have no
   * closed form.
   */
  Outcome at(Trial trial, Expr like) {
    Outcome general = ratio(like, side -> placed(trial, averages.named(side)), averages::known);
    if (isOne(general, averages.known())) {
      return general;
    }
    Outcome exact = ratio(like, side -> placed(trial, averages.closed(side)), Assumptions::none);
    return exact instanceof Outcome.Open && general instanceof Outcome.Tends tends
        ? new Outcome.Tends(
            placed(trial, averages.written(tends.value())),
            tends.left(),
            tends.right(),
            tends.integersOnly())
        : exact;
  }

  private Expr placed(Trial trial, Expr side) {
    return AsymptoticDerivation.with(trial, side, claim.variable());
  }

  /** Returns whether the ratio tends to 1 for certain. */
  boolean isOne(Outcome outcome, Assumptions assumptions) {
    return outcome instanceof Outcome.Tends tends
        && ZeroDecider.decide(
                Expressions.minus(tends.value(), Expressions.ONE),
                assumptions,
                subject.options().budget().derivation())
            instanceof ZeroDecision.Zero;
  }

  /** Returns what is assumed, also of the symbols that stand for averages in a limit. */
  Assumptions known() {
    return averages.known();
  }

  private Outcome ratio(Expr like, UnaryOperator<Expr> form, Supplier<Assumptions> assumptions) {
    Duration budget = subject.options().budget().derivation();
    if (late) {
      return new Outcome.Open("the derivation ran out of time");
    }
    try {
      return BoundedTask.run(
          () -> {
            Side above = side(claim.of());
            Side below = side(like);
            Side whole = above.times(below.power(Expressions.MINUS_ONE));
            if (!whole.unknown.isEmpty()) {
              return new Outcome.Open("of a kernel no more is known than how neighbours compare");
            }
            Expr left = form.apply(above.formula);
            Expr right = form.apply(below.formula);
            if (left.equals(right)) {
              return new Outcome.Tends(Expressions.ONE, left, right, false);
            }
            return Elementary.isFormula(left) && Elementary.isFormula(right)
                ? AsymptoticLimit.ofRatio(left, right, claim.variable(), assumptions.get(), budget)
                : new Outcome.Open("an expectation without a closed form is left");
          },
          "the derivation",
          budget.multipliedBy(SHARES));
    } catch (BudgetExceededException ended) {
      // What was at work then may be still: nothing of it is looked at again.
      late = true;
      return new Outcome.Open(String.valueOf(ended.getMessage()));
    } catch (OpenLawException open) {
      return new Outcome.Open(String.valueOf(open.getMessage()));
    }
  }

  private Side side(Expr expr) {
    return sides.computeIfAbsent(expr, this::read);
  }

  private Side read(Expr expr) {
    if (!hasWord(expr)) {
      if (Averages.expectations(expr).stream()
          .anyMatch(average -> average.symbols().contains(claim.variable()))) {
        throw new OpenLawException("an average depends on " + claim.variable());
      }
      return Side.of(expr);
    }
    Optional<DepthWord> word = DepthWord.of(expr, claim.variable());
    if (word.isPresent()) {
      return ofWord(word.get());
    }
    Call call = (Call) expr;
    if (call.isCall("Times")) {
      return call.args().stream().map(this::read).reduce(Side.of(Expressions.ONE), Side::times);
    }
    if (call.isCall("Power", 2) && !call.arg(1).symbols().contains(claim.variable())) {
      return read(call.arg(0)).power(call.arg(1));
    }
    if (call.isCall("Log", 1)) {
      return logarithm(read(call.arg(0)));
    }
    if (call.isCall("Plus")) {
      Expr sum = Expressions.plus(call.args().stream().flatMap(this::terms).toList());
      if (!sum.isCall("Plus")) {
        return read(sum);
      }
    }
    throw new OpenLawException("a kernel stands in a sum or a function");
  }

  /** Writes correlations as 1 less what is missing to it. */
  private Stream<Expr> terms(Expr term) {
    Num factor = Expressions.coefficient(term);
    Expr kernel = Expressions.withoutCoefficient(term);
    boolean correlation =
        DepthWord.of(kernel, claim.variable())
            .filter(word -> word.word().equals("CorrelationAt") && !word.isDiagonal())
            .isPresent();
    if (!correlation) {
      return Stream.of(term);
    }
    Call call = (Call) kernel;
    Expr missing =
        Expressions.call(
            Expressions.call(Expressions.sym("DecorrelationAt"), ((Call) call.head()).args()),
            call.args());
    return Stream.of(factor, Expressions.times(Expressions.negate(factor), missing));
  }

  private Side ofWord(DepthWord word) {
    Law law = known.computeIfAbsent(word, laws::of);
    if (law instanceof Law.Like like) {
      return Side.of(like.formula());
    }
    Expr factor = ((Law.Falls) law).factor();
    Expr shift = word.layer().substitute(claim.variable(), Expressions.ZERO);
    DepthWord start =
        new DepthWord(
            word.word(),
            word.network(),
            Expressions.minus(word.layer(), shift),
            word.correlation(),
            word.index());
    return new Side(Expressions.power(factor, shift), Map.of(start, Expressions.ONE));
  }

  private Side logarithm(Side of) {
    if (of.unknown.isEmpty()) {
      Outcome growth =
          AsymptoticLimit.ofRatio(
              averages.named(of.formula),
              Expressions.ONE,
              claim.variable(),
              averages.known(),
              subject.options().budget().derivation());
      boolean extreme =
          growth instanceof Outcome.Grows
              || (growth instanceof Outcome.Tends tends && tends.value().isInteger(0));
      if (extreme) {
        return Side.of(Expressions.call("Log", of.formula));
      }
    } else if (of.unknown.size() == 1 && !of.formula.symbols().contains(claim.variable())) {
      Map.Entry<DepthWord, Expr> only = of.unknown.entrySet().iterator().next();
      Law.Falls law = (Law.Falls) known.computeIfAbsent(only.getKey(), laws::of);
      return Side.of(
          Expressions.times(
              only.getValue(), only.getKey().layer(), Expressions.call("Log", law.factor())));
    }
    throw new OpenLawException("a logarithm of what neither grows nor falls to 0");
  }
}
