package org.widelimit.gaussian.dual;

import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;

/** Reads a formula as a polynomial in {@code x} of moderate degree. */
final class PolynomialForm {

  private static final int HIGHEST_DEGREE = 24;

  private PolynomialForm() {}

  /** Returns the coefficients in ascending order, or empty if it is not seen to be a polynomial. */
  static Optional<double[]> of(Expr expr) {
    if (expr instanceof Num num) {
      return Optional.of(new double[] {num.doubleValue()});
    }
    if (expr instanceof Sym sym) {
      return sym.name().equals(Activation.VARIABLE)
          ? Optional.of(new double[] {0, 1})
          : Optional.empty();
    }
    if (!(expr instanceof Call call) || !(call.head() instanceof Sym head)) {
      return Optional.empty();
    }
    return switch (head.name()) {
      case "Plus" ->
          call.args().stream()
              .map(PolynomialForm::of)
              .reduce(Optional.of(new double[1]), (a, b) -> combine(a, b, false));
      case "Times" ->
          call.args().stream()
              .map(PolynomialForm::of)
              .reduce(Optional.of(new double[] {1}), (a, b) -> combine(a, b, true));
      case "Power" -> power(call);
      default -> Optional.empty();
    };
  }

  private static Optional<double[]> combine(
      Optional<double[]> first, Optional<double[]> second, boolean multiply) {
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    double[] a = first.get();
    double[] b = second.get();
    double[] result = new double[multiply ? a.length + b.length - 1 : Math.max(a.length, b.length)];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; multiply && j < b.length; j++) {
        result[i + j] += a[i] * b[j];
      }
      if (!multiply) {
        result[i] += a[i];
      }
    }
    for (int j = 0; !multiply && j < b.length; j++) {
      result[j] += b[j];
    }
    return result.length > HIGHEST_DEGREE + 1 ? Optional.empty() : Optional.of(result);
  }

  private static Optional<double[]> power(Call call) {
    Optional<double[]> base = of(call.arg(0));
    if (base.isPresent() && base.get().length == 1 && call.arg(1) instanceof Num exponent) {
      double value = Math.pow(base.get()[0], exponent.doubleValue());
      return Double.isFinite(value) ? Optional.of(new double[] {value}) : Optional.empty();
    }
    if (!(call.arg(1) instanceof Num exponent)
        || !exponent.isInteger()
        || exponent.signum() < 0
        || exponent.doubleValue() > HIGHEST_DEGREE) {
      return Optional.empty();
    }
    Optional<double[]> result = Optional.of(new double[] {1});
    for (int i = 0; i < exponent.doubleValue(); i++) {
      result = combine(result, base, true);
    }
    return result;
  }
}
