package org.widelimit.algebra.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * Rewrites an expression, exactly, to functions whose floating-point evaluation neither overflows
 * nor cancels where the original's would.
 *
 * <p>A sum {@code k - k F[a]} or {@code k + k F[a]} of which F has a known complement loses its
 * digits where F is near 1: it becomes {@code k} times the complement ({@code Erfc}, {@code Expm1},
 * {@code LogisticSigmoid}, {@code Sech^2}, ...). A quotient of exponentials that tends to a
 * constant becomes {@code LogisticSigmoid} or {@code Tanh}; logarithms of {@code 1 + u} become
 * {@code Log1p}, {@code Softplus} or {@code LogCosh}. The heads {@code Expm1}, {@code Log1p},
 * {@code Softplus}, {@code LogisticSigmoid}, {@code LogCosh} and {@code NormalCdf} exist only in
 * this form, and so do {@code Erfcx}, {@code ScaledSinh}, {@code ScaledCosh} and {@code
 * ScaledBivariateNormal}: products with an exponential, of which one factor overflows where the
 * other vanishes.
 */
public final class StableForms {

  private static final Expr SQRT_2 = Expressions.sqrt(Expressions.TWO);

  private StableForms() {}

  /** Returns an equal expression that evaluates better. */
  public static Expr of(Expr expr) {
    return expr.transform(StableForms::rewrite);
  }

  private static Expr rewrite(Expr expr) {
    if (!(expr instanceof Call call)) {
      return expr;
    }
    return switch (call.headName().orElse("")) {
      case "Plus" -> sum(call);
      case "Times" -> product(call);
      case "Power" -> call.arity() == 2 ? power(call) : call;
      case "Log" -> call.arity() == 1 ? logarithm(call) : call;
      case "Erfc" -> call.arity() == 1 ? complement(call.arg(0)) : call;
      default -> call;
    };
  }

  private static Expr sum(Call sum) {
    Set<Expr> terms = new LinkedHashSet<>(sum.args());
    boolean changed = false;
    for (Expr term : sum.args()) {
      if (!terms.contains(term)) {
        continue;
      }
      for (Expr factor : Expressions.factors(term)) {
        Optional<Merged> merged = merge(terms, term, factor);
        if (merged.isPresent()) {
          terms.remove(term);
          terms.remove(merged.get().partner());
          terms.add(rewrite(merged.get().sum()));
          changed = true;
          break;
        }
      }
    }
    return changed ? rewrite(Expressions.plus(List.copyOf(terms))) : sum;
  }

  /** A partner that a term has in its sum, and what the two make together. */
  private record Merged(Expr partner, Expr sum) {}

  /**
   * Looks for the partner of {@code k F}: {@code k} or {@code -k}, or F with its exponent negated.
   */
  private static Optional<Merged> merge(Set<Expr> terms, Expr term, Expr factor) {
    Optional<Expr> plus = onePlus(factor);
    Optional<Expr> minus = oneMinus(factor);
    if (plus.isEmpty() && minus.isEmpty()) {
      return Optional.empty();
    }
    Expr rest = Expressions.divide(term, factor);
    Expr negative = Expressions.negate(rest);
    if (plus.isPresent() && terms.contains(rest)) {
      return Optional.of(new Merged(rest, Expressions.times(rest, plus.get())));
    }
    if (minus.isPresent() && terms.contains(negative)) {
      return Optional.of(new Merged(negative, Expressions.times(negative, minus.get())));
    }
    if (!isExponential(factor)) {
      return Optional.empty();
    }
    Expr exponent = ((Call) factor).arg(1);
    Expr mirrored = Expressions.times(rest, Expressions.exp(Expressions.negate(exponent)));
    boolean same = terms.contains(mirrored);
    Expr partner = same ? mirrored : Expressions.negate(mirrored);
    return terms.contains(partner)
        ? Optional.of(
            new Merged(
                partner,
                Expressions.times(
                    Expressions.TWO, rest, Expressions.call(same ? "Cosh" : "Sinh", exponent))))
        : Optional.empty();
  }

  private static Optional<Expr> onePlus(Expr factor) {
    Expr a = argument(factor);
    return Optional.ofNullable(
        switch (factor.headName().orElse("")) {
          case "Erf" -> complement(Expressions.negate(a));
          case "Tanh" ->
              Expressions.times(Expressions.TWO, sigmoid(Expressions.times(Expressions.TWO, a)));
          case "Cos" ->
              Expressions.times(
                  Expressions.TWO,
                  Expressions.square(
                      Expressions.call("Cos", Expressions.times(Expressions.HALF, a))));
          default -> null;
        });
  }

  private static Optional<Expr> oneMinus(Expr factor) {
    Expr a = argument(factor);
    return Optional.ofNullable(
        switch (factor.headName().orElse("")) {
          case "Erf" -> complement(a);
          case "Erfc" -> Expressions.call("Erf", a);
          case "Tanh" ->
              Expressions.times(
                  Expressions.TWO, sigmoid(Expressions.times(Expressions.num(-2), a)));
          case "LogisticSigmoid" -> sigmoid(Expressions.negate(a));
          case "NormalCdf" -> Expressions.call("NormalCdf", Expressions.negate(a));
          case "Cos" ->
              Expressions.times(
                  Expressions.TWO,
                  Expressions.square(
                      Expressions.call("Sin", Expressions.times(Expressions.HALF, a))));
          case "Power" -> oneMinusPower((Call) factor);
          default -> null;
        });
  }

  private static @org.jspecify.annotations.Nullable Expr oneMinusPower(Call power) {
    if (isExponential(power)) {
      return Expressions.negate(Expressions.call("Expm1", power.arg(1)));
    }
    return power.arg(0).isCall("Tanh", 1) && power.arg(1).isInteger(2)
        ? Expressions.square(Expressions.call("Sech", argument(power.arg(0))))
        : null;
  }

  private static Expr power(Call power) {
    Expr base = power.arg(0);
    if (!(power.arg(1) instanceof Num exponent)
        || !exponent.isInteger()
        || exponent.signum() >= 0) {
      return power;
    }
    Optional<Expr> exponential = exponentialBesideOne(base);
    if (exponential.isPresent()) {
      return Expressions.power(
          sigmoid(Expressions.negate(exponential.get())), Expressions.negate(exponent));
    }
    return base.isCall("Cosh", 1)
        ? Expressions.power(Expressions.call("Sech", argument(base)), Expressions.negate(exponent))
        : power;
  }

  private static Expr product(Call original) {
    Expr rebuilt =
        Expressions.times(
            original.args().stream()
                .map(factor -> factor.isCall("Power", 2) ? power((Call) factor) : factor)
                .toList());
    if (!rebuilt.isCall("Times")) {
      return rebuilt;
    }
    Optional<Expr> scaled = scaledErfi((Call) rebuilt);
    if (scaled.isPresent()) {
      return scaled.get();
    }
    Call product = (Call) rebuilt;
    for (Expr left : product.args()) {
      for (Expr right : product.args()) {
        Optional<Expr> quotient = quotient(left, right).or(() -> scaled(left, right));
        if (quotient.isPresent()) {
          List<Expr> factors = new ArrayList<>(product.args());
          factors.remove(left);
          factors.remove(right);
          factors.add(quotient.get());
          return rewrite(Expressions.times(factors));
        }
      }
    }
    return product;
  }

  /** Puts {@code Erfi[y] = 2/Sqrt[Pi] Exp[y^2] DawsonF[y]} beside an exponential. */
  private static Optional<Expr> scaledErfi(Call product) {
    boolean exponential = product.args().stream().anyMatch(StableForms::isExponential);
    for (Expr factor : product.args()) {
      if (exponential && factor.isCall("Erfi", 1)) {
        Expr y = argument(factor);
        Expr scale = Expressions.divide(Expressions.TWO, Expressions.sqrt(Expressions.PI));
        Expr dawson = Expressions.call("DawsonF", y);
        return Optional.of(
            rewrite(
                Expressions.times(
                    Expressions.divide(product, factor),
                    scale,
                    Expressions.exp(Expressions.square(y)),
                    dawson)));
      }
    }
    return Optional.empty();
  }

  /** Returns the product of a growing and a vanishing factor in a form that does neither. */
  private static Optional<Expr> quotient(Expr growing, Expr vanishing) {
    Expr base = vanishing.isCall("Power", 2) ? ((Call) vanishing).arg(0) : vanishing;
    Expr times = vanishing.isCall("Power", 2) ? ((Call) vanishing).arg(1) : Expressions.ONE;
    if (!(times instanceof Num order) || !order.isInteger() || order.signum() < 0) {
      return Optional.empty();
    }
    Expr a = argument(base);
    if (base.isCall("LogisticSigmoid", 1) && isExponential(growing)) {
      Expr ratio = Expressions.divide(((Call) growing).arg(1), Expressions.negate(a));
      if (ratio instanceof Num k && k.isInteger() && k.signum() > 0 && k.compareTo(order) <= 0) {
        return Optional.of(
            Expressions.times(
                Expressions.power(sigmoid(Expressions.negate(a)), k),
                Expressions.power(base, Expressions.minus(order, k))));
      }
    }
    if (base.isCall("LogisticSigmoid", 1)
        && order.is(1)
        && growing.equals(Expressions.call("Expm1", Expressions.negate(a)))) {
      return Optional.of(Expressions.call("Tanh", Expressions.times(Expressions.num(-1, 2), a)));
    }
    if (base.isCall("Sech", 1) && growing.equals(Expressions.call("Sinh", a))) {
      return Optional.of(
          Expressions.times(
              Expressions.call("Tanh", a),
              Expressions.power(base, Expressions.minus(order, Expressions.ONE))));
    }
    return Optional.empty();
  }

  /** Returns the product of an exponential and a function that may vanish as it grows. */
  private static Optional<Expr> scaled(Expr exponential, Expr function) {
    if (!isExponential(exponential) || !(function instanceof Call call)) {
      return Optional.empty();
    }
    Expr exponent = ((Call) exponential).arg(1);
    Expr a = argument(function);
    return Optional.ofNullable(
        switch (call.headName().orElse("")) {
          case "Erfc" -> scaledComplement(exponent, a, Expressions.ONE);
          case "NormalCdf" ->
              scaledComplement(
                  exponent, Expressions.times(Expressions.num(-1, 2), SQRT_2, a), Expressions.HALF);
          case "Sinh", "Cosh" ->
              Expressions.times(
                  Expressions.exp(Expressions.plus(exponent, Expressions.call("Abs", a))),
                  Expressions.call("Scaled" + call.headName().orElseThrow(), a));
          case "BivariateNormalCDF" -> {
            List<Expr> arguments = new ArrayList<>(List.of(exponent));
            arguments.addAll(call.args());
            yield Expressions.call(Expressions.sym("ScaledBivariateNormal"), arguments);
          }
          default -> null;
        });
  }

  /** Returns the product with {@code scale Erfc[a]} where the exponent is that of its tail. */
  private static @org.jspecify.annotations.Nullable Expr scaledComplement(
      Expr exponent, Expr a, Expr scale) {
    return Expressions.square(a).equals(exponent)
        ? Expressions.times(scale, Expressions.call("Erfcx", a))
        : null;
  }

  private static Expr logarithm(Call logarithm) {
    Expr inside = logarithm.arg(0);
    if (inside.isCall("Cosh", 1)) {
      return Expressions.call("LogCosh", argument(inside));
    }
    Optional<Expr> exponential = exponentialBesideOne(inside);
    if (exponential.isPresent()) {
      return Expressions.call("Softplus", exponential.get());
    }
    if (inside.isCall("Plus") && ((Call) inside).arg(0).isInteger(1)) {
      return Expressions.call("Log1p", Expressions.minus(inside, Expressions.ONE));
    }
    return logarithm;
  }

  /** Returns a where the expression is {@code 1 + e^a}. */
  private static Optional<Expr> exponentialBesideOne(Expr expr) {
    return expr instanceof Call sum
            && sum.isCall("Plus", 2)
            && sum.arg(0).isInteger(1)
            && isExponential(sum.arg(1))
        ? Optional.of(((Call) sum.arg(1)).arg(1))
        : Optional.empty();
  }

  /** Returns {@code Erfc[a]}, through the normal distribution where a holds a root of two. */
  private static Expr complement(Expr a) {
    boolean scaled =
        Expressions.factors(a).stream()
            .anyMatch(
                factor ->
                    factor.equals(SQRT_2)
                        || factor.equals(Expressions.power(SQRT_2, Expressions.MINUS_ONE)));
    return scaled
        ? Expressions.times(
            Expressions.TWO,
            Expressions.call("NormalCdf", Expressions.negate(Expressions.times(SQRT_2, a))))
        : new Call(Expressions.sym("Erfc"), List.of(a));
  }

  private static Expr sigmoid(Expr a) {
    return Expressions.call("LogisticSigmoid", a);
  }

  private static boolean isExponential(Expr expr) {
    return expr.isCall("Power", 2) && ((Call) expr).arg(0).equals(Expressions.EULER);
  }

  private static Expr argument(Expr expr) {
    return expr instanceof Call call && call.arity() > 0 ? call.arg(0) : expr;
  }
}
