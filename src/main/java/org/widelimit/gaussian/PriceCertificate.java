package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.CompiledFunction;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.ExpressionCompiler;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.CertificateResult.NotProved;
import org.widelimit.gaussian.CertificateResult.Proved;
import org.widelimit.gaussian.CertificateResult.Refuted;
import org.widelimit.gaussian.GaussianResult.ClosedForm;

/**
 * Proves a claimed dual activation {@code F(p, q, r) = E[phi(u) psi(v)]} without integrating.
 *
 * <p>By Price's theorem {@code d^k/dr^k E[phi psi] = E[phi^(k) psi^(k)]} (Price 1958), derivatives
 * in the sense of distributions. The certificate is an order k at which the right side is algebraic
 * or exponential, the identity {@code d^k F/dr^k = E[phi^(k) psi^(k)]}, and for each j below k the
 * value at r = 0, where u and v are independent: {@code d^j F/dr^j(0) = E[phi^(j)] E[psi^(j)]}.
 * Since F is smooth in r, these determine it.
 */
public final class PriceCertificate {

  /** The highest order of differentiation that is tried. */
  private static final int HIGHEST_ORDER = 8;

  /** Differences below this, relative to the sides, are rounding errors of doubles. */
  private static final double VISIBLE = 1e-7;

  private static final int SECTIONS = 64;

  /** Functions that are smooth where they are defined. */
  private static final Set<String> SMOOTH =
      Set.of(
          "Plus", "Times", "Power", "Sin", "Cos", "Sinh", "Cosh", "Tanh", "Sech", "ArcSin",
          "ArcCos", "ArcTan", "ArcTanh", "Erf", "Erfc", "Erfi", "DawsonF", "Log");

  private final Activation phi;
  private final Activation psi;
  private final List<String> names;
  private final ExactReader reader;
  private final List<Map<String, Double>> samples;
  private final List<ProofStep> steps = new ArrayList<>();

  private PriceCertificate(Activation phi, Activation psi, String p, String q, String r) {
    this.phi = phi;
    this.psi = psi;
    this.names = List.of(p, q, r);
    this.samples = AdmissibleSamples.of(Assumptions.none(), covariance(), ZERO, List.of());
    this.reader = new ExactReader(new PolynomialField(samples));
  }

  private List<List<Expr>> covariance() {
    Expr p = sym(names.get(0));
    Expr q = sym(names.get(1));
    Expr r = sym(names.get(2));
    return List.of(List.of(p, r), List.of(r, q));
  }

  /**
   * Tries to prove the claim for all positive p and q and {@code r^2 < p q}.
   *
   * @param claimed the claimed value, an expression in the names of p, q and r
   * @param phi the first activation
   * @param psi the second activation
   * @param p the name of the variance of u
   * @param q the name of the variance of v
   * @param r the name of the covariance
   */
  public static CertificateResult prove(
      Expr claimed, Activation phi, Activation psi, String p, String q, String r) {
    try {
      return new PriceCertificate(phi, psi, p, q, r).prove(claimed);
    } catch (OutsideClassException e) {
      return new NotProved(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // A head whose derivative is not known.
      return new NotProved(String.valueOf(e.getMessage()));
    }
  }

  private CertificateResult prove(Expr claimed) {
    Optional<String> obstacle = obstacle(claimed);
    if (obstacle.isPresent()) {
      return new NotProved(obstacle.get());
    }
    Expr left = phi.expression();
    Expr right = psi.expression();
    Expr derivative = claimed;
    for (int order = 0; order <= HIGHEST_ORDER; order++) {
      GaussianResult dual = dual(left, right);
      if (dual instanceof ClosedForm closed && isElementary(closed.value())) {
        steps.addAll(0, closed.steps());
        CertificateResult missing =
            compare("Price's theorem, order " + order, derivative, closed.value());
        return missing == null ? new Proved(steps) : missing;
      }
      CertificateResult missing = boundary(order, derivative, left, right);
      if (missing != null) {
        return missing;
      }
      derivative = Derivatives.almostEverywhere(derivative, names.get(2));
      left = Derivatives.distributional(left, Activation.VARIABLE);
      right = Derivatives.distributional(right, Activation.VARIABLE);
    }
    return new NotProved(
        "the derivatives of the activations do not reach the algebraic class by order "
            + HIGHEST_ORDER);
  }

  /** Compares the derivative of the claim at r = 0 with the product of two expectations. */
  private @Nullable CertificateResult boundary(int order, Expr derivative, Expr left, Expr right) {
    Expr atZero = Derivatives.foldSteps(derivative.substitute(names.get(2), ZERO));
    GaussianResult first = univariate(left, names.get(0));
    GaussianResult second = univariate(right, names.get(1));
    if (first instanceof ClosedForm a && second instanceof ClosedForm b) {
      return compare("independence at r = 0, order " + order, atZero, times(a.value(), b.value()));
    }
    return new NotProved("an expectation at r = 0 has no closed form");
  }

  private GaussianResult univariate(Expr function, String variance) {
    return GaussianCalculus.expectation(
        function.substitute(Activation.VARIABLE, sym("z")), "z", sym(variance), Assumptions.none());
  }

  private GaussianResult dual(Expr left, Expr right) {
    Expr u = left.substitute(Activation.VARIABLE, sym("u"));
    Expr v = right.substitute(Activation.VARIABLE, sym("v"));
    // Not multiplied out, so that exponentials of u and of v stay apart.
    Expr body = new Call(sym("Times"), List.of(u, v));
    return GaussianCalculus.expectation(
        body,
        "u",
        "v",
        sym(names.get(0)),
        sym(names.get(2)),
        sym(names.get(1)),
        Assumptions.none());
  }

  /** Returns the reason why both sides are not known to be equal, or null where they are. */
  private @Nullable CertificateResult compare(String rule, Expr claimed, Expr derived) {
    if (reader.read(minus(claimed, derived)).isZero()) {
      steps.add(new ProofStep(rule, claimed, derived, "equal in normal form"));
      return null;
    }
    CompiledFunction left = ExpressionCompiler.compile(claimed, names);
    CompiledFunction right = ExpressionCompiler.compile(derived, names);
    for (Map<String, Double> sample : samples) {
      double[] point = names.stream().mapToDouble(name -> sample.getOrDefault(name, 0.0)).toArray();
      double a = left.evaluate(point);
      double b = right.evaluate(point);
      if (Math.abs(a - b) > VISIBLE * (1 + Math.abs(a) + Math.abs(b))) {
        return new Refuted(
            "%s: %s is not %s, for example at %s"
                .formatted(
                    rule, WolframWriter.write(claimed), WolframWriter.write(derived), sample));
      }
    }
    return new NotProved(
        "%s: the normal forms of both sides differ, though the numbers agree".formatted(rule));
  }

  private static boolean isElementary(Expr value) {
    boolean[] elementary = {true};
    value.transform(
        node -> {
          if (node.isCall("ArcSin") || node.isCall("Erf") || node.isCall("Erfi")) {
            elementary[0] = false;
          }
          return node;
        });
    return elementary[0];
  }

  /** Returns what keeps the claim from being smooth in r, if anything. */
  private Optional<String> obstacle(Expr claimed) {
    Set<String> symbols = new java.util.TreeSet<>(claimed.symbols());
    symbols.removeAll(names);
    symbols.removeAll(Set.of("Pi", "E"));
    if (!symbols.isEmpty()) {
      return Optional.of("the claim has symbols without a meaning here: " + symbols);
    }
    List<Expr> denominators = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    claimed.transform(
        node -> {
          if (node instanceof Call call) {
            if (!(call.head() instanceof Sym head && SMOOTH.contains(head.name()))) {
              unknown.add(WolframWriter.write(call));
            } else if (node.isCall("Power", 2)
                && call.arg(1) instanceof Num exponent
                && exponent.signum() < 0) {
              denominators.add(call.arg(0));
            }
          }
          return node;
        });
    if (!unknown.isEmpty()) {
      return Optional.of("the claim is not known to be smooth: " + unknown.get(0));
    }
    for (Expr denominator : denominators) {
      if (changesSign(denominator)) {
        return Optional.of("a denominator changes its sign: " + WolframWriter.write(denominator));
      }
    }
    return Optional.empty();
  }

  /** Scans the sections r = t Sqrt[p q], |t| < 1, of the domain. */
  private boolean changesSign(Expr denominator) {
    CompiledFunction function = ExpressionCompiler.compile(denominator, names);
    for (Map<String, Double> sample : samples) {
      double p = sample.getOrDefault(names.get(0), 1.0);
      double q = sample.getOrDefault(names.get(1), 1.0);
      double sign = 0;
      for (int i = -SECTIONS + 1; i < SECTIONS; i++) {
        double here = Math.signum(function.evaluate(p, q, i * Math.sqrt(p * q) / SECTIONS));
        if (!(Math.abs(here) > 0) || (sign != 0 && here != sign)) {
          return true;
        }
        sign = here;
      }
    }
    return false;
  }
}
