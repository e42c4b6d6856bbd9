package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.dual.PanelQuadrature;

/** Every line of a derivation is a true equation by itself: both sides are evaluated apart. */
class ProofStepsTest {

  /** The variables of averages, by their names inside of the program. */
  private static final String U = InternalNames.symbol("u").name();

  private static final String V = InternalNames.symbol("v").name();

  private static final Map<String, Double> POINT = Map.of("p", 1.3, "q", 0.8, "r", 0.45);

  /** The reference's accuracy, with the terms of a line up to about 10 in size. */
  private static final double ACCURACY = 1e-10;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "step",
        "rectifiedPower[2]",
        "erf",
        "gelu",
        "x Erf[x]",
        "x^2 Exp[-x^2/2]",
        "Max[0, x] + x^3",
        "exp",
        "gabor",
        "x Sin[x]",
        "Erf[x] + Sin[x]",
        "Max[0, x] + Cos[2 x] + Sign[x]"
      })
  void should_print_steps_that_hold(String text) {
    Activation phi = Activation.parse(text);
    ClosedForm closed =
        (ClosedForm)
            GaussianCalculus.dual(phi, phi, sym("p"), sym("q"), sym("r"), Assumptions.none());

    assertThat(closed.steps()).isNotEmpty();
    for (ProofStep step : closed.steps()) {
      if (List.of("normal form", "expansion").contains(step.rule())) {
        // An identity between functions of u and v; held at a point of each quadrant.
        for (double[] uv : new double[][] {{0.7, 1.1}, {-0.4, 0.3}, {0.2, -1}, {-2, -0.1}}) {
          Map<String, Double> point = new HashMap<>(POINT);
          point.put(U, uv[0]);
          point.put(V, uv[1]);
          assertHolds(step, point);
        }
      } else {
        assertHolds(step, POINT);
      }
    }
    // A control: the last line with a changed right side does not hold.
    ProofStep last = closed.steps().get(closed.steps().size() - 1);
    double wrong = evaluate(times(last.right(), num(101, 100)), POINT);
    assertThat(Math.abs(evaluate(last.left(), POINT) - wrong)).isGreaterThan(1e3 * ACCURACY);
  }

  private static void assertHolds(ProofStep step, Map<String, Double> point) {
    double left = evaluate(step.left(), point);
    double right = evaluate(step.right(), point);
    assertThat(Math.abs(left - right)).as("%s at %s", step, point).isLessThan(ACCURACY);
  }

  /** Evaluates by a plain double integral for every {@code E}, innermost first. */
  private static double evaluate(Expr expr, Map<String, Double> point) {
    Map<String, Double> values = new HashMap<>(point);
    Expr numeric =
        expr.transform(
            node -> {
              if (node.isCall("E", 3)) {
                String name = "value" + values.size();
                values.put(name, expectation((Call) node, point));
                return sym(name);
              }
              return node;
            });
    return compiled(numeric, values);
  }

  private static double compiled(Expr expr, Map<String, Double> values) {
    List<String> names = List.copyOf(values.keySet());
    return ExpressionCompiler.compile(expr, names)
        .evaluate(names.stream().mapToDouble(values::get).toArray());
  }

  private static double expectation(Call call, Map<String, Double> point) {
    Call rows = (Call) call.arg(2);
    double p = compiled(((Call) rows.arg(0)).arg(0), point);
    double r = compiled(((Call) rows.arg(0)).arg(1), point);
    double q = compiled(((Call) rows.arg(1)).arg(1), point);
    List<String> names = List.of(U, V, "p", "q", "r");
    CompiledFunction body = ExpressionCompiler.compile(call.arg(0), names);
    double[] at = names.stream().mapToDouble(name -> point.getOrDefault(name, 0.0)).toArray();
    return PanelQuadrature.expectation(
        (u, v) -> {
          double[] arguments = at.clone();
          arguments[0] = u;
          arguments[1] = v;
          return body.evaluate(arguments);
        },
        p,
        q,
        r);
  }
}
