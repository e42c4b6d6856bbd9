package org.widelimit.gaussian.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.certificate.PairLaw;

/**
 * Two deciders that share no code, the exact sums of the Gaussian calculus and the zero test, on
 * random elements of the class of closed forms, each written in two ways, and on near misses.
 */
class ExactSumProperties {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  private static final Assumptions COVARIANCE =
      new PairLaw(Expressions.sym("p"), Expressions.sym("q"), "r").assumptions();

  /** A factor, the same written otherwise, and what a slip of the pen makes of it. */
  private record Factor(String one, String other, String wrong) {}

  private static final List<Factor> FACTORS =
      List.of(
          new Factor("(p + r)^2", "p^2 + 2 p r + r^2", "p^2 + p r + r^2"),
          new Factor("(p^2 - q^2)/(p + q)", "p - q", "p + q"),
          new Factor("1/p + 1/q", "(p + q)/(p q)", "(p + q)/(2 p q)"),
          new Factor("1/(1 + 2 p)^2", "1/(1 + 4 p + 4 p^2)", "1/(1 + 4 p + 2 p^2)"),
          new Factor("Sqrt[p q]", "Sqrt[p] Sqrt[q]", "Sqrt[p] q"),
          new Factor("Sqrt[12 p]", "2 Sqrt[3] Sqrt[p]", "3 Sqrt[2] Sqrt[p]"),
          new Factor("1/Sqrt[p]", "Sqrt[p]/p", "Sqrt[p]/p^2"),
          new Factor(
              "Sqrt[p q - r^2]^3", "(p q - r^2) Sqrt[p q - r^2]", "(p q + r^2) Sqrt[p q - r^2]"),
          new Factor("Sqrt[p^2 q - p r^2]", "Sqrt[p] Sqrt[p q - r^2]", "Sqrt[q] Sqrt[p q - r^2]"),
          new Factor("Sqrt[p/(1 + 2 p)]", "Sqrt[p + 2 p^2]/(1 + 2 p)", "Sqrt[p + p^2]/(1 + 2 p)"),
          new Factor("Exp[p + 2 r]", "Exp[p] Exp[r]^2", "Exp[p] Exp[r]"),
          new Factor("Exp[-p/2]^2", "Exp[-p]", "Exp[p]"),
          new Factor("Cosh[r]", "(Exp[r] + Exp[-r])/2", "(Exp[r] - Exp[-r])/2"),
          new Factor("Sinh[r] Exp[-q]", "Exp[r - q]/2 - Exp[-r - q]/2", "Exp[r - q]/2"),
          new Factor(
              "ArcSin[-r/Sqrt[p q]]",
              "-ArcSin[r/(Sqrt[p] Sqrt[q])]",
              "ArcSin[r/(Sqrt[p] Sqrt[q])]"),
          new Factor(
              "ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]",
              "-ArcSin[-2 r/(Sqrt[1 + 2 p] Sqrt[1 + 2 q])]",
              "ArcSin[r/(Sqrt[1 + 2 p] Sqrt[1 + 2 q])]"),
          new Factor("ArcSin[1/2]", "Pi/6", "Pi/3"),
          new Factor("ArcSin[Sqrt[2]/2]", "Pi/4", "Pi/6"),
          new Factor("Erf[(p^2 - q^2)/(p + q)]", "-Erf[q - p]", "Erf[q - p]"),
          new Factor("Erf[Sqrt[p q]]", "Erf[Sqrt[p] Sqrt[q]]", "Erf[Sqrt[p]]"),
          new Factor("Erfi[-Sqrt[p]]", "-Erfi[p/Sqrt[p]]", "-Erf[p/Sqrt[p]]"));

  /** An element in two ways of writing, and one that is none of them. */
  private record Element(Expr one, Expr other, Expr wrong) {}

  private static Element element(Random random) {
    List<Element> terms = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    int slip = random.nextInt(count);
    for (int i = 0; i < count; i++) {
      terms.add(term(random, i == slip));
    }
    // Left the sum times a factor, right the sum of the products, in another order.
    Factor outer = pick(random);
    List<Expr> ones = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    List<Expr> wrongs = new ArrayList<>();
    for (Element term : terms) {
      ones.add(term.one());
      others.add(Expressions.times(term.other(), read(outer.other())));
      wrongs.add(Expressions.times(term.wrong(), read(outer.other())));
    }
    Collections.shuffle(others, random);
    return new Element(
        Expressions.times(read(outer.one()), Expressions.plus(ones)),
        Expressions.plus(others),
        Expressions.plus(wrongs));
  }

  private static Element term(Random random, boolean slips) {
    Expr coefficient = Expressions.num(1L + random.nextInt(9), 1L + random.nextInt(5));
    Expr one = coefficient;
    Expr other = coefficient;
    Expr wrong = coefficient;
    int count = 1 + random.nextInt(2);
    int slip = slips ? random.nextInt(count + 1) : -1;
    for (int i = 0; i < count; i++) {
      Factor factor = pick(random);
      one = Expressions.times(one, read(factor.one()));
      other = Expressions.times(read(factor.other()), other);
      wrong = Expressions.times(read(i == slip ? factor.wrong() : factor.other()), wrong);
    }
    // Or the coefficient is off by a billionth.
    return new Element(
        one, other, slip == count ? Expressions.times(wrong, read("1 + 1/10^9")) : wrong);
  }

  private static Factor pick(Random random) {
    return FACTORS.get(random.nextInt(FACTORS.size()));
  }

  private static Expr read(String text) {
    return WolframReader.read(text);
  }

  private static boolean isExactlyZero(Expr one, Expr other) {
    ExactReader reader = new ExactReader(new PolynomialField(new SignDecider(COVARIANCE, BUDGET)));
    return reader.read(one).minus(reader.read(other)).isZero();
  }

  private static ZeroDecision decide(Expr one, Expr other) {
    return ZeroDecider.decide(Expressions.minus(one, other), COVARIANCE, BUDGET);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_decide_as_the_zero_test_does(@ForAll long seed) {
    Element element = element(new Random(seed));
    // WHEN an element is written in two ways, both say so
    assertThat(decide(element.one(), element.other()))
        .as("%s and %s", element.one(), element.other())
        .isInstanceOf(ZeroDecision.Zero.class);
    assertThat(isExactlyZero(element.one(), element.other()))
        .as("%s and %s", element.one(), element.other())
        .isTrue();
    // THEN what is nearly the same is not the same to either
    assertThat(isExactlyZero(element.one(), element.wrong()))
        .as("%s and %s", element.one(), element.wrong())
        .isFalse();
    assertThat(decide(element.one(), element.wrong()))
        .as("%s and %s", element.one(), element.wrong())
        .isInstanceOf(ZeroDecision.Nonzero.class);
  }
}
