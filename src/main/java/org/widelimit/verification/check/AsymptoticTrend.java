package org.widelimit.verification.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.precise.HighPrecision.Estimate;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.derive.depth.AsymptoticDerivation;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;

/**
 * The ratio of two formulas far out, to many digits: whether numbers agree with a derived limit,
 * and whether a ratio that was extrapolated keeps to it at indices of every kind.
 */
final class AsymptoticTrend {

  private static final int DIGITS = 30;
  private static final MathContext PRECISION = new MathContext(DIGITS);

  /** Indices near by: of what oscillates no digits are known far out. */
  private static final int[] NEAR = {10, 20, 50, 100, 200, 400};

  /** Decimal exponents of indices far out. */
  private static final int[] EXPONENTS = {3, 4, 6, 8, 16, 32, 64, 128, 256};

  private static final int DOUBLINGS = 10;

  /** Heads whose value takes a time that grows with the index. */
  private static final Set<String> LONG = Set.of("Factorial", "Binomial", "Gamma", "HermiteH");

  private static final int BLOCK = 12;
  private static final int AT_RANDOM = 8;

  /** Decimal exponents of where blocks of consecutive indices begin. */
  private static final int[] BLOCKS = {6, 9, 12};

  /** The same where an index stands in an exponent. */
  private static final int[] NEAR_BLOCKS = {2, 3};

  private AsymptoticTrend() {}

  /** Returns whether the ratio comes close to 1 far out, or closer and closer. */
  static Evidence.Integrated of(
      AsymptoticClaim claim, AsymptoticDerivation derivation, Trial trial) {
    List<Point> points = new ArrayList<>();
    List<Double> misses = new ArrayList<>();
    for (BigInteger index : indices(isSteep(claim))) {
      Optional<BigDecimal> ratio = ratio(claim, derivation, trial, index);
      if (ratio.isPresent()) {
        misses.add(ratio.get().subtract(BigDecimal.ONE).abs().doubleValue());
        points.add(point(claim, trial, index, ratio.get(), Agreement.AGREE));
      }
    }
    int last = misses.size() - 1;
    boolean near = last >= 0 && misses.get(last) <= claim.discrepancy();
    // Halves, not neighbours: what oscillates comes closer by fits and starts.
    boolean falling =
        last >= 2
            && largest(misses.subList(last / 2 + 1, last + 1))
                < largest(misses.subList(0, last / 2 + 1));
    if (!near && !falling) {
      return new Evidence.Integrated(
          0,
          0,
          Math.max(1, points.size()),
          0,
          0,
          null,
          points.stream().map(AsymptoticTrend::undecided).toList(),
          "the ratio tends to 1 by the leading terms of both sides, but has no value close to it"
              + " at any index that was tried");
    }
    double miss = misses.get(last);
    return new Evidence.Integrated(
        points.size(),
        0,
        miss,
        Math.max(0, -Math.log10(Math.max(1e-17, miss))),
        null,
        points,
        String.format(
            Locale.ROOT,
            "the ratio tends to 1 by the leading terms of both sides; at %s = %s it is off by %.2g",
            claim.variable(),
            String.format(Locale.ROOT, "%.0e", index(points.get(points.size() - 1), claim)),
            miss));
  }

  private static List<BigInteger> indices(boolean steep) {
    List<BigInteger> indices = new ArrayList<>();
    if (steep) {
      for (int i = 2; i <= DOUBLINGS; i++) {
        indices.add(BigInteger.TWO.pow(i));
      }
      return indices;
    }
    for (int near : NEAR) {
      indices.add(BigInteger.valueOf(near));
    }
    for (int exponent : EXPONENTS) {
      indices.add(BigInteger.TEN.pow(exponent));
    }
    return indices;
  }

  private static double largest(List<Double> misses) {
    return misses.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Returns whether an index stands in an exponent, so that values far out have many digits. */
  private static boolean isSteep(AsymptoticClaim claim) {
    return isSteep(claim.of(), claim.variable()) || isSteep(claim.like(), claim.variable());
  }

  private static boolean isSteep(Expr expr, String variable) {
    return expr instanceof Expr.Call call
        && expr.symbols().contains(variable)
        && (call.headName().filter(LONG::contains).isPresent()
            || (call.isCall("Power", 2) && call.arg(1).symbols().contains(variable))
            || call.args().stream().anyMatch(arg -> isSteep(arg, variable)));
  }

  private static double index(Point point, AsymptoticClaim claim) {
    return point.values().getOrDefault(claim.variable(), Double.NaN);
  }

  private static Point undecided(Point point) {
    return new Point(
        point.values(), point.left(), point.right(), point.error(), Agreement.UNDECIDED);
  }

  /** Returns an index far out at which a ratio is further from 1 than it should be, in words. */
  static Optional<String> stray(
      AsymptoticClaim claim, AsymptoticDerivation derivation, Trial trial, RandomGenerator random) {
    List<BigInteger> indices = new ArrayList<>();
    for (int exponent : isSteep(claim) ? NEAR_BLOCKS : BLOCKS) {
      BigInteger power = BigInteger.TEN.pow(exponent);
      long offset = random.nextLong(power.longValue());
      for (int i = 0; i < BLOCK; i++) {
        indices.add(power.add(BigInteger.valueOf(offset + i)));
      }
      for (int i = 0; i < AT_RANDOM; i++) {
        indices.add(power.add(BigInteger.valueOf(random.nextLong(9 * power.longValue()))));
      }
    }
    for (BigInteger index : indices) {
      Optional<BigDecimal> ratio = ratio(claim, derivation, trial, index);
      if (ratio.isPresent()
          && ratio.get().subtract(BigDecimal.ONE).abs().doubleValue() > claim.discrepancy()) {
        return Optional.of(
            "the ratio is extrapolated to 1, but is %.6g at %s = %d"
                .formatted(ratio.get().doubleValue(), claim.variable(), index));
      }
    }
    return Optional.empty();
  }

  private static Optional<BigDecimal> ratio(
      AsymptoticClaim claim, AsymptoticDerivation derivation, Trial trial, BigInteger index) {
    Map<String, Expr.Num> point = Map.of(claim.variable(), new Expr.Num(index, BigInteger.ONE));
    Optional<Estimate> of =
        HighPrecision.estimate(derivation.formula(trial, claim.of()), point, DIGITS);
    Optional<Estimate> like =
        HighPrecision.estimate(derivation.formula(trial, claim.like()), point, DIGITS);
    if (of.isEmpty() || like.isEmpty() || !like.get().isNonzero() || !of.get().isNonzero()) {
      return Optional.empty();
    }
    boolean known =
        isSharp(of.get(), claim.discrepancy()) && isSharp(like.get(), claim.discrepancy());
    return known
        ? Optional.of(of.get().value().divide(like.get().value(), PRECISION))
        : Optional.empty();
  }

  private static boolean isSharp(Estimate estimate, double discrepancy) {
    BigDecimal allowed =
        estimate.value().abs().multiply(BigDecimal.valueOf(discrepancy / 1000), PRECISION);
    return estimate.error().compareTo(allowed) <= 0;
  }

  private static Point point(
      AsymptoticClaim claim, Trial trial, BigInteger index, BigDecimal ratio, Agreement agreement) {
    Map<String, Double> values = new LinkedHashMap<>(trial.values());
    values.put(claim.variable(), index.doubleValue());
    return new Point(values, ratio.doubleValue(), 1, Math.ulp(1.0), agreement);
  }
}
