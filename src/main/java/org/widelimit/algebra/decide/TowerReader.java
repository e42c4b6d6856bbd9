package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;

import cc.redberry.rings.Rational;
import cc.redberry.rings.poly.multivar.Monomial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.decide.TowerVariable.Kind;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * Reads an expression as a quotient of polynomials in a tower of variables.
 *
 * <p>Every rewriting done here holds at all points of the assumed domain at which the expression is
 * defined and the denominators that appear do not vanish. Where one needs a sign that cannot be
 * proved, it is not done, or a case distinction is asked for.
 */
final class TowerReader {

  private static final int LARGEST_POWER = 60;

  private final Tower tower;
  private final SignProver signs;
  private final RootRules roots;
  private final ExponentialRules exponentials;
  private final LogarithmRules logarithms;
  private final OpaqueRules opaque;
  private final BivariateNormalRules bivariateNormal;
  private final CaseRules cases;
  private final IntegerRules integers;
  private final Map<Expr, Ratio> known = new HashMap<>();
  private final Map<Ratio, Ratio> named = new HashMap<>();

  TowerReader(Assumptions assumptions, Refinements refinements, Deadline deadline) {
    this(assumptions, refinements, deadline, 0);
  }

  /**
   * Creates a reader that has read nothing but the assumptions.
   *
   * @param names the number of names that are put in for parts
   */
  TowerReader(Assumptions assumptions, Refinements refinements, Deadline deadline, int names) {
    tower = new Tower(deadline, names);
    signs = new SignProver(tower, assumptions);
    roots = new RootRules(this, refinements);
    exponentials = new ExponentialRules(this, refinements);
    logarithms = new LogarithmRules(this);
    opaque = new OpaqueRules(this);
    bivariateNormal = new BivariateNormalRules(this);
    cases = new CaseRules(this);
    integers = new IntegerRules(this, opaque);
    List<SignProver.Known> constraints = new ArrayList<>();
    assumptions.constraints().forEach(constraint -> know(constraint, constraints));
    signs.know(constraints);
  }

  Tower tower() {
    return tower;
  }

  /** Reads sums of a value as a name from now on. */
  void name(Ratio value, Ratio name) {
    named.put(value, name);
    forget();
  }

  /** Forgets what was read: from now on a variable is written in another way. */
  void forget() {
    known.clear();
  }

  SignProver signs() {
    return signs;
  }

  private void know(Expr constraint, List<SignProver.Known> into) {
    if (constraint.isCall("And")) {
      ((Call) constraint).args().forEach(part -> know(part, into));
      return;
    }
    boolean less = constraint.isCall("Less") || constraint.isCall("LessEqual");
    if (!less && !constraint.isCall("Greater") && !constraint.isCall("GreaterEqual")) {
      return;
    }
    boolean strict = constraint.isCall("Less") || constraint.isCall("Greater");
    List<Expr> sides = ((Call) constraint).args();
    for (int i = 0; i + 1 < sides.size(); i++) {
      Expr small = less ? sides.get(i) : sides.get(i + 1);
      Expr large = less ? sides.get(i + 1) : sides.get(i);
      try {
        Ratio difference = read(minus(large, small));
        Sign below = signs.sign(difference.denominator());
        if (below.isStrict()) {
          into.add(
              new SignProver.Known(
                  below == Sign.POSITIVE
                      ? difference.numerator()
                      : difference.numerator().clone().negate(),
                  strict));
        }
      } catch (UndecidedException | CaseNeededException notUsable) {
        // A constraint that is not read is a fact less to prove signs with, nothing worse.
        tower.deadline().check();
      }
    }
  }

  Ratio read(Expr expr) {
    Ratio ratio = known.get(expr);
    if (ratio == null) {
      tower.deadline().check();
      ratio = readNew(expr);
      ratio = expr.isCall("Plus") ? named.getOrDefault(ratio, ratio) : ratio;
      known.put(expr, ratio);
    }
    return ratio;
  }

  private Ratio readNew(Expr expr) {
    if (expr instanceof Num num) {
      return tower.constant(num);
    }
    if (expr instanceof Sym sym) {
      return symbol(sym);
    }
    Call call = (Call) expr;
    List<Expr> args = call.args();
    String head = call.headName().orElse("");
    switch (head) {
      case "Plus" -> {
        return args.stream().map(this::read).reduce(tower::add).orElseThrow();
      }
      case "Times" -> {
        return args.stream().map(this::read).reduce(tower::multiply).orElseThrow();
      }
      case "Piecewise" -> {
        return cases.piecewise(args);
      }
      case "Max", "Min" -> {
        return cases.extremum(head, args);
      }
      case "Sum", "Product" -> {
        return integers.repeated(call);
      }
      case "BivariateNormalCDF" -> {
        return args.size() == 3 ? bivariateNormal.read(args) : opaque.read(call);
      }
      default -> {
        return args.size() == 1
            ? unary(call, head, args.get(0))
            : args.size() == 2 ? binary(call, head, args.get(0), args.get(1)) : opaque.read(call);
      }
    }
  }

  private Ratio symbol(Sym sym) {
    if (sym.equals(EULER)) {
      return exponentials.exp(tower.constant(1));
    }
    if (sym.equals(Expressions.INFINITY)) {
      throw new UndecidedException("infinity is no number");
    }
    Kind kind = sym.equals(Expressions.PI) ? Kind.PI : Kind.SYMBOL;
    return tower.variableAsRatio(tower.indexOf(new TowerVariable(sym, kind)));
  }

  private Ratio unary(Call call, String head, Expr argument) {
    return switch (head) {
      case "Sin" -> exponentials.sin(read(argument));
      case "Cos" -> exponentials.cos(read(argument));
      case "Tan" ->
          tower.divide(exponentials.sin(read(argument)), exponentials.cos(read(argument)));
      case "Sinh" -> halfOf(tower.subtract(exp(argument), exp(negate(argument))));
      case "Cosh" -> halfOf(tower.add(exp(argument), exp(negate(argument))));
      case "Tanh" ->
          tower.divide(
              tower.subtract(exp(argument), exp(negate(argument))),
              tower.add(exp(argument), exp(negate(argument))));
      case "Sech" ->
          tower.divide(tower.constant(2), tower.add(exp(argument), exp(negate(argument))));
      case "Log" -> logarithms.log(read(argument));
      case "ArcTan" -> logarithms.arcTan(read(argument));
      case "ArcSin" -> logarithms.arcSin(read(argument));
      case "ArcCos" ->
          tower.subtract(halfOf(read(Expressions.PI)), logarithms.arcSin(read(argument)));
      case "ArcTanh" ->
          halfOf(
              tower.subtract(
                  logarithms.log(read(Expressions.plus(ONE, argument))),
                  logarithms.log(read(minus(ONE, argument)))));
      case "Erf" -> erf("Erf", read(argument));
      case "Erfi" -> erf("Erfi", read(argument));
      case "DawsonF" -> dawson(argument);
      case "Erfc" -> tower.subtract(tower.constant(1), erf("Erf", read(argument)));
      case "Abs" -> {
        Ratio value = read(argument);
        yield cases.signOf(argument, value, false).isNonnegative() ? value : tower.negate(value);
      }
      case "Sign", "HeavisideTheta" -> {
        Ratio value = read(argument);
        int sign = value.isZero() ? 0 : cases.signum(argument, value);
        yield head.equals("Sign") ? tower.constant(sign) : tower.constant(num(1L + sign, 2));
      }
      case "Factorial2" -> integers.doubleFactorial(call, read(argument));
      case "Factorial", "Gamma", "Floor" -> integers.ofNumber(call, head, read(argument));
      default -> {
        Optional<Expr> definition = FunctionTable.definition(call);
        yield definition.isPresent() ? read(definition.get()) : opaque.read(call);
      }
    };
  }

  private Ratio binary(Call call, String head, Expr first, Expr second) {
    return switch (head) {
      case "Power" -> power(call, first, second);
      case "HermiteH" -> integers.hermite(call, first, second, 2);
      case "HermiteHe" -> integers.hermite(call, first, second, 1);
      case "D" ->
          second instanceof Sym sym
              ? new Differentiation(sym.name())
                  .of(first)
                  .map(this::read)
                  .orElseGet(() -> opaque.read(call))
              : opaque.read(call);
      default -> opaque.read(call);
    };
  }

  private Ratio exp(Expr argument) {
    return exponentials.exp(read(argument));
  }

  Ratio halfOf(Ratio ratio) {
    return tower.multiply(tower.constant(Expressions.HALF), ratio);
  }

  private Ratio power(Call call, Expr base, Expr exponent) {
    if (base.equals(EULER)) {
      return exp(exponent);
    }
    Ratio b = read(base);
    Ratio e = read(exponent);
    if (e.isConstant()) {
      Num number = Tower.number(e.numerator().cc());
      if (number.numerator().abs().bitLength() > 6 || number.denominator().bitLength() > 5) {
        return opaque.read(call);
      }
      if (number.isInteger()) {
        int integer = number.numerator().intValue();
        if (Math.abs(integer) > LARGEST_POWER) {
          return opaque.read(call);
        }
        return tower.power(b, integer);
      }
      return roots.power(b, number);
    }
    if (b.isZero()) {
      // 0^0 is 1, as it is where exponents are numbers.
      return signs.sign(e) == Sign.POSITIVE ? b : opaque.read(call);
    }
    if (signs.sign(b) == Sign.POSITIVE) {
      return exponentials.exp(tower.multiply(e, logarithms.log(b)));
    }
    Num whole = e.isPolynomial() ? Tower.number(e.numerator().cc()) : ZERO;
    if (whole.isInteger() && whole.signum() != 0 && whole.numerator().bitLength() < 6) {
      Expr rest = tower.toExpr(tower.subtract(e, tower.constant(whole)));
      return tower.multiply(
          tower.power(b, whole.numerator().intValue()),
          opaque.read(new Call(call.head(), List.of(base, rest))));
    }
    return opaque.read(call);
  }

  /** {@code DawsonF[x] = Sqrt[Pi]/2 Exp[-x^2] Erfi[x]} (Abramowitz and Stegun, 7.1.17). */
  private Ratio dawson(Expr argument) {
    Ratio scaled =
        tower.multiply(
            exp(negate(Expressions.square(argument))),
            halfOf(read(Expressions.sqrt(Expressions.PI))));
    return tower.multiply(scaled, erf("Erfi", read(argument)));
  }

  private Ratio erf(String head, Ratio x) {
    if (x.isZero()) {
      return x;
    }
    if (hasNegativeLead(x)) {
      return tower.negate(erf(head, tower.negate(x)));
    }
    Expr meaning = call(head, tower.toExpr(x));
    return tower.variableAsRatio(tower.indexOf(new TowerVariable(meaning, Kind.ERROR_FUNCTION)));
  }

  /** Whether an odd function should be taken of the negative: one choice for x and -x. */
  static boolean hasNegativeLead(Ratio x) {
    int negative = 0;
    for (Monomial<Rational<cc.redberry.rings.bigint.BigInteger>> term : x.denominator()) {
      negative += term.coefficient.signum() < 0 ? 1 : 0;
    }
    boolean below = 2 * negative > x.denominator().size();
    return (x.numerator().lc().signum() < 0) != below;
  }
}
