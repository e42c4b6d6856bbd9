package org.widelimit.verification.evaluate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.numeric.Variation;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Elementary;

/**
 * Evaluates expressions at a point: numbers for symbols, a small network for the words of finite
 * networks, with a bound on the error of every value.
 *
 * <p>A value that does not exist is an {@link UndefinedValueException}.
 */
public final class Evaluator {

  /** What the roundings inside a compiled formula amount to, as an error of its argument. */
  private static final double ARGUMENT_ROUNDINGS = 16;

  private final Map<String, Quantity> values;
  private final ActivationTable activations;
  private final @Nullable NetworkWords network;
  private final KernelWords kernels;

  /**
   * What is known of symbols exactly, where formulas that lose digits in doubles are evaluated to
   * more digits; null where they are not.
   */
  private final @Nullable Map<String, Num> exact;

  private final Effort effort;

  /** Averages, integrals and maps at this point: formulas and their variants share them. */
  private final Map<Call, Quantity> averages = new HashMap<>();

  private Evaluator(
      Map<String, Quantity> values,
      ActivationTable activations,
      @Nullable NetworkWords network,
      KernelWords kernels,
      @Nullable Map<String, Num> exact,
      Effort effort) {
    this.values = values;
    this.activations = activations;
    this.network = network;
    this.kernels = kernels;
    this.exact = exact;
    this.effort = effort;
  }

  /**
   * Returns an evaluator.
   *
   * @param values the values of symbols and of applications of declared functions such as {@code
   *     y[1]}
   * @param network the finite network, if the point has one
   */
  public static Evaluator of(
      Map<String, Quantity> values,
      ActivationTable activations,
      @Nullable NetworkWords network,
      KernelWords kernels) {
    Effort effort = new Effort(Budget.STANDARD.numbers());
    return new Evaluator(Map.copyOf(values), activations, network, kernels, null, effort);
  }

  /**
   * Returns an evaluator for the same point that evaluates a formula to more digits where doubles
   * lose many of them by cancellation, or are too small or too large. Inside of iterations and
   * sums, which run often, it does not.
   *
   * @param point what is known of the symbols exactly; their values are the doubles next to it
   */
  public Evaluator sharpened(Map<String, Num> point) {
    return new Evaluator(values, activations, network, kernels, Map.copyOf(point), effort);
  }

  /** Returns what averages are compared to. */
  SecondRoute secondRoute() {
    return effort.secondRoute();
  }

  /** Returns this evaluator with an effort that it shares with those of other points. */
  public Evaluator within(Effort shared) {
    return new Evaluator(values, activations, network, kernels, exact, shared);
  }

  /** Returns this evaluator with the words of the finite network in exact arithmetic. */
  public Optional<Evaluator> certified() {
    return Optional.ofNullable(network)
        .map(
            words -> new Evaluator(values, activations, words.certified(), kernels, exact, effort));
  }

  boolean isSharp() {
    return exact != null;
  }

  /** Returns the exact value of a symbol, as it is declared or as the double that stands for it. */
  Optional<Num> exactValue(String name) {
    Num known = exact == null ? null : exact.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Quantity value = values.get(name);
    return value != null && value.isScalar() && value.error() == 0
        ? Optional.of(Expressions.decimal(new BigDecimal(value.value())))
        : Optional.empty();
  }

  /** Returns this evaluator with one more symbol. */
  public Evaluator with(String name, Quantity value) {
    Map<String, Quantity> extended = new HashMap<>(values);
    extended.put(name, value);
    return new Evaluator(extended, activations, network, kernels, null, effort);
  }

  public ActivationTable activations() {
    return activations;
  }

  public Map<String, Quantity> values() {
    return values;
  }

  /**
   * Returns the value.
   *
   * @throws UndefinedValueException if there is none
   */
  public Quantity evaluate(Expr expr) {
    effort.enter();
    try {
      return value(expr);
    } finally {
      effort.exit();
    }
  }

  private Quantity value(Expr expr) {
    if (expr instanceof Num num) {
      double value = num.doubleValue();
      return Quantity.of(
          value, num.isInteger() && Math.abs(value) < 1e15 ? 0 : Math.ulp(value), Grade.RIGOROUS);
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name());
    }
    Call call = (Call) expr;
    Optional<String> head = call.headName();
    if (head.isPresent() && Elementary.isElementary(call)) {
      return isSharp() && Elementary.isFormula(call)
          ? sharp(head.get(), call)
          : elementary(head.get(), call);
    }
    Optional<Map.Entry<Activation, Integer>> function = activations.derivativeOf(call.head());
    if (function.isPresent() && call.arity() == 1) {
      return activation(function.get().getKey(), function.get().getValue(), call.arg(0));
    }
    if (head.isPresent()) {
      return word(head.get(), call);
    }
    return known(call, map -> kernels.curried(map, this));
  }

  /** Returns the value of a formula, to more digits than doubles give where those are few. */
  private Quantity sharp(String head, Call call) {
    Evaluator blunt = new Evaluator(values, activations, network, kernels, null, effort);
    Optional<Quantity> rough;
    try {
      rough = Optional.of(blunt.elementary(head, call));
    } catch (UndefinedValueException undefined) {
      Optional<Quantity> fine = PreciseValue.of(call, this).map(PreciseValue::rounded);
      return fine.orElseThrow(() -> undefined);
    }
    return !PreciseValue.isNeeded(rough.get())
        ? rough.get()
        : PreciseValue.of(call, this).map(PreciseValue::rounded).orElse(rough.get());
  }

  /** Returns the value as an integer index. */
  public int index(Expr expr) {
    double value = evaluate(expr).value();
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new UndefinedValueException("an index must be an integer, not " + value);
    }
    return (int) value;
  }

  private Quantity symbol(String name) {
    Quantity value = values.get(name);
    if (value != null) {
      return value;
    }
    return switch (name) {
      case "Pi" -> Quantity.of(Math.PI, 1.3e-16, Grade.RIGOROUS);
      case "E" -> Quantity.of(Math.E, 1.5e-16, Grade.RIGOROUS);
      default ->
          network == null ? undefined(name) : network.symbol(name).orElseGet(() -> undefined(name));
    };
  }

  private static Quantity undefined(String name) {
    throw UndefinedValueException.ofFormula("'" + name + "' has no value here");
  }

  private Quantity elementary(String head, Call call) {
    List<Expr> args = call.args();
    if (Elementary.isUnary(head)) {
      return Elementary.apply(head, evaluate(args.get(0)));
    }
    return switch (head) {
      case "Plus" -> fold(args, Quantity::plus);
      case "Times" -> fold(args, Quantity::times);
      case "Power" -> power(args.get(0), args.get(1));
      case "Max" -> fold(args, (a, b) -> extreme(a, b, a.value() >= b.value()));
      case "Min" -> fold(args, (a, b) -> extreme(a, b, a.value() <= b.value()));
      case "Piecewise" -> piecewise(call);
      default -> kernels.compiled(call, this);
    };
  }

  private Quantity power(Expr base, Expr exponent) {
    Quantity power = evaluate(exponent);
    if (power.isScalar() && power.error() > 0) {
      power = ofIntegers(exponent).orElse(power);
    }
    Quantity of = base.equals(Expressions.EULER) ? Quantity.of(Math.E) : evaluate(base);
    if (!power.isScalar() || !of.isScalar()) {
      throw UndefinedValueException.ofFormula(
          "a power of numbers only: matrices take MatrixExp and MatrixPower, vectors a dot");
    }
    return base.equals(Expressions.EULER)
        ? Elementary.exponential(power)
        : Elementary.power(of, power);
  }

  /** Returns the value of a formula of integers, which has no error: 2 k + 1 is odd. */
  private Optional<Quantity> ofIntegers(Expr formula) {
    Expr put = formula;
    for (String name : formula.symbols()) {
      Quantity value = values.get(name);
      if (value == null
          || !value.isScalar()
          || value.error() != 0
          || value.value() != Math.rint(value.value())) {
        return Optional.empty();
      }
      put = put.substitute(name, Expressions.decimal(new BigDecimal(value.value())));
    }
    return put instanceof Num number && number.isInteger()
        ? Optional.of(Quantity.of(number.doubleValue(), 0, Grade.RIGOROUS))
        : Optional.empty();
  }

  private Quantity fold(List<Expr> args, BinaryOperator<Quantity> operation) {
    return args.stream()
        .map(this::evaluate)
        .reduce(operation)
        .orElseThrow(() -> new UndefinedValueException("an operator without operands"));
  }

  private static Quantity extreme(Quantity a, Quantity b, boolean first) {
    return Quantity.of(
        first ? a.value() : b.value(), Math.max(a.error(), b.error()), a.grade().weaker(b.grade()));
  }

  private Quantity piecewise(Call call) {
    Grade grade = Grade.RIGOROUS;
    for (Expr branch : ((Call) call.arg(0)).args()) {
      Expr condition = ((Call) branch).arg(1);
      grade = grade.weaker(isCertain(condition) ? Grade.RIGOROUS : Grade.ESTIMATE);
      if (condition(condition)) {
        return evaluate(((Call) branch).arg(0)).atMost(grade);
      }
    }
    return (call.arity() > 1 ? evaluate(call.arg(1)) : Quantity.of(0)).atMost(grade);
  }

  /**
   * Returns whether the sides of all comparisons in a condition are farther apart than they err.
   */
  private boolean isCertain(Expr condition) {
    if (!(condition instanceof Call call)) {
      return true;
    }
    if (Set.of("And", "Or", "Not").contains(call.headName().orElse(""))) {
      return call.args().stream().allMatch(this::isCertain);
    }
    for (int i = 0; i + 1 < call.arity(); i++) {
      Quantity left = evaluate(call.arg(i));
      Quantity right = evaluate(call.arg(i + 1));
      double error = left.error() + right.error();
      boolean apart = Math.abs(left.value() - right.value()) > error || error == 0;
      if (!apart || left.grade().weaker(right.grade()) != Grade.RIGOROUS) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a condition holds at the point, error bounds ignored. */
  public boolean condition(Expr expr) {
    if (expr instanceof Sym sym) {
      return sym.name().equals("True");
    }
    Call call = (Call) expr;
    List<Expr> args = call.args();
    return switch (call.headName().orElse("")) {
      case "And" -> args.stream().allMatch(this::condition);
      case "Or" -> args.stream().anyMatch(this::condition);
      case "Not" -> !condition(args.get(0));
      case "Less" -> chain(args, (a, b) -> a < b);
      case "LessEqual" -> chain(args, (a, b) -> a <= b);
      case "Greater" -> chain(args, (a, b) -> a > b);
      case "GreaterEqual" -> chain(args, (a, b) -> a >= b);
      case "Equal" -> chain(args, (a, b) -> a == b);
      default -> throw new UndefinedValueException("not a condition: " + expr);
    };
  }

  private interface Comparison {
    boolean holds(double left, double right);
  }

  private boolean chain(List<Expr> args, Comparison comparison) {
    for (int i = 0; i + 1 < args.size(); i++) {
      if (!comparison.holds(evaluate(args.get(i)).value(), evaluate(args.get(i + 1)).value())) {
        return false;
      }
    }
    return true;
  }

  private Quantity activation(Activation activation, int order, Expr argument) {
    Quantity x = evaluate(argument);
    if (order > 1) {
      return with(Activation.VARIABLE, x).evaluate(ActivationTable.derivative(activation, order));
    }
    Expr formula = order == 0 ? activation.expression() : activation.derivative();
    Evaluator at = with(Activation.VARIABLE, x);
    Optional<Quantity> tracked = valueOf(formula, at);
    if (tracked.isPresent() && !PreciseValue.isNeeded(tracked.get())) {
      return tracked.get();
    }
    return PreciseValue.of(formula, at)
        .map(PreciseValue::rounded)
        .or(() -> tracked.filter(rough -> rough.grade() == Grade.RIGOROUS && !x.isScalar()))
        .orElseGet(() -> compiled(activation, order, x));
  }

  private static Optional<Quantity> valueOf(Expr formula, Evaluator at) {
    try {
      return Optional.of(at.evaluate(formula));
    } catch (UndefinedValueException none) {
      return Optional.empty();
    }
  }

  /** Stable forms of a formula, accurate to a few roundings and to those of its argument. */
  private static Quantity compiled(Activation activation, int order, Quantity x) {
    DoubleUnaryOperator function = order == 0 ? activation.function() : activation.slope();
    Quantity value = x.map(function, Variation.UNKNOWN, 16 << order).atMost(Grade.CONDITIONAL);
    double condition = 0;
    for (double entry : x.toArray()) {
      double near = entry * (1 + ARGUMENT_ROUNDINGS * Bounded.ROUNDING);
      double moved = Math.abs(function.applyAsDouble(near) - function.applyAsDouble(entry));
      condition = Math.max(condition, Double.isNaN(moved) ? 0 : moved);
    }
    return value.widened(condition);
  }

  /** Returns a value that is costly, computed once. */
  private Quantity known(Call call, Function<Call, Quantity> compute) {
    Quantity value = averages.get(call);
    if (value == null) {
      value = compute.apply(call);
      averages.put(call, value);
    }
    return value;
  }

  private Quantity word(String head, Call call) {
    if (head.equals(Binders.MANY)) {
      return known(call, new ManyVariableAverages(this)::value);
    }
    return switch (head) {
      case "E" -> known(call, this::gaussianExpectation);
      case "Integrate" ->
          known(
              call,
              integral -> {
                List<Expr> range = range(integral);
                return new GaussianIntegrals(this)
                    .integral(integral.arg(0), name(range.get(0)), range.get(1), range.get(2));
              });
      case "Sum" -> new Repetitions(this).series(call, Quantity::plus, 0);
      case "Product" -> new Repetitions(this).series(call, Quantity::times, 1);
      case "Nest" -> new Repetitions(this).nest(call);
      case "D" -> Differentiation.numeric(call, this);
      case "Dot" -> dot(call);
      case "Transpose" -> evaluate(call.arg(0)).transpose();
      case "Trace" -> evaluate(call.arg(0)).trace();
      case "DiagonalMatrix" -> evaluate(call.arg(0)).diagonal();
      case "Inverse" -> MatrixFunctions.inverse(evaluate(call.arg(0)));
      case "MatrixExp" -> MatrixFunctions.exponential(evaluate(call.arg(0)));
      case "MatrixPower" -> MatrixFunctions.power(evaluate(call.arg(0)), index(call.arg(1)));
      case "Length" -> Quantity.of(evaluate(call.arg(0)).rows());
      case "IdentityMatrix" -> MatrixFunctions.identity(index(call.arg(0)));
      case "GradientDescent" -> gradientDescent(call);
      case "LargestEigenvalue" -> MatrixFunctions.largestEigenvalue(evaluate(call.arg(0)));
      default -> {
        Quantity declared = values.get(call.toString());
        if (declared == null) {
          declared = declaredApplication(call);
        }
        yield declared != null
            ? declared
            : network != null && network.knows(head)
                ? network.word(head, call, this)
                : kernels.word(head, call, this);
      }
    };
  }

  /** Returns the value of a declared function at integer arguments, or null. */
  private @Nullable Quantity declaredApplication(Call call) {
    if (values.keySet().stream().noneMatch(name -> name.startsWith(call.head() + "["))) {
      return null;
    }
    List<Expr> indices =
        call.args().stream().map(arg -> (Expr) Expressions.num(index(arg))).toList();
    return values.get(new Call(call.head(), indices).toString());
  }

  private Quantity gradientDescent(Call call) {
    List<Quantity> args = call.args().stream().map(this::evaluate).toList();
    return MatrixFunctions.gradientDescent(
        args.get(0), args.get(1), args.get(2), args.get(3), args.get(4), index(call.arg(5)));
  }

  private Quantity gaussianExpectation(Call call) {
    GaussianIntegrals integrals = new GaussianIntegrals(this);
    if (call.arity() == 2) {
      return integrals.expectation(call.arg(0), name(call.arg(1)));
    }
    Call pair = (Call) call.arg(1);
    Call covariance = (Call) call.arg(2);
    Call top = (Call) covariance.arg(0);
    Call bottom = (Call) covariance.arg(1);
    Quantity r = evaluate(top.arg(1));
    if (r.value() != evaluate(bottom.arg(0)).value()) {
      throw new UndefinedValueException("a covariance must be symmetric");
    }
    return integrals.expectation(
        call.arg(0),
        name(pair.arg(0)),
        name(pair.arg(1)),
        evaluate(top.arg(0)),
        r,
        evaluate(bottom.arg(1)),
        rest(top.arg(0), top.arg(1), bottom.arg(1)));
  }

  /** Returns the variance {@code q - r^2/p} of the part of v that is independent of u. */
  private Quantity rest(Expr p, Expr r, Expr q) {
    return evaluate(p).value() == 0
        ? evaluate(q)
        : evaluate(Expressions.minus(q, Expressions.divide(Expressions.square(r), p)));
  }

  /** Returns the symbols that have integer values. */
  private Map<String, Integer> integers() {
    Map<String, Integer> integers = new java.util.TreeMap<>();
    values.forEach(
        (name, quantity) -> {
          if (quantity.isScalar()
              && quantity.error() == 0
              && quantity.value() == Math.rint(quantity.value())
              && Math.abs(quantity.value()) < 1024) {
            integers.put(name, (int) quantity.value());
          }
        });
    return integers;
  }

  static List<Expr> range(Call call) {
    return ((Call) call.arg(1)).args();
  }

  static String name(Expr expr) {
    if (expr instanceof Sym sym) {
      return sym.name();
    }
    throw new UndefinedValueException("a name is needed, not " + expr);
  }

  private Quantity dot(Call call) {
    if (Ellipses.hasDots(call)) {
      return evaluate(Ellipses.concrete(call, integers()));
    }
    Quantity result = evaluate(call.arg(0));
    for (Expr arg : call.args().subList(1, call.arity())) {
      Quantity next = evaluate(arg);
      boolean row = result.isVector() && result.rows() == next.rows() && result.rows() > 1;
      // A vector before a vector is their inner product, before a matrix a row, whose product is
      // kept as a column again.
      result =
          !row
              ? result.times(next)
              : next.isVector() ? result.dot(next) : next.transpose().times(result);
    }
    return result;
  }

  /** Returns a number with its rounding error, for the words' implementations. */
  static Quantity rounded(double value, double roundings) {
    return Quantity.of(value, Math.abs(value) * roundings * Bounded.ROUNDING, Grade.RIGOROUS);
  }
}
