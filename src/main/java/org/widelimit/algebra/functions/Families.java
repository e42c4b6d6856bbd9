package org.widelimit.algebra.functions;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.times;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;

/**
 * Functions with a whole number for a first argument: formulas, once that is given, and written out
 * where they are read, so that no other part of the program knows of them.
 *
 * <p>Sums of powers: Abramowitz and Stegun, 22.3. The integral of the Bessel function: 9.6.19.
 */
public final class Families {

  /** The largest whole number that is written out. */
  public static final int LARGEST = 40;

  private static final Sym ANGLE = InternalNames.symbol("angle");

  private static final List<Family> ALL =
      List.of(
          new Family(
              "LegendreP",
              2,
              "The Legendre polynomial P_n(x), for a whole number n.",
              "LegendreP[2, q]",
              (n, args) -> legendre(n, args.get(0))),
          new Family(
              "GegenbauerC",
              3,
              "The Gegenbauer polynomial C_n^a(x), for a whole number n: GegenbauerC[n, a, x].",
              "GegenbauerC[2, 1/2, q]",
              (n, args) -> gegenbauer(n, args.get(0), args.get(1))),
          new Family(
              "ChebyshevT",
              2,
              "The Chebyshev polynomial T_n(x) of the first kind, for a whole number n.",
              "ChebyshevT[2, q]",
              (n, args) -> chebyshev(n, args.get(0))),
          new Family(
              "ChebyshevU",
              2,
              "The Chebyshev polynomial U_n(x) of the second kind, for a whole number n.",
              "ChebyshevU[2, q]",
              (n, args) -> gegenbauer(n, ONE, args.get(0))),
          new Family(
              "LaguerreL",
              2,
              "The Laguerre polynomial L_n(x), for a whole number n.",
              "LaguerreL[2, q]",
              (n, args) -> laguerre(n, args.get(0))),
          new Family(
              "BesselI",
              2,
              "The modified Bessel function I_n(x), for a whole number n, by its integral.",
              "BesselI[0, q]",
              (n, args) -> bessel(n, args.get(0))));

  private Families() {}

  /** The formula of a member. */
  @FunctionalInterface
  interface Formula {
    /**
     * Returns the formula.
     *
     * @param n the whole number
     * @param arguments the others
     */
    Expr of(int n, List<Expr> arguments);
  }

  /**
   * A family of functions.
   *
   * @param name its head
   * @param arity how many arguments it has, the whole number among them
   * @param meaning one sentence for people
   * @param example a formula with it
   * @param formula its members
   */
  public record Family(String name, int arity, String meaning, String example, Formula formula) {}

  /** A member that is not written out; {@link #name} says of which family. */
  public static final class OutsideException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String name;

    OutsideException(String name, String message) {
      super(message);
      this.name = name;
    }

    /** Returns the head of the family. */
    public String name() {
      return name;
    }
  }

  /** Returns all families. */
  public static List<Family> all() {
    return ALL;
  }

  /** Returns the family of a head, or nothing. */
  public static Optional<Family> find(String head) {
    return ALL.stream().filter(family -> family.name().equals(head)).findFirst();
  }

  /**
   * Writes the members of families out, at any depth.
   *
   * @param expr any expression
   * @return the same without heads of families
   * @throws OutsideException if a first argument is no whole number from 0 to {@value #LARGEST}
   */
  public static Expr written(Expr expr) {
    return expr.transform(
        node ->
            node instanceof Call call && call.head() instanceof Sym head
                ? find(head.name()).map(family -> member(family, call)).orElse(node)
                : node);
  }

  private static Expr member(Family family, Call call) {
    if (call.arity() != family.arity()) {
      throw new OutsideException(
          family.name(), family.name() + " takes " + family.arity() + " arguments");
    }
    if (!(call.arg(0) instanceof Num order)
        || !order.isInteger()
        || order.signum() < 0
        || order.numerator().compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      throw new OutsideException(
          family.name(),
          "the first argument of " + family.name() + " is a whole number from 0 to " + LARGEST);
    }
    return family.formula().of(order.numerator().intValue(), call.args().subList(1, call.arity()));
  }

  private static Expr legendre(int n, Expr x) {
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; 2 * k <= n; k++) {
      BigInteger size = binomial(n, k).multiply(binomial(2 * n - 2 * k, n));
      terms.add(term(size, k, BigInteger.TWO.pow(n), x, n - 2 * k));
    }
    return plus(terms);
  }

  private static Expr gegenbauer(int n, Expr a, Expr x) {
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; 2 * k <= n; k++) {
      List<Expr> rising = new ArrayList<>();
      for (int j = 0; j < n - k; j++) {
        rising.add(plus(a, num(j)));
      }
      Expr coefficient =
          term(
              BigInteger.TWO.pow(n - 2 * k),
              k,
              factorial(k).multiply(factorial(n - 2 * k)),
              x,
              n - 2 * k);
      terms.add(times(times(rising), coefficient));
    }
    return plus(terms);
  }

  private static Expr chebyshev(int n, Expr x) {
    if (n == 0) {
      return ONE;
    }
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; 2 * k <= n; k++) {
      BigInteger size =
          BigInteger.valueOf(n)
              .multiply(factorial(n - k - 1))
              .multiply(BigInteger.TWO.pow(n - 2 * k));
      BigInteger divisor = BigInteger.TWO.multiply(factorial(k)).multiply(factorial(n - 2 * k));
      terms.add(term(size, k, divisor, x, n - 2 * k));
    }
    return plus(terms);
  }

  private static Expr laguerre(int n, Expr x) {
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; k <= n; k++) {
      terms.add(term(binomial(n, k), k, factorial(k), x, k));
    }
    return plus(terms);
  }

  /** {@code 1/Pi Integrate[Exp[x Cos[t]] Cos[n t], {t, 0, Pi}]}. */
  private static Expr bessel(int n, Expr x) {
    Expr wave = exp(times(x, call("Cos", ANGLE)));
    Expr integrand = n == 0 ? wave : times(wave, call("Cos", times(num(n), ANGLE)));
    return divide(call("Integrate", integrand, list(ANGLE, ZERO, PI)), PI);
  }

  /** Returns {@code (-1)^k size/divisor x^power}. */
  private static Expr term(BigInteger size, int k, BigInteger divisor, Expr x, int power) {
    Expr coefficient = num(k % 2 == 0 ? size : size.negate(), divisor);
    return power == 0 ? coefficient : times(coefficient, power(x, num(power)));
  }

  private static BigInteger factorial(int n) {
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }

  private static BigInteger binomial(int n, int k) {
    return factorial(n).divide(factorial(k).multiply(factorial(n - k)));
  }
}
