package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.sym;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.closed.GaussianResult.Divergent;
import org.widelimit.gaussian.dual.PlaneQuadrature;

/** Duals with the parameters left as symbols, at random values of them. */
class ParametricDualsTest {

  private static final Set<String> PARAMETERS = Set.of("a", "b", "c", "w");
  private static final int POINTS = 60;

  /** Relative to the root of the product of the second moments. */
  private static final double ACCURACY = 1e-12;

  private static ClosedForm dual(Activation phi) {
    Map<String, Interval> domains = new LinkedHashMap<>();
    PARAMETERS.forEach(name -> domains.put(name, Interval.POSITIVE));
    domains.put("p", Interval.POSITIVE);
    domains.put("q", Interval.POSITIVE);
    Assumptions given = new Assumptions(domains, List.of(WolframReader.read("r^2 < p q")));
    GaussianResult result = null;
    for (int i = 0; i < 4 && !(result instanceof ClosedForm); i++) {
      if (result instanceof Divergent divergent) {
        given = given.with(divergent.condition().orElseThrow());
      }
      result = GaussianCalculus.dual(phi, phi, sym("p"), sym("q"), sym("r"), given);
    }
    assertThat(result).isInstanceOf(ClosedForm.class);
    return (ClosedForm) result;
  }

  private static Expr at(Expr expr, Map<String, Num> values) {
    Expr result = expr;
    for (Map.Entry<String, Num> value : values.entrySet()) {
      result = result.substitute(value.getKey(), value.getValue());
    }
    return result;
  }

  private static double worst(Expr form, Activation phi) {
    SplittableRandom random = new SplittableRandom(7);
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      Map<String, Num> values = new LinkedHashMap<>();
      // A growing exponential has an average at small variances only.
      int scale = phi.name().contains("Exp[b x^2]") ? 40 : 1;
      PARAMETERS.forEach(
          name -> values.put(name, Expressions.num(random.nextInt(4, 33), 16L * scale)));
      DoubleUnaryOperator f = Activation.of(at(phi.expression(), values)).function();
      // Roots of few digits: at every fourth point r^2 = p q exactly, with either sign.
      double s = random.nextInt(8, 96) / 64.0;
      double t = random.nextInt(8, 96) / 64.0;
      double rho = i % 4 == 0 ? (i % 8 == 0 ? 1 : -1) : random.nextInt(-62, 63) / 64.0;
      CompiledFunction value = ExpressionCompiler.compile(at(form, values), List.of("p", "q", "r"));
      double expected = PlaneQuadrature.expectation(f, f, s * s, t * t, rho * s * t);
      double size =
          Math.sqrt(
              PlaneQuadrature.expectation(f, f, s * s, s * s, s * s)
                  * PlaneQuadrature.expectation(f, f, t * t, t * t, t * t));
      double error = Math.abs(value.evaluate(s * s, t * t, rho * s * t) - expected) / size;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Max[x, 0] + a Min[x, 0]",
        "a Min[x, 0] + b Max[x, 0]",
        "Sin[w x + c]",
        "a Sin[w x] + b Cos[w x]",
        "Exp[-a x^2]",
        "Exp[b x^2]",
        "Exp[-a x^2] Cos[w x]",
        "Erf[a x]",
        "a x Erf[b x]",
        "Exp[a x + c]",
        "a + b x + c x^2 + w x^3",
        "a Max[0, x]^2 + b x",
        "Max[0, x]^3",
        "Max[0, x]^4",
        "Max[0, x]^5",
        "Max[0, x]^6",
        "HermiteHe[3, x]",
        "HermiteHe[4, x]",
        "HermiteHe[5, x]",
        "HermiteHe[6, x]"
      })
  void should_hold_at_random_parameters_and_no_neighbour_with_it(String text) {
    // GIVEN
    Activation phi = Activation.parse(text, PARAMETERS);
    // WHEN
    Expr form = dual(phi).value();
    // THEN
    assertThat(worst(form, phi)).isLessThan(ACCURACY);
    Expr wrong = Expressions.times(form, WolframReader.read("1 + 1/10^9"));
    assertThat(worst(wrong, phi)).isGreaterThan(100 * ACCURACY);
    for (String parameter : phi.parameters()) {
      Expr moved =
          form.substitute(
              parameter, Expressions.times(sym(parameter), Expressions.num(1_000_001, 1_000_000)));
      assertThat(worst(moved, phi)).as(parameter).isGreaterThan(100 * ACCURACY);
    }
  }
}
