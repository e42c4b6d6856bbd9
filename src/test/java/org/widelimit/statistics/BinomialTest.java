package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialTest {
  @Test
  void should_agree_with_exact_sums_of_the_binomial_distribution() {
    // mpmath 40 digits: fsum of binomial(n, i) p^i (1-p)^(n-i)
    assertThat(Binomial.upperTail(5, 1000, 0.001)).isCloseTo(3.63687802952179e-3, within(1e-14));
    assertThat(Binomial.upperTail(30, 200, 0.1)).isCloseTo(1.632656593176643e-2, within(1e-13));
    assertThat(Binomial.upperTail(1, 4096, 1e-9)).isCloseTo(4.09599161345143e-6, within(1e-17));
    assertThat(Binomial.upperTail(0, 10, 0.3)).isEqualTo(1);
  }

  @Test
  void should_give_the_bounds_of_clopper_and_pearson() {
    // mpmath 40 digits: bisection of the exact sums; the first is 1 - 0.01^(1/1000)
    assertThat(Binomial.upperBound(0, 1000, 0.01)).isCloseTo(4.594582648473038e-3, within(1e-13));
    assertThat(Binomial.upperBound(3, 1000, 0.01)).isCloseTo(1.000979199170775e-2, within(1e-13));
    assertThat(Binomial.lowerBound(998, 1000, 0.01)).isCloseTo(0.9916209317352578, within(1e-12));
    assertThat(Binomial.lowerBound(0, 10, 0.01)).isZero();
    assertThat(Binomial.upperBound(10, 10, 0.01)).isEqualTo(1);
  }

  @Test
  void should_refuse_impossible_counts() {
    assertThatThrownBy(() -> Binomial.upperTail(3, 2, 0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
