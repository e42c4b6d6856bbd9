package org.widelimit.algebra.decide;

import static org.assertj.core.api.Assertions.assertThat;

import cc.redberry.rings.Rational;
import cc.redberry.rings.Rings;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FactorizationProperties {

  private static final String[] NAMES = {"a", "b", "c", "d"};

  private static MultivariatePolynomial<Rational<BigInteger>> polynomial(String text) {
    return MultivariatePolynomial.parse(text, Rings.Q, InterruptibleOrder.GREVLEX, NAMES);
  }

  @Example
  void should_leave_what_rings_fails_on_in_one_piece() {
    // Each is irreducible over the rationals: 16 ((b + c d^2)^2 - d^4 (1 + a^2)), where 1 + a^2 is
    // no square; linear in b with coprime coefficients.
    for (String text :
        new String[] {
          "16*b^2-16*d^4+32*c*b*d^2+16*c^2*d^4-16*a^2*d^4",
          "5/4-b-3/2*c^2-a^2+5/4*c^4-2*a^2*c^2+b*c^4-a^2*c^4"
        }) {
      MultivariatePolynomial<Rational<BigInteger>> polynomial = polynomial(text);
      PolynomialFactorDecomposition<MultivariatePolynomial<Rational<BigInteger>>> found =
          Factorization.of(polynomial);
      assertThat(found.multiply().equals(polynomial)).as(text).isTrue();
      assertThat(found.size()).isEqualTo(1);
    }
  }

  /**
   * Images of this one in two variables do not always correspond, as Rings asserts that they do.
   */
  @Example
  void should_survive_an_assertion_of_rings() {
    MultivariatePolynomial<Rational<BigInteger>> polynomial =
        MultivariatePolynomial.parse(
            "c*d^2*e^2+4*a*b*d*e*f*g+2*a*b*c*d*e*g+4*a^2*b^2*f^2+4*a^2*b^2*c*f+a^2*b^2*c^2",
            Rings.Q,
            InterruptibleOrder.GREVLEX,
            new String[] {"a", "b", "c", "d", "e", "f", "g"});
    for (int i = 0; i < 1500; i++) {
      assertThat(Factorization.of(polynomial).multiply().equals(polynomial)).isTrue();
    }
  }

  @Property(tries = 300)
  void should_multiply_back(@ForAll long seed) {
    Random random = new Random(seed);
    MultivariatePolynomial<Rational<BigInteger>> product = random(random);
    for (int i = random.nextInt(3); i > 0; i--) {
      product = product.multiply(random(random));
    }
    if (!product.isZero()) {
      assertThat(Factorization.of(product).multiply().equals(product)).as("%s", product).isTrue();
    }
  }

  @Property(tries = 100)
  void should_find_the_factors_of_a_product(@ForAll long seed) {
    // GIVEN a product of two polynomials that are linear in different variables, so irreducible
    Random random = new Random(seed);
    MultivariatePolynomial<Rational<BigInteger>> product =
        polynomial("a + " + (1 + random.nextInt(9)) + "*b^2 + 1")
            .multiply(polynomial("c*" + (1 + random.nextInt(9)) + " - d^3"));
    // THEN both are found
    assertThat(Factorization.of(product).size()).isEqualTo(2);
  }

  private static MultivariatePolynomial<Rational<BigInteger>> random(Random random) {
    StringBuilder text = new StringBuilder(Integer.toString(random.nextInt(7) - 3));
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      text.append(random.nextBoolean() ? "+" : "-")
          .append(1 + random.nextInt(5))
          .append("/")
          .append(1 + random.nextInt(3));
      for (String name : NAMES) {
        int power = random.nextInt(5) - 2;
        if (power > 0) {
          text.append("*").append(name).append("^").append(power);
        }
      }
    }
    return polynomial(text.toString());
  }
}
