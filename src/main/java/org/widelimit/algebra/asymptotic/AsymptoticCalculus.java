package org.widelimit.algebra.asymptotic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.asymptotic.AsymptoticSeries.Term;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.UndecidedException;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.BoundedTask;

/**
 * Arithmetic of leading terms. Growth classes are compared exactly: by the sign of the leading
 * coefficient of the difference of their logarithms. A sign or a cancellation that is not proved
 * leaves the question open.
 */
final class AsymptoticCalculus {

  /** Terms kept of a series: what an expansion needs after a few leading terms cancel. */
  private static final int TERMS = 6;

  /** Powers up to this are multiplied out: they stay exact. */
  private static final int LARGEST_PRODUCT = 16;

  private static final Duration BUDGET_OF_A_SIGN = Duration.ofMillis(500);

  private final Assumptions assumptions;
  private final SignDecider signs;
  private final Map<Expr, Boolean> zeros = new LinkedHashMap<>();

  AsymptoticCalculus(Assumptions assumptions) {
    this.assumptions = assumptions;
    this.signs = new SignDecider(assumptions, BUDGET_OF_A_SIGN);
  }

  Assumptions assumptions() {
    return assumptions;
  }

  /** Returns the sign of a coefficient, which is no 0. */
  int sign(Expr coefficient) {
    Sign sign = signOf(coefficient);
    if (!sign.isStrict()) {
      throw new UndecidedException(
          "the sign of " + WolframWriter.write(coefficient) + " is not known");
    }
    return sign == Sign.POSITIVE ? 1 : -1;
  }

  private Sign signOf(Expr expr) {
    Sign known = signs.of(expr);
    if (known.isStrict() || !(expr instanceof Expr.Call call)) {
      return known;
    }
    return switch (call.headName().orElse("")) {
      case "Times" -> call.args().stream().map(this::signOf).reduce(Sign.POSITIVE, Sign::times);
      case "Log" -> signs.of(Expressions.minus(call.arg(0), Expressions.ONE));
      case "Power" -> signOf(call.arg(0)) == Sign.POSITIVE ? Sign.POSITIVE : known;
      default ->
          FunctionTable.of(call)
              .map(RealFunction::shape)
              .map(
                  shape ->
                      shape.isOddAndRising()
                          ? signOf(call.arg(0))
                          : shape.positive() ? Sign.POSITIVE : known)
              .orElse(known);
    };
  }

  /** Returns whether a coefficient is 0, or certainly is not at any admissible point. */
  boolean isZero(Expr coefficient) {
    if (coefficient instanceof Expr.Num number) {
      return number.signum() == 0;
    }
    return zeros.computeIfAbsent(
        coefficient,
        any -> {
          if (signOf(any).isStrict()) {
            return false;
          }
          ZeroDecision decision = ZeroDecider.decide(any, assumptions, BUDGET_OF_A_SIGN);
          if (decision instanceof ZeroDecision.Zero) {
            return true;
          }
          throw new UndecidedException(
              "whether " + WolframWriter.write(any) + " vanishes is not known");
        });
  }

  /** Returns which of two growth classes is faster: positive for the first, 0 if they are one. */
  int compare(AsymptoticMonomial a, AsymptoticMonomial b) {
    if (a.equals(b)) {
      return 0;
    }
    BoundedTask.checkpoint();
    AsymptoticMonomial quotient = a.times(b.power(Expressions.MINUS_ONE));
    if (quotient.exponent().isEmpty()) {
      // Every power of the variable beats all of its logarithm, and so on.
      for (Expr power : quotient.powers()) {
        if (!isZero(power)) {
          return sign(power);
        }
      }
      return 0;
    }
    @Nullable AsymptoticMonomial fastest = null;
    Expr leading = Expressions.ZERO;
    for (Map.Entry<AsymptoticMonomial, Expr> term : quotient.logarithm().entrySet()) {
      if (isZero(term.getValue())) {
        continue;
      }
      if (fastest == null || compare(term.getKey(), fastest) > 0) {
        fastest = term.getKey();
        leading = term.getValue();
      }
    }
    return fastest == null ? 0 : sign(leading);
  }

  private boolean faster(AsymptoticMonomial a, @Nullable AsymptoticMonomial b) {
    return b == null || compare(a, b) > 0;
  }

  /** Returns the fastest term that does not vanish, or empty for what is exactly 0. */
  Optional<Term> leading(AsymptoticSeries series) {
    for (Term term : series.terms()) {
      if (!isZero(term.coefficient())) {
        return Optional.of(term);
      }
    }
    if (series.rest() != null) {
      throw new UndecidedException("all leading terms cancel, or there is no leading term");
    }
    return Optional.empty();
  }

  AsymptoticSeries plus(AsymptoticSeries a, AsymptoticSeries b) {
    List<Term> all = new ArrayList<>(a.terms());
    all.addAll(b.terms());
    return collected(all, slower(a.rest(), b.rest()));
  }

  /** The bound of a sum: the faster one of two. */
  private @Nullable AsymptoticMonomial slower(
      @Nullable AsymptoticMonomial a, @Nullable AsymptoticMonomial b) {
    return a == null ? b : b == null ? a : compare(a, b) >= 0 ? a : b;
  }

  AsymptoticSeries negate(AsymptoticSeries a) {
    return times(AsymptoticSeries.constant(Expressions.MINUS_ONE), a);
  }

  AsymptoticSeries times(AsymptoticSeries a, AsymptoticSeries b) {
    List<Term> products = new ArrayList<>();
    for (Term left : a.terms()) {
      for (Term right : b.terms()) {
        products.add(
            new Term(
                Expressions.times(left.coefficient(), right.coefficient()),
                left.monomial().times(right.monomial())));
      }
    }
    AsymptoticMonomial rest = null;
    for (AsymptoticMonomial bound : bounds(a, b)) {
      rest = slower(rest, bound);
    }
    return collected(products, rest);
  }

  private List<AsymptoticMonomial> bounds(AsymptoticSeries a, AsymptoticSeries b) {
    List<AsymptoticMonomial> bounds = new ArrayList<>();
    if (a.rest() != null) {
      b.terms().forEach(term -> bounds.add(a.rest().times(term.monomial())));
    }
    if (b.rest() != null) {
      a.terms().forEach(term -> bounds.add(b.rest().times(term.monomial())));
    }
    if (a.rest() != null && b.rest() != null) {
      bounds.add(a.rest().times(b.rest()));
    }
    return bounds;
  }

  /** Sorts terms, adds up those of one growth, and drops what the rest covers. */
  private AsymptoticSeries collected(List<Term> terms, @Nullable AsymptoticMonomial rest) {
    List<Term> sorted = new ArrayList<>();
    for (Term term : terms) {
      if (!faster(term.monomial(), rest)) {
        continue;
      }
      int at = 0;
      int order = -1;
      while (at < sorted.size()
          && (order = compare(sorted.get(at).monomial(), term.monomial())) > 0) {
        at++;
      }
      if (at < sorted.size() && order == 0) {
        Expr sum = Expressions.plus(sorted.get(at).coefficient(), term.coefficient());
        if (sum.isInteger(0)) {
          sorted.remove(at);
        } else {
          sorted.set(at, new Term(sum, term.monomial()));
        }
      } else {
        sorted.add(at, term);
      }
    }
    if (sorted.size() > TERMS) {
      return new AsymptoticSeries(sorted.subList(0, TERMS), sorted.get(TERMS).monomial());
    }
    return new AsymptoticSeries(sorted, rest);
  }

  /** Returns the series divided by its leading term, less 1: it tends to 0. */
  private AsymptoticSeries relative(AsymptoticSeries series, Term leading) {
    List<Term> others = new ArrayList<>();
    AsymptoticMonomial inverse = leading.monomial().power(Expressions.MINUS_ONE);
    for (Term term : series.terms()) {
      if (!term.equals(leading) && compare(term.monomial(), leading.monomial()) < 0) {
        others.add(
            new Term(
                Expressions.divide(term.coefficient(), leading.coefficient()),
                term.monomial().times(inverse)));
      }
    }
    return new AsymptoticSeries(
        others, series.rest() == null ? null : series.rest().times(inverse));
  }

  /**
   * Returns a power series in what tends to 0.
   *
   * @param coefficient the coefficient of each power, 0 for all from some on if it is a polynomial
   */
  AsymptoticSeries composed(
      AsymptoticSeries small, java.util.function.IntFunction<Expr> coefficient) {
    AsymptoticSeries sum = AsymptoticSeries.constant(coefficient.apply(0));
    AsymptoticSeries power = AsymptoticSeries.constant(Expressions.ONE);
    for (int k = 1; k <= TERMS; k++) {
      power = times(power, small);
      if (power.equals(AsymptoticSeries.ZERO)) {
        return sum;
      }
      sum = plus(sum, times(AsymptoticSeries.constant(coefficient.apply(k)), power));
    }
    AsymptoticMonomial first =
        small.terms().isEmpty() ? small.rest() : small.terms().get(0).monomial();
    return first == null
        ? sum
        : plus(sum, new AsymptoticSeries(List.of(), first.power(Expressions.num(TERMS + 1))));
  }

  AsymptoticSeries power(AsymptoticSeries base, Expr exponent) {
    if (exponent instanceof Expr.Num number
        && number.isInteger()
        && number.signum() > 0
        && number.doubleValue() <= LARGEST_PRODUCT) {
      AsymptoticSeries product = base;
      for (int i = 1; i < number.numerator().intValue(); i++) {
        product = times(product, base);
      }
      return product;
    }
    Optional<Term> leading = leading(base);
    if (leading.isEmpty()) {
      if (sign(exponent) > 0) {
        return AsymptoticSeries.ZERO;
      }
      throw new UndecidedException("0 to a power that is not positive");
    }
    boolean integer = exponent instanceof Expr.Num number && number.isInteger();
    Expr coefficient = leading.get().coefficient();
    if (!integer && sign(coefficient) < 0) {
      throw new UndecidedException("a power of what becomes negative");
    }
    AsymptoticSeries front =
        AsymptoticSeries.of(
            coefficient.isInteger(1) ? Expressions.ONE : Expressions.power(coefficient, exponent),
            leading.get().monomial().power(exponent));
    AsymptoticSeries small = relative(base, leading.get());
    if (small.equals(AsymptoticSeries.ZERO)) {
      return front;
    }
    return times(front, composed(small, k -> binomial(exponent, k)));
  }

  private static Expr binomial(Expr exponent, int k) {
    Expr product = Expressions.ONE;
    for (int i = 0; i < k; i++) {
      product =
          Expressions.times(
              product, Expressions.minus(exponent, Expressions.num(i)), Expressions.num(1, i + 1));
    }
    return product;
  }

  AsymptoticSeries log(AsymptoticSeries of) {
    Term leading =
        leading(of).orElseThrow(() -> new UndecidedException("the logarithm of what vanishes"));
    if (sign(leading.coefficient()) < 0) {
      throw new UndecidedException("the logarithm of what becomes negative");
    }
    List<Term> terms = new ArrayList<>();
    leading
        .monomial()
        .logarithm()
        .forEach((monomial, coefficient) -> terms.add(new Term(coefficient, monomial)));
    Expr constant = logarithm(leading.coefficient());
    if (!constant.isInteger(0)) {
      terms.add(new Term(constant, AsymptoticMonomial.ONE));
    }
    AsymptoticSeries front = collected(terms, null);
    return plus(
        front,
        composed(
            relative(of, leading),
            k -> k == 0 ? Expressions.ZERO : Expressions.num(k % 2 == 1 ? 1 : -1, k)));
  }

  /** The logarithm of what is positive, of products and powers by that of their parts. */
  private Expr logarithm(Expr coefficient) {
    if (coefficient.isInteger(1)) {
      return Expressions.ZERO;
    }
    if (coefficient.equals(Expressions.EULER)) {
      return Expressions.ONE;
    }
    if (coefficient instanceof Expr.Call call) {
      if (call.isCall("Power", 2) && signOf(call.arg(0)) == Sign.POSITIVE) {
        return Expressions.times(call.arg(1), logarithm(call.arg(0)));
      }
      if (call.isCall("Times")
          && call.args().stream().allMatch(factor -> signOf(factor) == Sign.POSITIVE)) {
        return Expressions.plus(call.args().stream().map(this::logarithm).toList());
      }
    }
    return Expressions.call("Log", coefficient);
  }

  /** Returns the exponential: what grows becomes a growth class, what tends to 0 is expanded. */
  AsymptoticSeries exp(AsymptoticSeries of) {
    Map<AsymptoticMonomial, Expr> growing = new LinkedHashMap<>();
    List<Expr> powers = new ArrayList<>();
    for (int i = 0; i < AsymptoticMonomial.DEEPEST; i++) {
      powers.add(Expressions.ZERO);
    }
    Expr constant = Expressions.ZERO;
    List<Term> small = new ArrayList<>();
    for (Term term : of.terms()) {
      int order = compare(term.monomial(), AsymptoticMonomial.ONE);
      int depth = term.monomial().depthOfLogarithm();
      if (order > 0 && depth >= 1) {
        powers.set(depth - 1, Expressions.plus(powers.get(depth - 1), term.coefficient()));
      } else if (order > 0) {
        growing.merge(term.monomial(), term.coefficient(), Expressions::plus);
      } else if (order == 0) {
        constant = Expressions.plus(constant, term.coefficient());
      } else {
        small.add(term);
      }
    }
    if (of.rest() != null && compare(of.rest(), AsymptoticMonomial.ONE) >= 0) {
      throw new UndecidedException("the exponential of what is not known to a vanishing rest");
    }
    AsymptoticSeries front =
        AsymptoticSeries.of(exponential(constant), new AsymptoticMonomial(growing, powers));
    return times(
        front,
        composed(new AsymptoticSeries(small, of.rest()), k -> Expressions.num(1, factorial(k))));
  }

  /** The exponential of a number, of which logarithms become factors. */
  private static Expr exponential(Expr constant) {
    List<Expr> factors = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr term : constant.isCall("Plus") ? ((Expr.Call) constant).args() : List.of(constant)) {
      Expr base = Expressions.withoutCoefficient(term);
      if (base.isCall("Log", 1)) {
        factors.add(Expressions.power(((Expr.Call) base).arg(0), Expressions.coefficient(term)));
      } else {
        rest.add(term);
      }
    }
    factors.add(Expressions.exp(Expressions.plus(rest)));
    return Expressions.times(
        factors.stream()
            .map(
                factor ->
                    factor.equals(Expressions.exp(Expressions.ZERO)) ? Expressions.ONE : factor)
            .toList());
  }

  static long factorial(int k) {
    long product = 1;
    for (int i = 2; i <= k; i++) {
      product *= i;
    }
    return product;
  }

  /** Returns 1 if the series grows beyond all bounds, 0 if it tends to a number, -1 if to 0. */
  int order(AsymptoticSeries of) {
    Optional<Term> leading = leading(of);
    return leading.isEmpty()
        ? -1
        : Integer.signum(compare(leading.get().monomial(), AsymptoticMonomial.ONE));
  }

  /** Returns the number that a series of that order tends to. */
  Expr constant(AsymptoticSeries of) {
    for (Term term : of.terms()) {
      if (compare(term.monomial(), AsymptoticMonomial.ONE) == 0) {
        return term.coefficient();
      }
    }
    return Expressions.ZERO;
  }

  /** Returns the series without its constant term, where that leads. */
  AsymptoticSeries withoutConstant(AsymptoticSeries of) {
    return new AsymptoticSeries(
        of.terms().stream()
            .filter(term -> compare(term.monomial(), AsymptoticMonomial.ONE) != 0)
            .toList(),
        of.rest());
  }

  /** Returns the sign that a series has from some index on, 0 if it is exactly 0. */
  int eventualSign(AsymptoticSeries of) {
    return leading(of).map(term -> sign(term.coefficient())).orElse(0);
  }

  /** Returns whether the rest tends to 0, or there is none. */
  boolean isKnownToVanishingRest(AsymptoticSeries of) {
    return of.rest() == null || compare(of.rest(), AsymptoticMonomial.ONE) < 0;
  }
}
