package org.widelimit.meanfield;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.precise.DecimalFormula;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Stretch;

/**
 * Checks what {@code phase} prints by decimal arithmetic: a point is confirmed by opposite signs at
 * the two ends of its bound, to 50 digits; none is missing that a fine scan in doubles finds.
 */
final class PhaseConfirmation {

  private static final MathContext CONTEXT = new MathContext(60);

  /** The last change of a rule, relative: the error of the finer rule is its square or so. */
  private static final BigDecimal SETTLED = new BigDecimal("1e-30");

  private static final BigDecimal REACH = BigDecimal.valueOf(16);

  private static final BigDecimal HALF = BigDecimal.valueOf(0.5);

  private static final BigDecimal NORMALIZATION =
      BigDecimal.ONE.divide(
          DecimalFormula.pi().multiply(BigDecimal.valueOf(2)).sqrt(CONTEXT), CONTEXT);

  /** The points of the fine scan. */
  private static final int SCAN = 500;

  /** A sign in doubles that says something, relative to the length. */
  private static final double CLEAR = 1e-7;

  private PhaseConfirmation() {}

  /** The two second moments at a length. */
  private record Moments(BigDecimal square, BigDecimal slopes) {}

  /** Returns what is wrong with the critical points that are found at a bias variance. */
  static List<String> criticalPoints(Activation phi, double sigmaB2) {
    List<String> wrong = new ArrayList<>();
    CriticalLine line = CriticalLine.of(phi);
    CriticalLine.Found found = line.search(sigmaB2);
    List<Bounded> lengths = new ArrayList<>();
    BigDecimal bias = new BigDecimal(sigmaB2);
    for (CriticalLine.Point point : found.points()) {
      if (point.length().isEmpty() || point.length().get().value() == 0) {
        continue;
      }
      Bounded length = point.length().get();
      lengths.add(length);
      Moments below = moments(phi, length.value() - length.error());
      Moments above = moments(phi, length.value() + length.error());
      int signs =
          excess(below, length.value() - length.error(), bias).signum()
              * excess(above, length.value() + length.error(), bias).signum();
      if (signs != -1) {
        wrong.add(phi.name() + " at " + sigmaB2 + ": no change of sign about " + length);
      }
      Moments at = moments(phi, length.value());
      for (Moments moments : List.of(below, at, above)) {
        if (!covers(point.sigmaW2(), BigDecimal.ONE.divide(moments.slopes, CONTEXT))) {
          wrong.add(phi.name() + " at " + sigmaB2 + ": sigmaW2 outside " + point.sigmaW2());
        }
      }
    }
    missing(q -> line.sigmaB2(q).value() - sigmaB2, lengths, found.undecided(), wrong, phi.name());
    return wrong;
  }

  /** Returns what is wrong with the lengths that are found at an initialization. */
  static List<String> lengths(Activation phi, double sigmaW2, double sigmaB2) {
    List<String> wrong = new ArrayList<>();
    MeanFieldMaps maps = MeanFieldMaps.of(phi, sigmaW2, sigmaB2);
    LengthFixedPoints found = LengthFixedPoints.of(maps);
    List<Bounded> lengths = new ArrayList<>();
    for (FixedPoint point : found.points()) {
      Bounded length = point.value();
      if (length.value() == 0) {
        continue;
      }
      lengths.add(length);
      int signs = 1;
      for (double q :
          new double[] {length.value() - length.error(), length.value() + length.error()}) {
        signs *=
            moments(phi, q)
                .square
                .multiply(new BigDecimal(sigmaW2))
                .add(new BigDecimal(sigmaB2))
                .subtract(new BigDecimal(q))
                .signum();
      }
      if (signs != -1) {
        wrong.add(phi.name() + " at " + sigmaW2 + ": no change of sign about " + length);
      }
    }
    missing(q -> maps.lengthMap(q).value() - q, lengths, found.undecided(), wrong, phi.name());
    return wrong;
  }

  private static BigDecimal excess(Moments moments, double q, BigDecimal bias) {
    return new BigDecimal(q).subtract(bias).multiply(moments.slopes).subtract(moments.square);
  }

  private static boolean covers(Bounded bound, BigDecimal value) {
    return value
            .subtract(new BigDecimal(bound.value()))
            .abs()
            .compareTo(new BigDecimal(bound.error()))
        <= 0;
  }

  /** Adds the clear changes of sign that no found point explains. */
  private static void missing(
      java.util.function.DoubleUnaryOperator excess,
      List<Bounded> found,
      List<Stretch> undecided,
      List<String> wrong,
      String name) {
    double last = Double.NaN;
    double sign = 0;
    for (int i = 0; i < SCAN; i++) {
      double q = 1e-9 * Math.pow(1e13, (double) i / (SCAN - 1));
      double value;
      try {
        value = excess.applyAsDouble(q);
      } catch (ArithmeticException ends) {
        return;
      }
      if (!(Math.abs(value) > CLEAR * q)) {
        continue;
      }
      double from = last;
      if (sign * value < 0) {
        boolean explained =
            found.stream().filter(p -> p.upper() >= from && p.lower() <= q).count() % 2 == 1
                || undecided.stream().anyMatch(s -> s.upper() >= from && s.lower() <= q);
        if (!explained) {
          wrong.add(name + ": nothing found between " + last + " and " + q);
        }
      }
      last = q;
      sign = Math.signum(value);
    }
  }

  private static Moments moments(Activation phi, double length) {
    BigDecimal root = new BigDecimal(length).sqrt(CONTEXT);
    UnaryOperator<BigDecimal> value = u -> square(DecimalFormula.at(phi.expression(), u));
    UnaryOperator<BigDecimal> slope = u -> square(DecimalFormula.at(phi.derivative(), u));
    return new Moments(mean(value, root, phi.breakpoints()), mean(slope, root, phi.breakpoints()));
  }

  private static BigDecimal square(BigDecimal x) {
    return x.multiply(x, CONTEXT);
  }

  private static BigDecimal mean(
      UnaryOperator<BigDecimal> f, BigDecimal root, double... breakpoints) {
    BigDecimal last = null;
    // Poles of the activation at a distance d ask for steps below d/Sqrt[q].
    for (int level = 0; level < 12; level++) {
      BigDecimal next =
          breakpoints.length == 0
              ? trapezoid(f, root, Math.scalb(0.3, -level))
              : pieces(f, root, Math.scalb(0.125, -level), breakpoints);
      if (last != null && next.subtract(last).abs().compareTo(next.abs().multiply(SETTLED)) <= 0) {
        return next;
      }
      last = next;
    }
    throw new IllegalStateException("the decimal rule does not settle");
  }

  private static BigDecimal trapezoid(UnaryOperator<BigDecimal> f, BigDecimal root, double step) {
    BigDecimal width = new BigDecimal(step);
    BigDecimal sum = BigDecimal.ZERO;
    int count = (int) Math.ceil(REACH.doubleValue() / step);
    for (int k = -count; k <= count; k++) {
      BigDecimal z = width.multiply(BigDecimal.valueOf(k + 0.5));
      sum = sum.add(f.apply(z.multiply(root, CONTEXT)).multiply(density(z), CONTEXT), CONTEXT);
    }
    return sum.multiply(width, CONTEXT);
  }

  private static BigDecimal density(BigDecimal z) {
    return DecimalFormula.exp(z.multiply(z).negate().multiply(HALF, CONTEXT))
        .multiply(NORMALIZATION, CONTEXT);
  }

  private static BigDecimal pieces(
      UnaryOperator<BigDecimal> f, BigDecimal root, double step, double... breakpoints) {
    BigDecimal reach = REACH.multiply(root, CONTEXT);
    List<BigDecimal> ends = new ArrayList<>();
    ends.add(reach.negate());
    Arrays.stream(breakpoints)
        .sorted()
        .mapToObj(BigDecimal::new)
        .filter(b -> b.abs().compareTo(reach) < 0)
        .forEach(ends::add);
    ends.add(reach);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i + 1 < ends.size(); i++) {
      BigDecimal radius = ends.get(i + 1).subtract(ends.get(i)).multiply(HALF, CONTEXT);
      int count = (int) Math.ceil(4.6 / step);
      for (int k = -count; k <= count; k++) {
        BigDecimal t = new BigDecimal(Math.abs(k) * step);
        BigDecimal up = DecimalFormula.exp(t);
        BigDecimal down = BigDecimal.ONE.divide(up, CONTEXT);
        BigDecimal s = up.subtract(down).multiply(DecimalFormula.pi(), CONTEXT).multiply(HALF);
        // 1 - Tanh[s/1] with s = Pi/2 Sinh[t]: 2/(1 + Exp[2 s]).
        BigDecimal rest =
            BigDecimal.valueOf(2).divide(BigDecimal.ONE.add(DecimalFormula.exp(s)), CONTEXT);
        BigDecimal distance = radius.multiply(rest, CONTEXT);
        BigDecimal u = k < 0 ? ends.get(i).add(distance) : ends.get(i + 1).subtract(distance);
        BigDecimal weight =
            rest.multiply(BigDecimal.valueOf(2).subtract(rest), CONTEXT)
                .multiply(up.add(down), CONTEXT)
                .multiply(DecimalFormula.pi(), CONTEXT)
                .multiply(BigDecimal.valueOf(0.25))
                .multiply(radius, CONTEXT)
                .multiply(new BigDecimal(step), CONTEXT);
        BigDecimal z = u.divide(root, CONTEXT);
        sum = sum.add(f.apply(u).multiply(density(z), CONTEXT).multiply(weight, CONTEXT), CONTEXT);
      }
    }
    return sum.divide(root, CONTEXT);
  }
}
