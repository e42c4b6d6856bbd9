package org.widelimit.verification.derive.depth;

import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.times;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.closed.WeakDerivatives;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Primed;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.AverageSymbols;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.derive.depth.DepthWord.Network;
import org.widelimit.verification.derive.inequality.SignSteps;
import org.widelimit.verification.verdict.Evidence;

/**
 * What is proved of the correlation map of a network at a fixed point of its length map.
 *
 * <p><b>The map.</b> By Mehler's formula the correlation map is {@code C(c) = b_0 + b_1 c + b_2 c^2
 * + ...} with all {@code b_k >= 0}, and {@code C(1) = 1} at a fixed length. Where phi has a weak
 * derivative, {@code C'(1) = chi = sigmaW^2 E[phi'^2]}; with a second one, {@code C''(1) = sigmaW^2
 * q E[phi''^2]}. At a kink the slope jumps by J at x, and {@code C'(1) - C'(1 - e)} is {@code
 * sigmaW^2 E[(phi'(u) - phi'(v))^2]/2}, to which the steps contribute {@code J^2} times the
 * probability {@code Sqrt[2 e]/Pi Exp[-x^2/(2 q)]} that u and v lie on both sides of x, and all the
 * rest is of smaller order: so {@code C'(1 - e) = chi - b Sqrt[e] + o(Sqrt[e])} with {@code b =
 * sigmaW^2/(Sqrt[2] Pi) Sum[J^2 Exp[-x^2/(2 q)]]}.
 *
 * <p><b>Convergence.</b> Where {@code chi <= 1} and, at 1, the map is no identity, {@code C' < 1}
 * on {@code (-1, 1)}, as {@code |C'(c)| <= C'(|c|) <= C'(1)}. Then {@code C(c) - c} falls to 0 at
 * 1, and correlations rise to 1 from every start in {@code (-1, 1)}.
 */
final class CorrelationDynamics {

  private final Subject subject;
  private final Assumptions assumptions;
  private final AverageSymbols averages;
  private final List<ProofStep> steps;
  private final Map<Network, Facts> known = new HashMap<>();
  private final Map<Network, String> refused = new HashMap<>();
  private final Map<Network, Expansion> expansions = new HashMap<>();

  enum Phase {
    ORDERED,
    CRITICAL,
    CHAOTIC
  }

  /**
   * What is proved of a network.
   *
   * @param chi the slope of the correlation map at 1
   */
  record Facts(Phase phase, Expr chi, WeakDerivatives activation) {}

  /**
   * Starts with nothing.
   *
   * @param steps receives what is proved
   */
  CorrelationDynamics(Subject subject, AverageSymbols averages, List<ProofStep> steps) {
    this.subject = subject;
    this.assumptions = ClaimAssumptions.of(subject);
    this.averages = averages;
    this.steps = steps;
  }

  static Call map(Network network) {
    return (Call)
        Expressions.call("CorrelationMap", network.phi(), network.sigmaW(), network.sigmaB());
  }

  /**
   * Returns what is proved of a network; a hypothesis that is not proved once is not tried again.
   *
   * @throws DepthLaws.OpenLawException if one is not proved
   */
  Facts facts(Network network) {
    String open = refused.get(network);
    if (open != null) {
      throw new DepthLaws.OpenLawException(open);
    }
    try {
      return known.computeIfAbsent(network, this::prove);
    } catch (DepthLaws.OpenLawException why) {
      refused.put(network, String.valueOf(why.getMessage()));
      throw why;
    }
  }

  /**
   * Returns the expansion at correlation 1 of a network that is critical.
   *
   * @throws DepthLaws.OpenLawException if there is none
   */
  Expansion expansion(Network network) {
    Facts facts = facts(network);
    return expansions.computeIfAbsent(network, any -> expand(network, facts));
  }

  /** Records what the correlation map is: the square of the kth Hermite coefficient is b_k. */
  void powerSeries(Network network) {
    Expr c = InternalNames.symbol("c");
    Expr k = InternalNames.symbol("k");
    Expr coefficient = Expressions.call("Subscript", InternalNames.symbol("b"), k);
    steps.add(
        new ProofStep(
            "Mehler's formula",
            Expressions.call(map(network), List.of(network.length(), c)),
            Expressions.call(
                "Sum",
                times(coefficient, power(c, k)),
                Expressions.list(k, Expressions.ZERO, Expressions.INFINITY)),
            "no coefficient is negative, and their sum is 1, as the length is a fixed point"));
  }

  /**
   * {@code 1 - C(1 - e) = e - factor e^(1 + order) + o(e^(1 + order))}.
   *
   * @param factor positive
   * @param order positive
   */
  record Expansion(Expr factor, Num order) {
    static final Expansion NONE = new Expansion(ONE, Expressions.ONE);

    Expr decay(Expr layer) {
      return power(times(order, factor, layer), divide(MINUS_ONE, order));
    }
  }

  private Expansion expand(Network network, Facts facts) {
    Expr weight = square(network.sigmaW());
    Expr q = network.length();
    if (facts.activation.kinks().isEmpty()) {
      if (!facts.activation.hasCurvature()) {
        throw new DepthLaws.OpenLawException("the correlation map is the identity");
      }
      Expr curvature = Definitions.secondMoment(primed(network, 2), q);
      averages.isPositive(curvature);
      Expansion smooth = new Expansion(times(HALF, weight, q, curvature), Expressions.ONE);
      step(smooth, "the activation has two weak derivatives of finite second moment");
      compare(network, smooth);
      return smooth;
    }
    List<Expr> jumps =
        facts.activation.kinks().stream()
            .map(
                kink ->
                    times(
                        square(kink.height()),
                        exp(divide(times(num(-1, 2), square(kink.place())), q))))
            .toList();
    Expr slope = divide(times(weight, plus(jumps)), times(sqrt(TWO), PI));
    Expansion kinked = new Expansion(times(num(2, 3), slope), Expressions.num(1, 2));
    step(
        kinked,
        "the slope of the activation jumps at "
            + facts.activation.kinks().stream()
                .map(kink -> WolframWriter.write(kink.place()))
                .collect(Collectors.joining(", ")));
    compare(network, kinked);
    return kinked;
  }

  /** Where the map has a closed form, its own expansion must be the same. */
  private void compare(Network network, Expansion expansion) {
    Activation phi = subject.activations().get(network.phi());
    Optional<Believed> found = ClosedExpansion.of(phi, network, expansion.order);
    if (found.isEmpty()) {
      return;
    }
    Expr own = averages.closed(expansion.factor);
    Expr difference = minus(own, averages.closed(found.get().value()));
    ZeroDecision decision =
        ZeroDecider.decide(difference, assumptions, subject.options().budget().derivation());
    if (decision instanceof ZeroDecision.Nonzero) {
      throw new DepthLaws.OpenLawException("two expansions of the correlation map differ");
    }
    if (decision instanceof ZeroDecision.Zero) {
      steps.add(
          found
              .get()
              .step(
                  "expansion of the closed form",
                  expansion.factor,
                  "the coefficient in the map's closed form, by its Taylor series in"
                      + " Sqrt[(1 - c)/2]"));
    }
  }

  private void step(Expansion expansion, String because) {
    Expr e = InternalNames.symbol("e");
    steps.add(
        new ProofStep(
            "expansion at correlation 1",
            minus(ONE, Expressions.call("CorrelationMap", minus(ONE, e))),
            minus(e, times(expansion.factor, power(e, plus(ONE, expansion.order)))),
            because + ": up to what is small against the last term"));
  }

  private static Expr primed(Network network, int order) {
    Primed function = Primed.of(network.phi());
    for (int i = 0; i < order; i++) {
      function = function.differentiated();
    }
    return function.expr();
  }

  private Facts prove(Network network) {
    WeakDerivatives activation =
        weakDerivatives(network)
            .filter(WeakDerivatives::hasSlope)
            .orElseThrow(
                () ->
                    new DepthLaws.OpenLawException(
                        network.phi() + " is not seen to be smooth in pieces and to grow slowly"));
    if (new SignDecider(assumptions).of(network.length()) != Sign.POSITIVE) {
      throw new DepthLaws.OpenLawException("the length is not known to be positive");
    }
    Evidence.Derived fixed =
        new Derivation(subject)
            .derive(
                List.of(
                    new Equality(
                        Definitions.lengthMap(
                            network.phi(), network.sigmaW(), network.sigmaB(), network.length()),
                        network.length())));
    if (!fixed.proved()) {
      throw new DepthLaws.OpenLawException(
          "the length is not known to be a fixed point of the length map");
    }
    steps.addAll(fixed.steps());
    powerSeries(network);
    averages.isPositive(Definitions.secondMoment(primed(network, 1), network.length()));
    Expr chi = Definitions.chi(network.phi(), network.sigmaW(), network.length());
    return new Facts(phase(chi), chi, activation);
  }

  Optional<WeakDerivatives> weakDerivatives(Network network) {
    try {
      return WeakDerivatives.of(subject.activations().get(network.phi()));
    } catch (IllegalArgumentException parameters) {
      return Optional.empty();
    }
  }

  private Phase phase(Expr chi) {
    for (Expr form : List.of(averages.named(chi), averages.closed(chi))) {
      if (!Elementary.isFormula(form)) {
        continue;
      }
      Expr excess = minus(form, ONE);
      Assumptions all = averages.known();
      Sign sign = new SignDecider(all).of(excess);
      if (sign.isStrict()) {
        steps.add(SignSteps.of(minus(chi, ONE), sign));
        return sign == Sign.POSITIVE ? Phase.CHAOTIC : Phase.ORDERED;
      }
      if (ZeroDecider.decide(excess, all, subject.options().budget().derivation())
          instanceof ZeroDecision.Zero zero) {
        steps.addAll(zero.steps());
        steps.add(new ProofStep("zero test", chi, ONE, String.valueOf(zero.reason())));
        return Phase.CRITICAL;
      }
    }
    throw new DepthLaws.OpenLawException("chi is not known to be 1, above 1 or below 1");
  }
}
