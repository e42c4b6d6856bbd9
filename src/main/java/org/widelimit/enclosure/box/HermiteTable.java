package org.widelimit.enclosure.box;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The normalized Hermite polynomials {@code h_k(x) = He_k(x)/Sqrt[k!]} at equidistant nodes, times
 * the standard normal density.
 *
 * <p>The recurrence {@code He_(k+1) = x He_k - k He_(k-1)} enlarges errors by up to {@code Exp[x
 * Sqrt[k]]} beside the size of its values; it is run on integers, scaled by powers of two, with as
 * many digits as that takes, of which a recurrence of bounds keeps account.
 */
public final class HermiteTable {

  /** More than the relative errors of the entries: of the density, and of three roundings. */
  public static final double RELATIVE_ERROR = 0x1p-48;

  /** More than the absolute errors of the entries. */
  public static final double ABSOLUTE_ERROR = 0x1p-116;

  /** In Cramér's inequality {@code |h_k(x)| <= C Exp[x^2/4]} (Abramowitz and Stegun 22.14.17). */
  static final double CRAMER = 1.0865;

  /** The highest polynomial of any table. */
  static final int HIGHEST = 1500;

  /** Errors grow by less than {@code Exp[x Sqrt[k]]}, which must be a number with room above it. */
  private static final double LONGEST = 660;

  private static final int DIGITS = 128;

  /** The numbers that all tables which are kept have at most. */
  private static final long KEPT = 6_000_000;

  private static final Map<Key, HermiteTable> KNOWN = new LinkedHashMap<>(16, 0.75f, true);

  private static long kept;

  private final double[][] entries;

  private record Key(double spacing, int nodes, int order) {
    long size() {
      return (nodes + 1L) * (order + 1L);
    }
  }

  private HermiteTable(Key key) {
    entries = new double[key.order() + 1][key.nodes() + 1];
    for (int j = 0; j <= key.nodes(); j++) {
      double[] column = column(j * key.spacing(), key.order());
      for (int k = 0; k <= key.order(); k++) {
        entries[k][j] = column[k];
      }
    }
  }

  /**
   * Returns the table.
   *
   * @param spacing the distance of nodes, a number of few binary digits
   * @param nodes the last node, counted from that at 0, no further out than {@link #isTooFar}
   *     allows
   * @param order the highest polynomial, at most {@link #HIGHEST}
   */
  public static HermiteTable of(double spacing, int nodes, int order) {
    Key key = new Key(spacing, nodes, order);
    synchronized (KNOWN) {
      HermiteTable known = KNOWN.get(key);
      if (known != null) {
        return known;
      }
    }
    HermiteTable made = new HermiteTable(key);
    synchronized (KNOWN) {
      if (KNOWN.put(key, made) == null) {
        kept += key.size();
      }
      Iterator<Key> eldest = KNOWN.keySet().iterator();
      while (kept > KEPT && KNOWN.size() > 1) {
        kept -= eldest.next().size();
        eldest.remove();
      }
    }
    return made;
  }

  /** Returns whether the recurrence would take too many digits at a node. */
  static boolean isTooFar(double x, int order) {
    return order > HIGHEST || x * Math.sqrt(order) > LONGEST;
  }

  /** Returns the values of one polynomial, times the density, at the nodes from 0 on. */
  public double[] row(int k) {
    return entries[k];
  }

  /**
   * Returns the values of all polynomials up to an order, times the density, at one node.
   *
   * @param x the node, not negative, no further out than {@link #isTooFar} allows
   */
  static double[] column(double x, int order) {
    double[] entries = new double[order + 1];
    RealInterval exponent = RealInterval.of(x).square().times(RealInterval.of(-0.5));
    RealInterval root = RealFunctions.sqrt(RealInterval.PI.times(RealInterval.of(2)));
    double density = RealFunctions.exp(exponent).dividedBy(root).middle();
    // The density takes from the digits that the polynomial needs.
    int digits = Math.max(8, DIGITS + Math.getExponent(Math.max(density, Double.MIN_NORMAL)));
    int bits = digits + 4 + growth(x, order);
    int fraction = Math.max(0, new BigDecimal(x).scale());
    BigInteger place =
        new BigDecimal(x)
            .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(fraction)))
            .toBigIntegerExact();
    BigInteger before = BigInteger.ZERO;
    BigInteger now = BigInteger.ONE.shiftLeft(bits);
    for (int k = 0; k < order; k++) {
      entries[k] = value(now, bits) * Scales.FACTORS[k] * density;
      int last = k == 0 ? 0 : Scales.EXPONENTS[k] - Scales.EXPONENTS[k - 1];
      int next = Scales.EXPONENTS[k + 1] - Scales.EXPONENTS[k];
      BigInteger first = place.multiply(now).shiftLeft(last);
      BigInteger second = before.multiply(BigInteger.valueOf(k)).shiftLeft(fraction);
      before = now;
      now = first.subtract(second).shiftRight(fraction + last + next);
    }
    entries[order] = value(now, bits) * Scales.FACTORS[order] * density;
    return entries;
  }

  private static double value(BigInteger scaled, int bits) {
    int excess = Math.max(0, scaled.bitLength() - Long.SIZE);
    return Math.scalb(scaled.shiftRight(excess).doubleValue(), excess - bits);
  }

  /**
   * The binary digits by which the recurrence may enlarge what is cut off, less than a unit of the
   * last digit in each step.
   */
  private static int growth(double x, int order) {
    double before = 0;
    double now = 0;
    double most = 1;
    for (int k = 0; k < order; k++) {
      int last = k == 0 ? 0 : Scales.EXPONENTS[k] - Scales.EXPONENTS[k - 1];
      int step = Scales.EXPONENTS[k + 1] - Scales.EXPONENTS[k];
      double next = 1.001 * (Math.scalb(x * now + k * Math.scalb(before, -last), -step) + 1);
      before = now;
      now = next;
      most = Math.max(most, next);
    }
    if (!Double.isFinite(most)) {
      throw new IllegalArgumentException("a node too far out: " + x);
    }
    return Math.getExponent(most) + 1;
  }

  /** Powers of two near the roots of factorials, and what they are off by. */
  private static final class Scales {
    private static final int[] EXPONENTS = new int[HIGHEST + 1];
    private static final double[] FACTORS = new double[HIGHEST + 1];

    static {
      BigInteger factorial = BigInteger.ONE;
      for (int k = 0; k <= HIGHEST; k++) {
        factorial = factorial.multiply(BigInteger.valueOf(Math.max(1, k)));
        EXPONENTS[k] = (factorial.bitLength() - 1) / 2;
        // 4^s/k! lies above 1/4 and is at most 1; a hundred digits of it are kept.
        BigInteger ratio = BigInteger.ONE.shiftLeft(2 * EXPONENTS[k] + 100).divide(factorial);
        FACTORS[k] = Math.sqrt(Math.scalb(ratio.doubleValue(), -100));
      }
    }

    private Scales() {}
  }
}
