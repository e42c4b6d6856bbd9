package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.apfloat.Apfloat;

/**
 * The bivariate normal distribution function to many digits, by Owen's function {@code T(h, a) =
 * Integrate[Exp[-h^2 (1 + x^2)/2]/(1 + x^2), {x, 0, a}]/(2 Pi)} (Owen 1956, eqs. 2.1 and 3.1).
 *
 * <p>For a of at most 1 its series in a converges faster than any geometric one: with {@code c =
 * h^2/2} the j-th coefficient is {@code (-1)^j/(2 j + 1)} times the probability that a Poisson
 * variable of mean c exceeds j. A larger a is exchanged for its reciprocal.
 */
public final class PreciseBivariateNormal {

  private static final int GUARD = 12;
  private static final double LOG_2_OF_10 = 3.3219280948873626;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final int digits;
  private final MathContext context;
  private final PreciseFunctions functions;

  private PreciseBivariateNormal(int digits) {
    this.digits = digits;
    this.context = new MathContext(digits);
    // More exact than the fixed points below, so that their sums come to an end.
    this.functions = new PreciseFunctions(digits + 2 * GUARD);
  }

  /**
   * Returns {@code P(X <= h, Y <= k)} with an absolute error of at most {@code 10^-digits}.
   *
   * @param h the first bound
   * @param k the second bound
   * @param rho the correlation, in [-1, 1]
   */
  public static BigDecimal cdf(BigDecimal h, BigDecimal k, BigDecimal rho, int digits) {
    return new PreciseBivariateNormal(digits + GUARD).cdf(h, k, rho);
  }

  private BigDecimal cdf(BigDecimal h, BigDecimal k, BigDecimal rho) {
    // Exact: the sine may be small and the differences below may cancel.
    BigDecimal square = BigDecimal.ONE.subtract(rho.multiply(rho));
    if (square.signum() == 0) {
      return rho.signum() > 0
          ? normal(h.min(k))
          : normal(h).subtract(normal(k.negate())).max(BigDecimal.ZERO);
    }
    BigDecimal sine = square.sqrt(context);
    if (h.signum() == 0 && k.signum() == 0) {
      BigDecimal angle = functions.arcTan(rho.divide(sine, context));
      return angle
          .divide(TWO.multiply(functions.pi()), context)
          .add(HALF.multiply(HALF)); // Sheppard 1899
    }
    BigDecimal total =
        HALF.multiply(normal(h).add(normal(k)))
            .subtract(owen(h, k.subtract(rho.multiply(h)), sine))
            .subtract(owen(k, h.subtract(rho.multiply(k)), sine));
    int sign = h.signum() * k.signum();
    boolean opposite = sign < 0 || (sign == 0 && h.add(k).signum() < 0);
    return opposite ? total.subtract(HALF) : total;
  }

  private BigDecimal normal(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(1000)) > 0) {
      return x.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    BigDecimal scaled = x.divide(TWO.sqrt(context), context);
    BigDecimal erf =
        new BigDecimal(PreciseErf.erf(new Apfloat(scaled, digits), digits).toString(false));
    return HALF.multiply(BigDecimal.ONE.add(erf));
  }

  /** Returns {@code T(h, a)} for {@code a = difference/(h sine)}, infinite where h is 0. */
  private BigDecimal owen(BigDecimal h, BigDecimal difference, BigDecimal sine) {
    BigDecimal product = h.multiply(sine);
    int sign = difference.signum() * (h.signum() == 0 ? 1 : h.signum());
    if (sign == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal magnitude;
    if (difference.abs().compareTo(product.abs()) <= 0) {
      magnitude = series(h.abs(), difference.divide(product, context).abs());
    } else {
      BigDecimal scaled = difference.divide(sine, context).abs();
      BigDecimal first = normal(h.abs());
      BigDecimal second = normal(scaled);
      BigDecimal inverse = product.divide(difference, context).abs();
      magnitude =
          HALF.multiply(first.add(second))
              .subtract(first.multiply(second))
              .subtract(series(scaled, inverse));
    }
    return sign > 0 ? magnitude : magnitude.negate();
  }

  /** Returns {@code T(h, a)} for h of at least 0 and a in [0, 1]. */
  private BigDecimal series(BigDecimal h, BigDecimal a) {
    BigDecimal mean = HALF.multiply(h).multiply(h).round(context);
    if (mean.doubleValue() > (digits + GUARD) * Math.log(10)) {
      return BigDecimal.ZERO; // T is at most Exp[-h^2/2]/8
    }
    // Everything is at most 1 from here on, and absolute errors count: fixed points.
    int bits = (int) Math.ceil((digits + GUARD) * LOG_2_OF_10);
    BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(bits));
    BigInteger smallest = BigInteger.ONE.shiftLeft((int) (GUARD * LOG_2_OF_10));
    BigInteger rate = mean.multiply(unit).toBigInteger();
    BigInteger power = a.multiply(unit).toBigInteger();
    BigInteger square = power.multiply(power).shiftRight(bits);
    BigInteger probability = functions.exp(mean.negate()).multiply(unit).toBigInteger();
    BigInteger beyond = unit.toBigInteger().subtract(probability);
    BigInteger sum = BigInteger.ZERO;
    BigInteger next = power.multiply(beyond).shiftRight(bits);
    for (int j = 0; next.compareTo(smallest) > 0; j++) {
      BigInteger term = next.divide(BigInteger.valueOf(2L * j + 1));
      sum = j % 2 == 0 ? sum.add(term) : sum.subtract(term);
      power = power.multiply(square).shiftRight(bits);
      probability = probability.multiply(rate).shiftRight(bits).divide(BigInteger.valueOf(j + 1L));
      beyond = beyond.subtract(probability);
      next = power.multiply(beyond).shiftRight(bits);
    }
    return functions
        .arcTan(a)
        .subtract(new BigDecimal(sum).divide(unit, context))
        .divide(TWO.multiply(functions.pi()), context);
  }
}
