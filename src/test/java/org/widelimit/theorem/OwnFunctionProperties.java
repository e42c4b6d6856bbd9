package org.widelimit.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.FreeSymbols;

/** Functions that a file defines, and sets whose ends are formulas. */
class OwnFunctionProperties {

  private static final String SYMBOLS =
      """
      title: Functions of the file's own
      activations: {phi: [tanh]}
      symbols:
        p: {in: "(0, 4)"}
        q: {in: "(0, 4)"}
        k: {in: "(0, 2)"}
        n: {in: "integers [0, 4]"}
      """;

  private static TheoremFile load(String functions, String claim) {
    String text =
        SYMBOLS + "functions:\n" + functions + "claims:\n  c: {equation: " + claim + "}\n";
    return TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Expr> sides(String functions, String claim) {
    TheoremFile file = load(functions, claim);
    assertThat(file.faults()).isEmpty();
    return ((EquationClaim) ((Theorem) file).claims().get(0)).sides();
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> bodies = Arbitraries.of("a", "b", "q", "2", "1/3");
    for (int depth = 0; depth < 3; depth++) {
      Arbitrary<String> parts = bodies;
      bodies =
          Arbitraries.of("(%s + %s)", "(%s %s)", "(Sin[%s] - %s)", "Exp[-(%s)^2] (%s)", "%s")
              .flatMap(
                  form ->
                      parts.list().ofSize(2).map(two -> form.formatted(two.get(0), two.get(1))));
    }
    return bodies;
  }

  @Property(tries = 200)
  void should_put_all_arguments_at_once(
      @ForAll("bodies") String body,
      @ForAll("bodies") String left,
      @ForAll("bodies") String right) {
    // GIVEN a function of a and b, at formulas in a and b that are symbols of the file there
    String first = left.replace("a", "p").replace("b", "k");
    String second = right.replace("a", "k").replace("b", "p");
    List<Expr> sides =
        sides(
            "  f: {of: [a, b], is: \"" + body + "\"}\n",
            "\"f[" + first + ", " + second + "] == 0\"");
    // WHEN the formula is valued at the values of the arguments instead
    Map<String, Num> point = Map.of("p", num("0.5"), "q", num("0.75"), "k", num("1.25"));
    BigDecimal seen = HighPrecision.estimate(sides.get(0), point, 30).orElseThrow().value();
    BigDecimal a = value(first, point);
    BigDecimal b = value(second, point);
    Map<String, Num> inner =
        Map.of("a", Expressions.decimal(a), "b", Expressions.decimal(b), "q", num("0.75"));
    // THEN both agree, and with the arguments exchanged they agree only where that is the same
    assertThat(seen.subtract(value(body, inner)).abs()).isLessThan(new BigDecimal("1e-20"));
    Map<String, Num> exchanged = Map.of("a", inner.get("b"), "b", inner.get("a"), "q", num("0.75"));
    boolean same = value(body, exchanged).subtract(value(body, inner)).abs().doubleValue() < 1e-15;
    assertThat(seen.subtract(value(body, exchanged)).abs().doubleValue() < 1e-15).isEqualTo(same);
  }

  private static Num num(String text) {
    return Expressions.decimal(new BigDecimal(text));
  }

  private static BigDecimal value(String formula, Map<String, Num> point) {
    return HighPrecision.estimate(WolframReader.read(formula), point, 40).orElseThrow().value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sum[u k, {k, 1, 3}]        | f[k] | k",
        "E[Tanh[u z], z]            | f[q] | q",
        "E[Tanh[u z + k], z]        | f[p] | k, p",
        "Integrate[u z, {z, 0, u}]  | E[f[z], z] | ''",
        "E[u v, {u2, v}, {{1, u}, {u, 1}}] | f[v2] | v2"
      })
  void should_keep_what_is_bound_apart(String body, String use, String free) {
    // GIVEN a function whose formula binds a name that an argument may have
    String claim = use.replace("v2", "k");
    List<Expr> sides = sides("  f: {of: u, is: \"" + body + "\"}\n", "\"" + claim + " == 0\"");
    // THEN the argument stays what it is
    assertThat(String.join(", ", FreeSymbols.of(sides.get(0)))).isEqualTo(free.replace("v2", "k"));
  }

  @Test
  void should_not_take_an_argument_for_the_variable_of_a_sum() {
    List<Expr> sides =
        sides("  f: {of: u, is: \"Sum[u k, {k, 1, 3}]\"}\n", "\"f[k] == Sum[k^2, {k, 1, 3}]\"");

    assertThat(sides.get(0)).isNotEqualTo(sides.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{of: u, is: 'u + f[u]'}              | f[q]                 | unknown function 'f'",
        "{of: u, is: 'D[u^2, u]'}             | f[q]                 | cannot differentiate in its"
            + " own",
        "{of: u, is: 'D[u q^2, q]'}           | f[q]                 | differentiates in 'q'",
        "{of: u, is: u + p}                   | 'E[f[p], p]'         | 'p' is a variable here",
        "{of: u, is: u + p}                   | 'Sum[f[n], {p, 1, 2}]' | 'p' is a variable here",
        "{of: u, is: u^2}                     | f[p, q]              | takes 1 argument",
        "{of: u, is: u^2}                     | f + 1                | is a function of 1 argument",
        "{of: u, is: u^2}                     | 'FixedPoint[f]'      | needs its arguments",
        "{of: u, is: u^2}                     | f'[q]                | needs its arguments",
        "{of: u, is: u + r}                   | f[q]                 | unknown symbol 'r'",
        "{of: [u, u], is: u}                  | 'f[q, q]'            | cannot be the name",
        "{of: Pi, is: 2}                      | f[q]                 | cannot be the name",
        "{of: x, is: 'Chi[x^2, 1][x]'}        | f[q]                 | ambiguous",
        "{of: u}                              | f[q]                 | lacks the key",
        "{arity: 1, is: q}                    | f[q]                 | both an arity and a formula",
      })
  void should_refuse_what_would_change_its_meaning(String function, String use, String why) {
    TheoremFile file = load("  f: " + function + "\n", "\"" + use + " == 0\"");

    assertThat(file.faults()).isNotEmpty();
    assertThat(file.faults().get(0).message()).contains(why);
    assertThat(file.faults().get(0).line()).isPositive();
  }

  @Test
  void should_refuse_formulas_that_double_and_double() {
    StringBuilder functions = new StringBuilder("  f0: {of: u, is: \"u^2 + Sin[u]\"}\n");
    for (int i = 1; i < 30; i++) {
      String below = "f" + (i - 1);
      functions.append("  f%d: {of: u, is: \"%s[u] + Sin[%s[u^2]]\"}\n".formatted(i, below, below));
    }
    TheoremFile file = load(functions.toString(), "\"f29[q] == 0\"");

    assertThat(file.faults().get(0).message()).contains("more than 20000 parts");
  }

  @Test
  void should_admit_no_function_that_a_formula_writes_out_itself() {
    TheoremFile file = load("  f: {of: u, is: u}\n", "\"Nest[Function[u, u^2], q, n] == 0\"");

    assertThat(file.faults()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(0, Pi)               | (0, 3.142)",
        "[-Sqrt[p q], Sqrt[p]) | [-4.001, 2.001)",
        "(Exp[1], Infinity)    | (2.718, Infinity)",
        "integers [1, 2 Pi]    | integers [1, 6.284]"
      })
  void should_hold_a_set_whose_ends_are_formulas(String set, String interval) {
    // GIVEN
    Theorem theorem = (Theorem) withSet(set, "t + 0 q == t");
    Domain hull = theorem.symbols().get("t").domain();
    Domain close = Domain.parse(interval).orElseThrow();
    // THEN the interval holds the set and little more, and the ends are conditions of the claim
    assertThat(hull.lower().orElseThrow().doubleValue())
        .isGreaterThanOrEqualTo(close.lower().orElseThrow().doubleValue());
    close
        .upper()
        .ifPresent(
            end ->
                assertThat(hull.upper().orElseThrow().doubleValue())
                    .isLessThanOrEqualTo(end.doubleValue()));
    assertThat(theorem.claims().get(0).where())
        .isNotEmpty()
        .allSatisfy(condition -> assertThat(condition.symbols()).contains("t"));
    assertThat(theorem.claims().get(1).where()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(0, r)       | unknown symbol 'r'",
        "(0, t)       | unknown symbol 't'",
        "(0, Sqrt[])  | takes 1 argument",
        "(0, 2 +)     | ",
        "(0, 1, 2)    | no set",
        "(0, Pi       | no set"
      })
  void should_say_what_is_wrong_with_an_end(String set, String why) {
    TheoremFile file = withSet(set, "t == t");

    assertThat(file.faults()).isNotEmpty();
    assertThat(file.faults().get(0).message()).contains(why == null ? "" : why);
  }

  private static TheoremFile withSet(String set, String claim) {
    String text =
        SYMBOLS
            + "  t: {in: \""
            + set
            + "\"}\nclaims:\n  c: {equation: "
            + claim
            + "}\n  other: {equation: q + 1 == 1 + q}\n";
    return TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
