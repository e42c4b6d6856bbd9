package org.widelimit.verification.derive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Primed;
import org.widelimit.verification.claim.Subject;

/**
 * Equations about where deep networks settle, turned into equations without {@code FixedPoint} and
 * {@code DepthScale}.
 *
 * <p>A fixed point of a map of constant slope is solved for. A claimed one is put into the map, if
 * the map is shown to draw its start to the only fixed point there is. Any other is a symbol of
 * which only its definition is known: the map takes it to itself. A depth scale is {@code
 * -1/Log[s]} for the map's slope s there (Schoenholz et al. 2017, section 3).
 */
public final class FixedPoints {

  private static final String POINT = "FixedPoint";
  private static final String SCALE = "DepthScale";
  private final Subject subject;
  private final Equality equality;
  private final List<ProofStep> steps;
  private final Expr both;
  private final Map<Expr, Expr> meanings = new LinkedHashMap<>();
  private Assumptions assumptions;

  private FixedPoints(Subject subject, Equality equality, List<ProofStep> steps) {
    this.subject = subject;
    this.equality = equality;
    this.steps = steps;
    this.both = Expressions.list(equality.left(), equality.right());
    this.assumptions = ClaimAssumptions.of(subject);
  }

  /**
   * An equation without the words.
   *
   * @param equality the equation
   * @param assumptions the claim's, and what is known of the fixed points that are symbols
   * @param symbolic whether fixed points are symbols, so that it may hold at the fixed points alone
   */
  record Opened(Equality equality, Assumptions assumptions, boolean symbolic) {}

  /** Returns whether an equation is about fixed points or depth scales of the maps of a layer. */
  static boolean applies(Equality equality) {
    return mentions(equality.left()) || mentions(equality.right());
  }

  /** Returns whether a fixed point or a depth scale is in an expression. */
  public static boolean mentions(Expr expr) {
    return isWord(expr)
        || (expr instanceof Call call
            && Stream.concat(Stream.of(call.head()), call.args().stream())
                .anyMatch(FixedPoints::mentions));
  }

  /** Returns whether an expression is a fixed point or a depth scale of a map of a layer. */
  public static boolean isWord(Expr expr) {
    return (expr.isCall(POINT) || expr.isCall(SCALE))
        && expr instanceof Call call
        && (call.arg(0).isCall("LengthMap", 3) || call.arg(0).isCall("CorrelationMap", 3));
  }

  /**
   * Returns an equation without the words that implies the given one.
   *
   * @param steps takes the steps from the one to the other
   */
  static Opened open(Subject subject, Equality equality, List<ProofStep> steps) {
    return new FixedPoints(subject, equality, steps).opened();
  }

  private Opened opened() {
    Optional<Equality> substituted =
        claimed(equality.left(), equality.right())
            .or(() -> claimed(equality.right(), equality.left()));
    Equality opened =
        substituted.orElseGet(
            () -> new Equality(without(equality.left()), without(equality.right())));
    boolean symbolic = meanings.values().stream().anyMatch(Sym.class::isInstance);
    return new Opened(opened, assumptions, symbolic);
  }

  /** The claim that a formula is the fixed point: it is put into the map. */
  private Optional<Equality> claimed(Expr word, Expr formula) {
    if (!isWord(word) || !word.isCall(POINT) || mentions(formula)) {
      return Optional.empty();
    }
    Call call = (Call) word;
    Call map = (Call) call.arg(0);
    if (!map.isCall("LengthMap", 3)) {
      return Optional.empty();
    }
    return form(map)
        .filter(form -> form.ofConstantSlope().isEmpty())
        .filter(form -> call.arity() == 1 || form.isPositive(call.arg(1)))
        .filter(form -> form.isPositive(formula) && form.isIncreasingAndConcave())
        .map(
            form -> {
              steps.addAll(form.steps());
              steps.add(
                  new ProofStep(
                      "fixed point",
                      word,
                      formula,
                      "if the map takes it to itself: the map increases and is strictly concave,"
                          + " and so draws every positive start to its only positive fixed point"));
              return new Equality(form.at(formula), formula);
            });
  }

  private Optional<LengthMapForm> form(Call map) {
    return LengthMapForm.of(map, subject, assumptions, both);
  }

  /** Replaces the words, from the inside, and what the maps make of the fixed points. */
  private Expr without(Expr expr) {
    if (!(expr instanceof Call call)) {
      return expr;
    }
    if (isWord(call)) {
      return meaning(call);
    }
    Expr replaced =
        Expressions.call(without(call.head()), call.args().stream().map(this::without).toList());
    return settled(call, replaced).orElse(replaced);
  }

  /** Returns the fixed point for the image of the fixed point, by its definition. */
  private Optional<Expr> settled(Call image, Expr replaced) {
    if (!(image.head() instanceof Call map) || image.args().isEmpty()) {
      return Optional.empty();
    }
    Expr last = image.args().get(image.arity() - 1);
    if (!last.isCall(POINT) || !((Call) last).arg(0).equals(map)) {
      return Optional.empty();
    }
    boolean same =
        (map.isCall("LengthMap", 3) && image.arity() == 1)
            || (map.isCall("CorrelationMap", 3)
                && image.arity() == 2
                && image.arg(0).equals(lengthOf(map)));
    if (!same) {
      return Optional.empty();
    }
    Expr point = without(last);
    steps.add(new ProofStep("fixed point", replaced, point, "by its definition"));
    return Optional.of(point);
  }

  /** Returns the word for the length at which the correlations of a map are understood. */
  public static Expr lengthOf(Call correlationMap) {
    return Expressions.call(
        POINT, Expressions.call(Expressions.sym("LengthMap"), correlationMap.args()));
  }

  private Expr meaning(Call word) {
    Expr known = meanings.get(word);
    if (known == null) {
      known = word.isCall(POINT) ? point(word) : scale(word);
      meanings.put(word, known);
    }
    return known;
  }

  private Expr point(Call word) {
    Call map = (Call) word.arg(0);
    boolean length = map.isCall("LengthMap", 3);
    if (length) {
      Optional<LengthMapForm> form = form(map);
      Optional<Expr> solution = form.flatMap(LengthMapForm::ofConstantSlope);
      if (solution.isPresent()) {
        steps.addAll(form.get().steps());
        steps.add(
            new ProofStep(
                "fixed point",
                word,
                solution.get(),
                "of a map of constant slope from 0 to below 1, which draws every start to it"));
        return solution.get();
      }
    }
    Sym symbol = ClaimAssumptions.fresh(length ? "qStar" : "cStar", assumptions, both);
    assumptions = assumptions.with(symbol.name(), length ? lengths(map) : correlations(word));
    steps.add(new ProofStep("definition", word, symbol, "a value that the map takes to itself"));
    return symbol;
  }

  /** Where the fixed points of a length map are: it is nowhere below {@code sigmaB^2}. */
  private Interval lengths(Call map) {
    Sign bias = new SignDecider(assumptions).of(Expressions.square(map.arg(2)));
    return bias == Sign.POSITIVE ? Interval.POSITIVE : Interval.NONNEGATIVE;
  }

  /** The largest correlation that attracts is not negative: the map takes [0, 1] to itself. */
  private static Interval correlations(Call word) {
    return Interval.closed(
        word.arity() == 1 ? Expressions.ZERO : Expressions.MINUS_ONE, Expressions.ONE);
  }

  /** Returns the depth scale where the map's slope at the fixed point is known. */
  private Expr scale(Call word) {
    Call map = (Call) word.arg(0);
    if (map.isCall("CorrelationMap", 3)) {
      return ofSlope(word, correlationSlope(word, map), "the slope of the map at its fixed point");
    }
    return form(map)
        .map(
            form -> {
              steps.addAll(form.steps());
              Expr slope = form.slopeAt(meaning(pointOf(word)));
              return ofSlope(
                  word, Expressions.call("Abs", slope), "the slope of the map at its fixed point");
            })
        .orElse(word);
  }

  private static Call pointOf(Call scale) {
    return (Call) Expressions.call(Expressions.sym(POINT), scale.args());
  }

  /**
   * Returns {@code sigmaW^2 E[phi'(u) phi'(v)]} at the fixed point, by Price's theorem (Schoenholz
   * et al. 2017, section 3); at correlation 1, where it is chi, if that is below 1.
   *
   * <p>The map is a power series in the correlation whose coefficients are not negative. So the
   * slope is not negative from correlation 0 on, where the largest point that attracts is, and it
   * is nowhere steeper than chi.
   */
  private Expr correlationSlope(Call word, Call map) {
    Expr length = lengthOf(map);
    Expr chi = Expressions.call(Expressions.call("Chi", map.arg(0), map.arg(1)), List.of(length));
    if (isBelowOne(chi)) {
      steps.add(
          new ProofStep(
              "fixed point",
              pointOf(word),
              Expressions.ONE,
              "chi is below 1, so that the map contracts: it draws every correlation to 1"));
      return without(chi);
    }
    Expr prime = Primed.of(map.arg(0)).differentiated().expr();
    Expr q = without(length);
    Expr c = meaning(pointOf(word));
    Expr slopes =
        Expressions.call(
            Expressions.call("Dual", prime, prime), List.of(q, q, Expressions.times(c, q)));
    Expr slope = Expressions.times(Expressions.square(map.arg(1)), slopes);
    return word.arity() == 1 ? slope : Expressions.call("Abs", slope);
  }

  private Expr ofSlope(Expr word, Expr slope, String reason) {
    Expr scale = Expressions.divide(Expressions.MINUS_ONE, Expressions.call("Log", slope));
    steps.add(new ProofStep("depth scale", word, scale, reason));
    return scale;
  }

  /** Returns whether a condition of the claim says that something is below 1. */
  private boolean isBelowOne(Expr part) {
    return subject.claim().where().stream().anyMatch(condition -> saysBelowOne(condition, part));
  }

  private static boolean saysBelowOne(Expr condition, Expr part) {
    if (condition.isCall("And")) {
      return ((Call) condition).args().stream().anyMatch(one -> saysBelowOne(one, part));
    }
    if (!(condition instanceof Call call) || call.arity() != 2) {
      return false;
    }
    boolean less = call.isCall("Less");
    return (less || call.isCall("LessEqual"))
        && call.arg(0).equals(part)
        && call.arg(1) instanceof Num bound
        && (bound.compareTo(Expressions.ONE) < 0 || (less && bound.is(1)));
  }
}
