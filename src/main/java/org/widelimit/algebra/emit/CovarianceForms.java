package org.widelimit.algebra.emit;

import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.factors;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;

/**
 * Rewrites functions of two variances p and q and their covariance r, exactly, to forms that keep
 * their digits up to {@code r^2 == p q}.
 *
 * <p>What cancels there is the determinant {@code p q - r^2}, and what follows from it is steep:
 * {@code ArcSin} has an infinite slope at 1. So the determinant's root is computed once, by exact
 * products, as {@code DeterminantRoot[p, q, r]}; {@code r^2} becomes {@code p q - root^2} where
 * that cancels less; and the angle comes from both its sine and its cosine, {@code ArcTan[root, r]}
 * for {@code ArcSin[r/Sqrt[p q]]}. The root is a little above 0 at the end itself: a quotient by it
 * has its limit there. {@code ReciprocalRoot} is {@code 1/root} where that limit is infinite. In
 * the kernels of deep networks the same holds for the kernels of the layer below.
 *
 * <p>These heads, {@code BivariateNormalCDF} of four arguments (the correlation by cosine and sine)
 * and {@code PairedSum} exist only in this form.
 */
public final class CovarianceForms {

  static final String ROOT = "DeterminantRoot";
  static final String RECIPROCAL_ROOT = "ReciprocalRoot";
  static final String PAIRED_SUM = "PairedSum";

  private static final Expr P = sym("p");
  private static final Expr Q = sym("q");
  private static final Expr R = sym("r");
  private static final Expr DETERMINANT = square(call(ROOT, P, Q, R));

  /** The most terms that a product is multiplied out to. */
  private static final int MOST_TERMS = 200;

  /** Variances at which two forms of a sum are compared. */
  private static final double[] VARIANCES = {1e-4, 1, 1e4};

  /** The correlation at which they are compared is this far from 1 or -1. */
  private static final double COMPLEMENT = 0x1p-20;

  private final List<String> parameters;

  private CovarianceForms(List<String> parameters) {
    this.parameters = parameters;
  }

  /** Returns an equal expression; one without p, q and r among its parameters as it is. */
  static Expr of(Expr expr, List<String> parameters) {
    return parameters.containsAll(List.of("p", "q", "r"))
        ? reciprocals(expr.transform(new CovarianceForms(parameters)::rewrite))
        : expr;
  }

  /**
   * Writes {@code 2 r - p - q} as {@code (r - p) + (r - q)}, which for near duplicates is exact.
   */
  static Expr paired(Expr expr) {
    return expr.transform(CovarianceForms::pair);
  }

  private Expr rewrite(Expr expr) {
    if (!(expr instanceof Call call)) {
      return expr;
    }
    return switch (call.headName().orElse("")) {
      case "Plus" -> sum(call);
      case "Power" -> call.arity() == 2 ? power(call.arg(0), call.arg(1)) : call;
      case "ArcSin" -> call.arity() == 1 ? angle(call) : call;
      case "BivariateNormalCDF" -> call.arity() == 3 ? bivariate(call) : call;
      default -> call;
    };
  }

  /** A power of the squared root becomes one of the root, which is not negative. */
  private static Expr power(Expr base, Expr exponent) {
    return base.isCall("Power", 2)
            && ((Call) base).arg(0).isCall(ROOT)
            && ((Call) base).arg(1).isInteger(2)
        ? Expressions.power(((Call) base).arg(0), times(TWO, exponent))
        : Expressions.power(base, exponent);
  }

  private Expr sum(Call sum) {
    Expr nested = determinants(sum);
    if (!nested.isCall("Plus")) {
      return nested;
    }
    Expr other = plus(((Call) nested).args().stream().map(CovarianceForms::withoutSquare).toList());
    return loss(other) < loss(nested) ? other : nested;
  }

  /** Replaces {@code r^n} by {@code r^(n - 2) (p q - root^2)} until n is below 2. */
  private static Expr withoutSquare(Expr term) {
    for (Expr factor : factors(term)) {
      if (factor.isCall("Power", 2)
          && ((Call) factor).arg(0).equals(R)
          && ((Call) factor).arg(1) instanceof Num exponent
          && exponent.isInteger()
          && exponent.compareTo(TWO) >= 0) {
        Expr rest = divide(term, square(R));
        return plus(
            withoutSquare(times(rest, P, Q)), withoutSquare(negate(times(rest, DETERMINANT))));
      }
    }
    return term;
  }

  /** Finds {@code k (a b - c^2)} of a layer's variances a, b and covariance c. */
  private static Expr determinants(Call sum) {
    for (Expr term : sum.args()) {
      for (Expr factor : factors(term)) {
        if (!factor.isCall("Power", 2) || !((Call) factor).arg(1).isInteger(2)) {
          continue;
        }
        Expr covariance = ((Call) factor).arg(0);
        Expr scale = negate(divide(term, factor));
        for (Expr other : sum.args()) {
          Optional<Expr> root = root(divide(other, scale), covariance);
          if (root.isPresent()) {
            List<Expr> rest = new ArrayList<>(sum.args());
            rest.remove(term);
            rest.remove(other);
            rest.add(times(scale, square(root.get())));
            Expr result = plus(rest);
            return result.isCall("Plus") ? determinants((Call) result) : result;
          }
        }
      }
    }
    return sum;
  }

  private static Optional<Expr> root(Expr product, Expr covariance) {
    if (covariance.equals(R) || !product.isCall("Times", 2) || !covariance.contains(R)) {
      return Optional.empty();
    }
    Expr first = ((Call) product).arg(0);
    Expr second = ((Call) product).arg(1);
    boolean swapped = first.contains(Q);
    Expr a = swapped ? second : first;
    Expr b = swapped ? first : second;
    boolean variances =
        a.contains(P)
            && !a.contains(Q)
            && !a.contains(R)
            && b.contains(Q)
            && !b.contains(P)
            && !b.contains(R);
    return variances ? Optional.of(call(ROOT, a, b, covariance)) : Optional.empty();
  }

  /** Returns how many times larger the terms of a sum are than the sum, where p, q and r are so. */
  private double loss(Expr expr) {
    if (!expr.isCall("Plus")) {
      return 1;
    }
    if (!expr.contains(R) && !expr.contains(DETERMINANT)) {
      return 1;
    }
    try {
      List<CompiledFunction> terms = new ArrayList<>();
      for (Expr term : ((Call) expr).args()) {
        terms.add(ExpressionCompiler.compile(term, parameters));
      }
      double worst = 1;
      for (double variance : VARIANCES) {
        for (double sign : new double[] {-1, 1}) {
          double sum = 0;
          double size = 0;
          double[] at = at(variance, sign * variance * (1 - COMPLEMENT));
          for (CompiledFunction term : terms) {
            double value = term.evaluate(at);
            sum += value;
            size += Math.abs(value);
          }
          worst = Math.max(worst, size / Math.abs(sum));
        }
      }
      return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    } catch (IllegalArgumentException noNumber) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private double[] at(double variance, double covariance) {
    Map<String, Double> values = new HashMap<>(Map.of("p", variance, "q", variance));
    values.put("r", covariance);
    return parameters.stream().mapToDouble(name -> values.getOrDefault(name, 0.7)).toArray();
  }

  /** A correlation as its cosine and its sine, both times the same number. */
  private record Angle(Expr cosine, Expr sine) {}

  private Optional<Angle> angleOf(Expr correlation) {
    for (Expr factor : factors(correlation)) {
      if (factor.isCall("Power", 2)
          && ((Call) factor).arg(1) instanceof Num exponent
          && exponent.equals(negate(HALF))) {
        Expr cosine = divide(correlation, factor);
        Expr square = ((Call) factor).arg(0);
        Expr rest = minus(square, square(cosine));
        rest = rest.isCall("Plus") ? determinants((Call) rest) : rest;
        rest = rest.isCall("Plus") ? minus(expanded(square), expanded(square(cosine))) : rest;
        Expr better = rest.isCall("Plus") ? sum((Call) rest) : rest;
        if (better.toString().contains(ROOT)) {
          return Optional.of(new Angle(cosine, power(better, HALF)));
        }
      }
    }
    return Optional.empty();
  }

  private Expr angle(Call arcSine) {
    return angleOf(arcSine.arg(0))
        .map(angle -> call("ArcTan", angle.sine(), angle.cosine()))
        .orElse(arcSine);
  }

  private Expr bivariate(Call call) {
    return angleOf(call.arg(2))
        .map(
            angle ->
                call("BivariateNormalCDF", call.arg(0), call.arg(1), angle.cosine(), angle.sine()))
        .orElse(call);
  }

  /** A term's quotient by the root is infinite at the end, unless an exponential vanishes there. */
  private static Expr reciprocals(Expr expr) {
    if (expr.isCall("Plus")) {
      return plus(((Call) expr).args().stream().map(CovarianceForms::reciprocals).toList());
    }
    boolean vanishing =
        factors(expr).stream()
            .anyMatch(f -> f.isCall("Power", 2) && ((Call) f).arg(0).equals(Expressions.EULER));
    return vanishing
        ? expr
        : times(factors(expr).stream().map(CovarianceForms::reciprocal).toList());
  }

  private static Expr reciprocal(Expr factor) {
    boolean quotient =
        factor.isCall("Power", 2)
            && ((Call) factor).arg(0).isCall(ROOT)
            && ((Call) factor).arg(1) instanceof Num exponent
            && exponent.signum() < 0;
    if (!quotient) {
      return factor.isCall("Plus") ? reciprocals(factor) : factor;
    }
    Call power = (Call) factor;
    Expr reciprocal = new Call(sym(RECIPROCAL_ROOT), ((Call) power.arg(0)).args());
    return Expressions.power(reciprocal, negate(power.arg(1)));
  }

  /** Multiplies sums out, if they are not too long. */
  private static Expr expanded(Expr expr) {
    List<Expr> terms = new ArrayList<>(List.of(ONE));
    for (Expr factor : factors(expr)) {
      boolean squared =
          factor.isCall("Power", 2)
              && ((Call) factor).arg(0).isCall("Plus")
              && ((Call) factor).arg(1).isInteger(2);
      Expr base = squared ? ((Call) factor).arg(0) : factor;
      for (int i = 0; i < (squared ? 2 : 1); i++) {
        List<Expr> next = new ArrayList<>();
        for (Expr left : terms) {
          for (Expr right : base.isCall("Plus") ? ((Call) base).args() : List.of(base)) {
            next.add(times(left, right));
          }
        }
        if (next.size() > MOST_TERMS) {
          return expr;
        }
        terms = next;
      }
    }
    return plus(terms);
  }

  private static Expr pair(Expr expr) {
    if (!expr.isCall("Plus")) {
      return expr;
    }
    List<Expr> terms = ((Call) expr).args();
    for (Expr term : terms) {
      if (!Expressions.withoutCoefficient(term).equals(P)) {
        continue;
      }
      Num scale = Expressions.coefficient(term);
      Expr other = times(scale, Q);
      for (Expr middle : terms) {
        Expr covariance = Expressions.withoutCoefficient(middle);
        Num twice = Expressions.coefficient(middle);
        boolean paired =
            Set.of(R, call("Abs", R)).contains(covariance)
                && (twice.equals(times(TWO, scale)) || twice.equals(times(TWO, negate(scale))));
        if (paired && terms.contains(other)) {
          Expr half = times(HALF, middle);
          List<Expr> rest = new ArrayList<>(terms);
          rest.removeAll(List.of(term, other, middle));
          rest.add(call(PAIRED_SUM, plus(half, term), plus(half, other)));
          return plus(rest);
        }
      }
    }
    return expr;
  }
}
