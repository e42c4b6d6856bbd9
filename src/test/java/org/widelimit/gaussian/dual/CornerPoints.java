package org.widelimit.gaussian.dual;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.certificate.CornerDualsTest;
import org.widelimit.gaussian.certificate.PriceCertificate;

/**
 * Closed forms of duals of functions with kinks and jumps anywhere, at random points and all ends,
 * against {@link CutQuadrature}. {@link CornerDualsTest} holds some points and mutants of each
 * form; run by hand, it prints the largest errors and the mutants proved over as many as are asked
 * for.
 */
public final class CornerPoints {

  private static final MathContext DIGITS = new MathContext(120);

  /** What stands for a variance of 0, where the forms are limits. */
  private static final BigDecimal SMALL = new BigDecimal("1e-60");

  /** What stands for {@code 1 - |rho|} at the ends, where the forms are limits. */
  private static final BigDecimal TINY = new BigDecimal("1e-50");

  /** Below this error doubles have all the digits; above it a form cancels and needs more. */
  private static final double GOOD = 1e-13;

  /** The largest variance but for the rounding. */
  private static final double LARGEST_VARIANCE = 30;

  private CornerPoints() {}

  /** Variances and a covariance with {@code r^2 <= p q} exactly. */
  public record Point(double p, double q, double r) {

    private Map<String, BigDecimal> exact() {
      BigDecimal first = p == 0 ? SMALL : new BigDecimal(p);
      BigDecimal second = new BigDecimal(q);
      BigDecimal covariance = new BigDecimal(r);
      if (p > 0 && covariance.pow(2).compareTo(first.multiply(second)) == 0) {
        covariance = covariance.multiply(BigDecimal.ONE.subtract(TINY), DIGITS);
      }
      return Map.of("p", first, "q", second, "r", covariance);
    }
  }

  /** One in five at correlation 1 or -1, one in five near it, one in ten near or at variance 0. */
  public static Point point(int index, SplittableRandom random) {
    double p = Math.exp(random.nextDouble(-5, Math.log(LARGEST_VARIANCE)));
    double q = Math.exp(random.nextDouble(-5, Math.log(LARGEST_VARIANCE)));
    double sign = random.nextBoolean() ? 1 : -1;
    double rho = random.nextDouble(-1, 1);
    switch (index % 10) {
      case 0, 1 -> {
        // Roots of few digits: r^2 = p q in doubles.
        double a = random.nextInt(1, 320) / 64.0;
        double b = index % 4 == 0 ? a : random.nextInt(1, 320) / 64.0;
        return new Point(a * a, b * b, sign * a * b);
      }
      case 2, 3 -> rho = sign * (1 - Math.pow(2, -random.nextDouble(2, 50)));
      case 4 -> p = index % 20 == 4 ? 0 : Math.exp(random.nextDouble(-28, -5));
      case 5 -> rho = 0;
      default -> {}
    }
    double r = rho * Math.sqrt(p * q);
    BigDecimal product = new BigDecimal(p).multiply(new BigDecimal(q));
    while (new BigDecimal(r).pow(2).compareTo(product) > 0) {
      r -= Math.ulp(r) * Math.signum(r);
    }
    return new Point(p, q, r);
  }

  private static double precise(Expr form, Point at) {
    return HighPrecision.evaluate(form, at.exact(), 17)
        .map(BigDecimal::doubleValue)
        .orElse(Double.NaN);
  }

  /**
   * Returns the largest error over random points, relative to the root of the product of the second
   * moments, at variance 0 to at least 1.
   */
  public static double worst(Expr form, Activation phi, int points, long seed) {
    CompiledFunction compiled = ExpressionCompiler.compile(form, List.of("p", "q", "r"));
    DoubleUnaryOperator f = phi.function();
    DoubleUnaryOperator square = x -> f.applyAsDouble(x) * f.applyAsDouble(x);
    double[] kinks = phi.breakpoints();
    SplittableRandom random = new SplittableRandom(seed);
    double worst = 0;
    for (int i = 0; i < points; i++) {
      Point at = point(i, random);
      double expected = CutQuadrature.expectation(f, kinks, f, kinks, at.p, at.q, at.r);
      double moments =
          CutQuadrature.mean(square, kinks, at.p) * CutQuadrature.mean(square, kinks, at.q);
      double scale = Math.max(at.p == 0 ? 1 : 0, Math.sqrt(moments));
      double error = relative(compiled.evaluate(at.p, at.q, at.r) - expected, scale);
      if (!(error < GOOD)) {
        error = relative(precise(form, at) - expected, scale);
      }
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  private static double relative(double difference, double scale) {
    return difference == 0 ? 0 : Math.abs(difference) / scale;
  }

  /** Returns some of the mutants of a form that differ from it in value. */
  public static List<Expr> mutants(Expr form, int most, long seed) {
    List<Expr> mutants = new ArrayList<>(Mutants.of(form));
    Collections.shuffle(mutants, new Random(seed));
    SplittableRandom random = new SplittableRandom(seed);
    List<Point> points = Stream.of(6, 7, 8, 9).map(index -> point(index, random)).toList();
    return mutants.stream()
        .filter(mutant -> points.stream().anyMatch(at -> precise(mutant, at) != precise(form, at)))
        .limit(most)
        .toList();
  }

  /** Returns how many claims are proved of a function. */
  public static long proved(List<Expr> claims, Activation phi) {
    return claims.stream()
        .filter(claim -> PriceCertificate.prove(claim, phi, phi, "p", "q", "r") instanceof Proved)
        .count();
  }

  /**
   * Prints a line for each form.
   *
   * @param args how many points, how many mutants, and the activations
   */
  public static void main(String[] args) {
    int points = Integer.parseInt(args[0]);
    int most = Integer.parseInt(args[1]);
    for (String name : List.of(args).subList(2, args.length)) {
      Activation phi = Activation.parse(name);
      Activation slope = Activation.of(phi.derivative());
      for (Activation function : List.of(phi, slope)) {
        Expr form = ClosedFormCases.dual(function, function);
        List<Expr> mutants = mutants(form, most, 3);
        System.out.println(
            String.format(
                Locale.ROOT,
                "%s: %d points, largest error %.2e; %d mutants, %d proved",
                function,
                points,
                worst(form, function, points, 2026),
                mutants.size(),
                proved(mutants, function)));
      }
    }
  }
}
