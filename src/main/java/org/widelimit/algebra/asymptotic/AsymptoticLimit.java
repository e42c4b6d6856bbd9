package org.widelimit.algebra.asymptotic;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.asymptotic.AsymptoticSeries.Term;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.UndecidedException;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;

/**
 * What a ratio of two expressions tends to as an index grows, derived from their leading terms.
 *
 * <p>What is periodic in an integer index is a number in each class of indices of one remainder.
 * Where one sine or cosine of a slowly growing phase is left, the phase comes as close as one likes
 * to every angle, so that the ratio tends to a number only if that is the same for all of them.
 */
public final class AsymptoticLimit {

  private static final int LARGEST_PERIOD = 24;

  /** The bits of the largest modulus whose classes are looked at one by one. */
  private static final int LONGEST_MODULUS = 7;

  /** Five times the sine and the cosine of some angles. */
  private static final int[][] ANGLES = {{3, 4}, {4, -3}, {-3, -4}, {-4, 3}, {3, -4}, {-3, 4}};

  /** What hides that an expression is not linear from its derivative. */
  private static final Set<String> BROKEN =
      Set.of("Floor", "Sign", "HeavisideTheta", "Max", "Min", "Abs", "Piecewise");

  private AsymptoticLimit() {}

  /** What is known of the limit of a ratio. */
  public sealed interface Outcome {

    /**
     * The ratio tends to a number.
     *
     * @param value the number, in the symbols other than the variable
     * @param left the leading terms of the first expression
     * @param right those of the second
     * @param integersOnly whether this was shown for integer indices only
     */
    record Tends(Expr value, Expr left, Expr right, boolean integersOnly) implements Outcome {}

    /**
     * The ratio grows beyond all bounds.
     *
     * @param growth what it grows like
     */
    record Grows(Expr growth) implements Outcome {}

    /**
     * The ratio has no limit, or not the same along all indices.
     *
     * @param indices indices along which it tends to a number that is not 1, in words
     * @param value that number, or empty if it grows beyond all bounds there
     */
    record Varies(String indices, Optional<Expr> value) implements Outcome {}

    /**
     * Nothing is known.
     *
     * @param reason why
     */
    record Open(String reason) implements Outcome {}
  }

  /**
   * Derives the limit of {@code left/right}.
   *
   * @param variable the name of the index
   * @param assumptions what is assumed of the other symbols
   * @param budget the time that it may take
   */
  public static Outcome ofRatio(
      Expr left, Expr right, String variable, Assumptions assumptions, Duration budget) {
    try {
      return BoundedTask.run(
          () -> new Question(variable, assumptions).answer(left, right), "the expansion", budget);
    } catch (BudgetExceededException late) {
      return new Outcome.Open(String.valueOf(late.getMessage()));
    } catch (UndecidedException undecided) {
      return new Outcome.Open(undecided.reason());
    } catch (ArithmeticException | IllegalArgumentException | StackOverflowError failed) {
      return new Outcome.Open("the expansion failed: " + failed.getMessage());
    }
  }

  /** One question. */
  private static final class Question {
    private final String variable;
    private final AsymptoticCalculus calculus;

    Question(String variable, Assumptions assumptions) {
      this.variable = variable;
      this.calculus = new AsymptoticCalculus(assumptions);
    }

    Outcome answer(Expr left, Expr right) {
      Outcome whole = open(left, right);
      if (!(whole instanceof Outcome.Open)) {
        return whole;
      }
      return inClasses(left, right, BigInteger.ONE, BigInteger.ZERO, whole);
    }

    /**
     * Looks at the classes of indices of one remainder, and at classes of these where something
     * periodic is left.
     *
     * @param modulus the index is {@code modulus m + remainder}, and the sides are formulas in m
     * @param whole the answer where there are no classes
     */
    private Outcome inClasses(
        Expr left, Expr right, BigInteger modulus, BigInteger remainder, Outcome whole) {
      int period = period(left, period(right, 1));
      if (period > LARGEST_PERIOD || modulus.bitLength() > LONGEST_MODULUS) {
        return whole;
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (int part = 0; part < period; part++) {
        BigInteger step = modulus.multiply(BigInteger.valueOf(period));
        BigInteger first = remainder.add(modulus.multiply(BigInteger.valueOf(part)));
        Expr leftPart = shifted(left, period, part);
        Expr rightPart = shifted(right, period, part);
        String indices =
            step.equals(BigInteger.ONE)
                ? "all indices"
                : "%s = %d m + %d".formatted(variable, step, first);
        Outcome outcome = along(leftPart, rightPart, indices);
        if (outcome instanceof Outcome.Open && period > 1) {
          outcome = inClasses(leftPart, rightPart, step, first, outcome);
        }
        if (outcome instanceof Outcome.Varies) {
          return outcome;
        }
        outcomes.add(outcome);
      }
      return joined(outcomes, period);
    }

    private Outcome open(Expr left, Expr right) {
      try {
        return limit(left, right);
      } catch (UndecidedException undecided) {
        return new Outcome.Open(undecided.reason());
      }
    }

    /** Along one remainder: as it stands, or at the angles of the one phase that is left. */
    private Outcome along(Expr left, Expr right, String indices) {
      Outcome plain = open(left, right);
      if (!(plain instanceof Outcome.Open)) {
        return isOne(plain) ? plain : varies(plain, indices);
      }
      Set<Expr> phases = new LinkedHashSet<>();
      phases(left, phases);
      phases(right, phases);
      if (phases.size() != 1 || !isDense(phases.iterator().next())) {
        return plain;
      }
      Expr phase = phases.iterator().next();
      for (int[] angle : ANGLES) {
        Optional<Outcome> there = near(left, right, phase, angle);
        if (there.isPresent()) {
          return varies(
              there.get(),
              indices
                  + ", where %s comes close to the angle of sine %d/5 and cosine %d/5"
                      .formatted(WolframWriter.write(phase), angle[0], angle[1]));
        }
      }
      return plain;
    }

    /** What happens near an angle, if the ratio keeps away from 1 on a neighbourhood of it. */
    private Optional<Outcome> near(Expr left, Expr right, Expr phase, int[] angle) {
      Sym sine = InternalNames.symbol("sine");
      Sym cosine = InternalNames.symbol("cosine");
      Assumptions there =
          calculus
              .assumptions()
              .with(sine.name(), around(angle[0]))
              .with(cosine.name(), around(angle[1]));
      Question question = new Question(variable, there);
      Outcome outcome =
          question.open(turned(left, phase, sine, cosine), turned(right, phase, sine, cosine));
      if (outcome instanceof Outcome.Grows) {
        return Optional.of(outcome);
      }
      if (outcome instanceof Outcome.Tends tends
          && new SignDecider(there)
              .of(Expressions.minus(tends.value(), Expressions.ONE))
              .isStrict()) {
        Expr value =
            tends
                .value()
                .substitute(sine.name(), Expressions.num(angle[0], 5))
                .substitute(cosine.name(), Expressions.num(angle[1], 5));
        return Optional.of(
            new Outcome.Tends(value, tends.left(), tends.right(), tends.integersOnly()));
      }
      return Optional.empty();
    }

    private static Interval around(int fifths) {
      return Interval.closed(
          Expressions.num(200L * fifths - 1, 1000), Expressions.num(200L * fifths + 1, 1000));
    }

    private static Outcome varies(Outcome there, String indices) {
      return there instanceof Outcome.Tends tends
          ? new Outcome.Varies(indices, Optional.of(tends.value()))
          : new Outcome.Varies(indices, Optional.empty());
    }

    private boolean isOne(Outcome outcome) {
      return outcome instanceof Outcome.Tends tends
          && isZero(Expressions.minus(tends.value(), Expressions.ONE));
    }

    private boolean isZero(Expr expr) {
      try {
        return calculus.isZero(expr);
      } catch (UndecidedException unknown) {
        return false;
      }
    }

    private static Outcome joined(List<Outcome> outcomes, int period) {
      for (Outcome outcome : outcomes) {
        if (outcome instanceof Outcome.Open) {
          return outcome;
        }
      }
      Outcome.Tends first = (Outcome.Tends) outcomes.get(0);
      return new Outcome.Tends(first.value(), first.left(), first.right(), period > 1);
    }

    private Outcome limit(Expr left, Expr right) {
      AsymptoticExpansion expansion = new AsymptoticExpansion(calculus, variable);
      AsymptoticSeries of = expansion.of(left);
      AsymptoticSeries like = expansion.of(right);
      Term below =
          calculus
              .leading(like)
              .orElseThrow(() -> new UndecidedException("the second expression vanishes"));
      Optional<Term> above = calculus.leading(of);
      Expr index = Expressions.sym(variable);
      if (above.isEmpty()) {
        return new Outcome.Tends(Expressions.ZERO, Expressions.ZERO, like.toExpr(index), false);
      }
      AsymptoticMonomial quotient =
          above.get().monomial().times(below.monomial().power(Expressions.MINUS_ONE));
      int order = calculus.compare(quotient, AsymptoticMonomial.ONE);
      Expr value = Expressions.divide(above.get().coefficient(), below.coefficient());
      return order > 0
          ? new Outcome.Grows(Expressions.times(value, quotient.toExpr(index)))
          : new Outcome.Tends(
              order < 0 ? Expressions.ZERO : value, of.toExpr(index), like.toExpr(index), false);
    }

    /** Returns the least common multiple of the periods of what is periodic in the index. */
    private int period(Expr expr, int known) {
      if (!(expr instanceof Call call) || !expr.symbols().contains(variable)) {
        return known;
      }
      int period = known;
      for (Expr arg : call.args()) {
        period = period(arg, period);
      }
      Optional<Num> turns = Optional.empty();
      if (call.isCall("Sin", 1) || call.isCall("Cos", 1) || call.isCall("Tan", 1)) {
        turns =
            slope(call.arg(0))
                .map(
                    slope ->
                        Expressions.divide(
                            slope, Expressions.times(Expressions.TWO, Expressions.PI)))
                .filter(Num.class::isInstance)
                .map(Num.class::cast);
      } else if (call.isCall("Floor", 1)) {
        turns = slope(call.arg(0)).filter(Num.class::isInstance).map(Num.class::cast);
      } else if (call.isCall("Power", 2) && call.arg(0) instanceof Num base && base.signum() < 0) {
        turns =
            slope(call.arg(1))
                .filter(Num.class::isInstance)
                .map(slope -> Expressions.multiply((Num) slope, Expressions.HALF));
      }
      int inside = period;
      return turns
          .map(
              t ->
                  t.denominator().bitLength() > 10
                      ? LARGEST_PERIOD + 1
                      : t.denominator().intValue())
          .map(own -> lcm(inside, own))
          .orElse(period);
    }

    private static int lcm(int a, int b) {
      return (int)
          Math.min(
              LARGEST_PERIOD + 1L,
              (long) a / BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue() * b);
    }

    /** Returns the slope of what is linear in the index. */
    private Optional<Expr> slope(Expr expr) {
      return derivative(expr).filter(slope -> !slope.symbols().contains(variable));
    }

    private Optional<Expr> derivative(Expr expr) {
      return isBroken(expr) ? Optional.empty() : new Differentiation(variable).of(expr);
    }

    private static boolean isBroken(Expr expr) {
      return expr instanceof Call call
          && (call.headName().filter(BROKEN::contains).isPresent()
              || call.args().stream().anyMatch(Question::isBroken));
    }

    /** Puts {@code period m + remainder} for the index, and reduces what is periodic. */
    private Expr shifted(Expr expr, int period, int remainder) {
      if (period == 1) {
        return expr;
      }
      Expr m = Expressions.sym(variable);
      Expr index =
          Expressions.plus(
              Expressions.times(Expressions.num(period), m), Expressions.num(remainder));
      return expr.substitute(variable, index).transform(this::reduced);
    }

    private Expr reduced(Expr node) {
      if (!(node instanceof Call call) || !node.symbols().contains(variable)) {
        return node;
      }
      if (call.isCall("Sin", 1) || call.isCall("Cos", 1) || call.isCall("Tan", 1)) {
        return atZero(call, 0, Expressions.times(Expressions.TWO, Expressions.PI), false);
      }
      if (call.isCall("Floor", 1)) {
        return atZero(call, 0, Expressions.ONE, true);
      }
      if (call.isCall("Power", 2) && call.arg(0) instanceof Num base && base.signum() < 0) {
        Expr sign =
            atZero(
                new Call(Expressions.sym("Power"), List.of(Expressions.MINUS_ONE, call.arg(1))),
                1,
                Expressions.TWO,
                false);
        return Expressions.times(
            sign,
            Expressions.power(Expressions.multiply(base, Expressions.MINUS_ONE), call.arg(1)));
      }
      return node;
    }

    /** Drops whole periods from an argument. */
    private Expr atZero(Call call, int position, Expr period, boolean adds) {
      Expr argument = call.arg(position);
      Optional<Expr> slope = slope(argument);
      if (slope.isEmpty()) {
        return call;
      }
      boolean whole =
          Expressions.divide(slope.get(), period) instanceof Num turns && turns.isInteger();
      if (!whole) {
        return call;
      }
      List<Expr> args = new ArrayList<>(call.args());
      args.set(position, argument.substitute(variable, Expressions.ZERO));
      Expr rest = Expressions.call(call.head(), args);
      Expr value = number(rest);
      return adds
          ? Expressions.plus(value, Expressions.times(slope.get(), Expressions.sym(variable)))
          : value;
    }

    /** Evaluates a sine, a cosine or a floor of a number where that is rational. */
    private static Expr number(Expr expr) {
      if (expr.isCall("Floor", 1) && ((Call) expr).arg(0) instanceof Num number) {
        BigInteger[] parts = number.numerator().divideAndRemainder(number.denominator());
        return new Num(
            parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
      }
      if (!expr.isCall("Sin", 1) && !expr.isCall("Cos", 1)) {
        return expr;
      }
      Expr turns = Expressions.divide(((Call) expr).arg(0), Expressions.PI);
      if (!(turns instanceof Num half)) {
        return expr;
      }
      Num quarters = Expressions.multiply(half, Expressions.TWO);
      if (!quarters.isInteger()) {
        return expr;
      }
      int quarter = quarters.numerator().mod(BigInteger.valueOf(4)).intValue();
      return Expressions.num(expr.isCall("Sin") ? sine(quarter) : sine((quarter + 1) % 4));
    }

    private static long sine(int quarter) {
      return quarter == 1 ? 1 : quarter == 3 ? -1 : 0;
    }

    private void phases(Expr expr, Set<Expr> phases) {
      if (!(expr instanceof Call call) || !expr.symbols().contains(variable)) {
        return;
      }
      if (call.isCall("Sin", 1) || call.isCall("Cos", 1)) {
        Expr phase = call.arg(0);
        if (grows(phase)) {
          phases.add(phase);
        }
      }
      call.args().forEach(arg -> phases(arg, phases));
    }

    private boolean grows(Expr phase) {
      try {
        return calculus.order(new AsymptoticExpansion(calculus, variable).of(phase)) > 0;
      } catch (UndecidedException unknown) {
        return true;
      }
    }

    /**
     * Returns whether a phase at integer indices comes close to every angle: it grows by steps that
     * tend to 0, or by equal steps whose ratio to a full turn is not rational.
     */
    private boolean isDense(Expr phase) {
      Optional<Expr> slope = derivative(phase);
      if (slope.isEmpty()) {
        return false;
      }
      if (!slope.get().symbols().contains(variable)) {
        return slope.get() instanceof Num number && number.signum() != 0;
      }
      try {
        return calculus.order(new AsymptoticExpansion(calculus, variable).of(slope.get())) < 0;
      } catch (UndecidedException unknown) {
        return false;
      }
    }

    private static Expr turned(Expr expr, Expr phase, Expr sine, Expr cosine) {
      Expr sineOfPhase = Expressions.call("Sin", phase);
      Expr cosineOfPhase = Expressions.call("Cos", phase);
      return expr.transform(
          node -> node.equals(sineOfPhase) ? sine : node.equals(cosineOfPhase) ? cosine : node);
    }
  }
}
