package org.widelimit.meanfield;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.widelimit.activation.Activation;

/** Analytic activations: sums and products of the usual functions with small rational constants. */
final class RandomActivations {

  private static final List<String> SHAPES =
      List.of(
          "Tanh[#]",
          "Erf[#]",
          "Sin[#]",
          "Cos[#]",
          "Exp[-(#)^2/2]",
          "1/(1 + Exp[-(#)])",
          "Log[1 + Exp[#]]",
          "x/(1 + Exp[-(#)])",
          "(#)/Sqrt[1 + x^2]",
          "2/(1 + Exp[-2 (#)]) - 1",
          "ArcTan[#]",
          "x Tanh[#]");

  private static final List<String> NUMBERS =
      List.of("1", "-1", "1/2", "2", "-3/2", "1/3", "3", "5/4");

  private static final List<String> OFFSETS = List.of("", " + 1/2", " - 1", " + 2");

  private static final int MOST_TERMS = 3;

  private RandomActivations() {}

  /** A term, by the numbers of its parts. */
  private static String term(int factor, int shape, int slope, int offset) {
    String line = "(" + NUMBERS.get(slope) + ") x" + OFFSETS.get(offset);
    return "(" + NUMBERS.get(factor) + ") " + SHAPES.get(shape).replace("#", line);
  }

  static Arbitrary<Activation> analytic() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, NUMBERS.size() - 1);
    return Combinators.combine(
            numbers,
            Arbitraries.integers().between(0, SHAPES.size() - 1),
            numbers,
            Arbitraries.integers().between(0, OFFSETS.size() - 1))
        .as(RandomActivations::term)
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_TERMS)
        .map(terms -> Activation.parse(String.join(" + ", terms)));
  }

  /** Returns one for a study, which runs outside of a property. */
  static Activation next(RandomGenerator random) {
    return Activation.parse(
        IntStream.rangeClosed(0, random.nextInt(MOST_TERMS))
            .mapToObj(
                i ->
                    term(
                        random.nextInt(NUMBERS.size()),
                        random.nextInt(SHAPES.size()),
                        random.nextInt(NUMBERS.size()),
                        random.nextInt(OFFSETS.size())))
            .collect(Collectors.joining(" + ")));
  }
}
