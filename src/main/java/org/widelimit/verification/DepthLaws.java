package org.widelimit.verification;

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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Sign;
import org.widelimit.algebra.SignTest;
import org.widelimit.algebra.ZeroDecision;
import org.widelimit.algebra.ZeroTest;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.WeakDerivatives;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.DepthWord.Network;

/**
 * What the kernels of deep networks are like as the depth grows, at inputs whose length is a fixed
 * point of the length map.
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
 *
 * <p><b>Laws.</b> From {@code e' = e - a e^(1 + s) (1 + o(1))} and {@code e -> 0} follows {@code
 * e'^(-s) - e^(-s) -> s a}, so {@code e_l ~ (s a l)^(-1/s)}. From {@code t' = q c' + C'(c) t}
 * follows {@code t ~ l q/(1 + b)} where {@code C'(c_l) = 1 - b/l + o(1/l)}, and {@code t -> q/(1 -
 * chi)} where it tends to chi below 1 (Hayou et al. 2019; Xiao et al. 2020).
 */
final class DepthLaws {

  private final Subject subject;
  private final Assumptions assumptions;
  private final AverageSymbols averages;
  private final Map<Network, Facts> known = new HashMap<>();
  private final Map<Network, String> refused = new HashMap<>();
  private final List<ProofStep> steps = new ArrayList<>();

  /** What is known of deep kernels, with what it takes for granted. */
  sealed interface Law {

    /**
     * The quotient of the kernel and a formula in the layer tends to 1.
     *
     * @param formula the formula
     */
    record Like(Expr formula) implements Law {}

    /**
     * The quotient of the kernel at a layer and at the one before tends to a number in (0, 1).
     *
     * @param factor the number
     */
    record Falls(Expr factor) implements Law {}
  }

  /** Signals that a hypothesis is not proved. */
  static final class OpenLawException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenLawException(String why) {
      super(why, null, false, false);
    }
  }

  private enum Phase {
    ORDERED,
    CRITICAL,
    CHAOTIC
  }

  /**
   * What is proved of a network.
   *
   * @param chi the slope of the correlation map at 1
   */
  private record Facts(Phase phase, Expr chi, WeakDerivatives activation) {}

  DepthLaws(Subject subject, AverageSymbols averages) {
    this.subject = subject;
    this.assumptions = ClaimAssumptions.of(subject);
    this.averages = averages;
  }

  /** Returns what was proved. */
  List<ProofStep> steps() {
    return List.copyOf(steps);
  }

  /**
   * Derives the law of a word.
   *
   * @throws OpenLawException if a hypothesis is not proved
   */
  Law of(DepthWord word) {
    Facts facts = known(word.network());
    Expr length = word.network().length();
    Law law = word.isDiagonal() ? diagonal(word, facts) : apart(word, facts);
    if (law instanceof Law.Like like) {
      steps.add(
          new ProofStep("depth law", shown(word), like.formula(), "as " + word.index() + " grows"));
    } else {
      steps.add(
          new ProofStep(
              "depth law",
              divide(shown(word), shown(word).substitute(word.index(), before(word))),
              ((Law.Falls) law).factor(),
              "as " + word.index() + " grows, at length " + length));
    }
    return law;
  }

  /** A hypothesis that is not proved once is not tried again. */
  private Facts known(Network network) {
    String open = refused.get(network);
    if (open != null) {
      throw new OpenLawException(open);
    }
    try {
      return known.computeIfAbsent(network, this::facts);
    } catch (OpenLawException why) {
      refused.put(network, String.valueOf(why.getMessage()));
      throw why;
    }
  }

  private static Expr before(DepthWord word) {
    return minus(Expressions.sym(word.index()), ONE);
  }

  private static Expr shown(DepthWord word) {
    Network network = word.network();
    return Expressions.call(
        Expressions.call(word.word(), network.phi(), network.sigmaW(), network.sigmaB()),
        List.of(word.layer(), network.length(), word.correlation()));
  }

  /** The kernels of an input with itself: {@code t' = q + chi t}, {@code t_1 = q}. */
  private Law diagonal(DepthWord word, Facts facts) {
    Expr q = word.network().length();
    return switch (word.word()) {
      case "CorrelationAt" -> new Law.Like(ONE);
      case "CovarianceAt" -> new Law.Like(q);
      case "TangentKernelAt" ->
          switch (facts.phase) {
            case CRITICAL -> new Law.Like(times(word.layer(), q));
            case ORDERED -> new Law.Like(divide(q, minus(ONE, facts.chi)));
            case CHAOTIC ->
                new Law.Like(
                    divide(times(q, power(facts.chi, word.layer())), minus(facts.chi, ONE)));
          };
      default -> throw new OpenLawException("the correlation of an input with itself is 1");
    };
  }

  private Law apart(DepthWord word, Facts facts) {
    Expr q = word.network().length();
    requireBetween(word.correlation());
    if (facts.phase == Phase.CHAOTIC) {
      throw new OpenLawException("correlations do not tend to 1 where chi is above 1");
    }
    Expansion expansion =
        facts.phase == Phase.CRITICAL ? expansion(word.network(), facts) : Expansion.NONE;
    return switch (word.word()) {
      case "CorrelationAt" -> new Law.Like(ONE);
      case "CovarianceAt" -> new Law.Like(q);
      case "DecorrelationAt" ->
          facts.phase == Phase.ORDERED
              ? falling(facts.chi)
              : new Law.Like(expansion.decay(word.layer()));
      default ->
          facts.phase == Phase.ORDERED
              ? new Law.Like(divide(q, minus(ONE, facts.chi)))
              : new Law.Like(
                  divide(
                      times(word.layer(), q),
                      plus(ONE, divide(plus(ONE, expansion.order), expansion.order))));
    };
  }

  /** Where chi is 0, correlations are 1 from the second layer on. */
  private Law falling(Expr chi) {
    if (new SignTest(averages.known()).of(averages.named(chi)) != Sign.POSITIVE) {
      throw new OpenLawException("chi is not known to be positive");
    }
    return new Law.Falls(chi);
  }

  private void requireBetween(Expr c) {
    SignTest signs = new SignTest(assumptions);
    if (signs.of(minus(ONE, c)) != Sign.POSITIVE || signs.of(plus(ONE, c)) != Sign.POSITIVE) {
      throw new OpenLawException("the correlation of the inputs is not known to lie in (-1, 1)");
    }
  }

  /**
   * {@code 1 - C(1 - e) = e - factor e^(1 + order) + o(e^(1 + order))}.
   *
   * @param factor positive
   * @param order positive
   */
  private record Expansion(Expr factor, Num order) {
    static final Expansion NONE = new Expansion(ONE, Expressions.ONE);

    Expr decay(Expr layer) {
      return power(times(order, factor, layer), divide(MINUS_ONE, order));
    }
  }

  private Expansion expansion(Network network, Facts facts) {
    Expr weight = square(network.sigmaW());
    Expr q = network.length();
    if (facts.activation.kinks().isEmpty()) {
      if (!facts.activation.hasCurvature()) {
        throw new OpenLawException("the correlation map is the identity");
      }
      Expr curvature = Definitions.secondMoment(primed(network, 2), q);
      averages.isPositive(curvature);
      Expansion smooth = new Expansion(times(HALF, weight, q, curvature), Expressions.ONE);
      step(smooth, "the activation has two weak derivatives of finite second moment");
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
    step(kinked, "the slope of the activation jumps at " + facts.activation.kinks().size());
    return kinked;
  }

  private void step(Expansion expansion, String because) {
    Expr e = Expressions.sym("e");
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

  private Facts facts(Network network) {
    Activation phi = activation(network.phi());
    WeakDerivatives activation =
        WeakDerivatives.of(phi)
            .filter(WeakDerivatives::hasSlope)
            .orElseThrow(
                () ->
                    new OpenLawException(
                        phi + " is not seen to be smooth in pieces and to grow slowly"));
    if (new SignTest(assumptions).of(network.length()) != Sign.POSITIVE) {
      throw new OpenLawException("the length is not known to be positive");
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
      throw new OpenLawException("the length is not known to be a fixed point of the length map");
    }
    steps.addAll(fixed.steps());
    averages.isPositive(Definitions.secondMoment(primed(network, 1), network.length()));
    Expr chi = Definitions.chi(network.phi(), network.sigmaW(), network.length());
    return new Facts(phase(chi), chi, activation);
  }

  private Activation activation(Expr phi) {
    try {
      return subject.activations().get(phi);
    } catch (IllegalArgumentException unknown) {
      throw new OpenLawException("the activation has parameters");
    }
  }

  private Phase phase(Expr chi) {
    for (Expr form : List.of(averages.named(chi), averages.closed(chi))) {
      if (!Elementary.isFormula(form)) {
        continue;
      }
      Expr excess = minus(form, ONE);
      Assumptions all = averages.known();
      Sign sign = new SignTest(all).of(excess);
      if (sign.isStrict()) {
        steps.add(SignSteps.of(minus(chi, ONE), sign));
        return sign == Sign.POSITIVE ? Phase.CHAOTIC : Phase.ORDERED;
      }
      if (ZeroTest.decide(excess, all, subject.options().budget().derivation())
          instanceof ZeroDecision.Zero zero) {
        steps.addAll(zero.steps());
        steps.add(new ProofStep("zero test", chi, ONE, String.valueOf(zero.reason())));
        return Phase.CRITICAL;
      }
    }
    throw new OpenLawException("chi is not known to be 1, above 1 or below 1");
  }
}
