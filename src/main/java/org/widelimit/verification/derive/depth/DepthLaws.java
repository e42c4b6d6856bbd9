package org.widelimit.verification.derive.depth;

import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.gaussian.closed.WeakDerivatives;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.AverageSymbols;
import org.widelimit.verification.derive.FixedPoints;
import org.widelimit.verification.derive.depth.CorrelationDynamics.Expansion;
import org.widelimit.verification.derive.depth.CorrelationDynamics.Facts;
import org.widelimit.verification.derive.depth.CorrelationDynamics.Phase;
import org.widelimit.verification.derive.depth.DepthWord.Network;

/**
 * What the kernels of deep networks are like as the depth grows, at inputs whose length is a fixed
 * point of the length map; what is proved of the correlation map is in {@link CorrelationDynamics}.
 *
 * <p>From {@code e' = e - a e^(1 + s) (1 + o(1))} and {@code e -> 0} follows {@code e'^(-s) -
 * e^(-s) -> s a}, so {@code e_l ~ (s a l)^(-1/s)}. From {@code t' = q c' + C'(c) t} follows {@code
 * t ~ l q/(1 + b)} where {@code C'(c_l) = 1 - b/l + o(1/l)}, and {@code t -> q/(1 - chi)} where it
 * tends to chi below 1 (Hayou et al. 2019; Xiao et al. 2020). As {@code C'} is monotone, {@code
 * C'(1 - e) = 1 - a (1 + s) e^s + o(e^s)} with the expansion of C, which makes b {@code (1 + s)/s}.
 */
final class DepthLaws {

  private final Assumptions assumptions;
  private final AverageSymbols averages;
  private final CorrelationDynamics dynamics;
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

  DepthLaws(Subject subject, AverageSymbols averages) {
    this.assumptions = ClaimAssumptions.of(subject);
    this.averages = averages;
    this.dynamics = new CorrelationDynamics(subject, averages, steps);
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
    Expr length = word.network().length();
    Law law = isSettled(word.network()) ? settled(word) : derived(word);
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

  private Law derived(DepthWord word) {
    Facts facts = dynamics.facts(word.network());
    return word.isDiagonal() ? diagonal(word, facts) : apart(word, facts);
  }

  /** Returns whether the length is the word for the fixed point that the network settles at. */
  private static boolean isSettled(Network network) {
    return network.length().equals(FixedPoints.lengthOf(CorrelationDynamics.map(network)));
  }

  /**
   * The kernels of two inputs at the length that the network settles at. The correlation map is
   * convex on [0, 1] and not affine there, above 0 at 0, as there are biases, and 1 at 1: so it
   * draws [0, 1) to its smallest fixed point, which is the only one that attracts. Its slope there
   * is {@code Exp[-1/xi]} for the depth scale xi, and below 1 where xi is defined.
   */
  private Law settled(DepthWord word) {
    Network network = word.network();
    if (dynamics.weakDerivatives(network).filter(WeakDerivatives::bends).isEmpty()) {
      throw new OpenLawException("the correlation map may be affine");
    }
    SignDecider signs = new SignDecider(assumptions);
    Expr c = word.correlation();
    if (signs.of(square(network.sigmaB())) != Sign.POSITIVE
        || !signs.of(c).isNonnegative()
        || signs.of(minus(ONE, c)) != Sign.POSITIVE) {
      throw new OpenLawException("there may be no biases, or correlations outside [0, 1)");
    }
    Expr q = network.length();
    Call map = CorrelationDynamics.map(network);
    Expr point = Expressions.call("FixedPoint", map);
    Expr scale = Expressions.call("DepthScale", map);
    List.of(q, point, scale).forEach(averages::isPositive);
    dynamics.powerSeries(network);
    steps.add(
        new ProofStep(
            "fixed point",
            Expressions.call(map, List.of(q, point)),
            point,
            "the map is convex on [0, 1], not affine and, with biases, positive at 0: it draws"
                + " every correlation in [0, 1) to its smallest fixed point"));
    return switch (word.word()) {
      case "CorrelationAt" -> new Law.Like(point);
      case "CovarianceAt" -> new Law.Like(times(q, point));
      case "TangentKernelAt" ->
          new Law.Like(divide(times(q, point), minus(ONE, exp(divide(MINUS_ONE, scale)))));
      default -> throw new OpenLawException("correlations may tend to 1 or to less");
    };
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
          switch (facts.phase()) {
            case CRITICAL -> new Law.Like(times(word.layer(), q));
            case ORDERED -> new Law.Like(divide(q, minus(ONE, facts.chi())));
            case CHAOTIC ->
                new Law.Like(
                    divide(times(q, power(facts.chi(), word.layer())), minus(facts.chi(), ONE)));
          };
      default -> throw new OpenLawException("the correlation of an input with itself is 1");
    };
  }

  private Law apart(DepthWord word, Facts facts) {
    Expr q = word.network().length();
    requireBetween(word.correlation());
    if (facts.phase() == Phase.CHAOTIC) {
      throw new OpenLawException("correlations do not tend to 1 where chi is above 1");
    }
    Expansion expansion =
        facts.phase() == Phase.CRITICAL ? dynamics.expansion(word.network()) : Expansion.NONE;
    steps.add(
        new ProofStep(
            "convergence",
            limitOf(word),
            ONE,
            "C'(c) < 1 between -1 and 1, as |C'(c)| <= C'(|c|) <= C'(1) <= 1 and the map is not the"
                + " identity: C(c) - c falls to 0 at 1, and correlations rise to 1"));
    return switch (word.word()) {
      case "CorrelationAt" -> new Law.Like(ONE);
      case "CovarianceAt" -> new Law.Like(q);
      case "DecorrelationAt" ->
          facts.phase() == Phase.ORDERED
              ? falling(facts.chi())
              : new Law.Like(expansion.decay(word.layer()));
      default ->
          facts.phase() == Phase.ORDERED
              ? new Law.Like(divide(q, minus(ONE, facts.chi())))
              : new Law.Like(
                  divide(
                      times(word.layer(), q),
                      plus(ONE, divide(plus(ONE, expansion.order()), expansion.order()))));
    };
  }

  private static Expr limitOf(DepthWord word) {
    Network network = word.network();
    return Expressions.call(
        "Limit",
        Expressions.call(
            Expressions.call("CorrelationAt", network.phi(), network.sigmaW(), network.sigmaB()),
            List.of(word.layer(), network.length(), word.correlation())),
        Expressions.call("Rule", Expressions.sym(word.index()), Expressions.INFINITY));
  }

  /** Where chi is 0, correlations are 1 from the second layer on. */
  private Law falling(Expr chi) {
    if (new SignDecider(averages.known()).of(averages.named(chi)) != Sign.POSITIVE) {
      throw new OpenLawException("chi is not known to be positive");
    }
    return new Law.Falls(chi);
  }

  private void requireBetween(Expr c) {
    SignDecider signs = new SignDecider(assumptions);
    if (signs.of(minus(ONE, c)) != Sign.POSITIVE || signs.of(plus(ONE, c)) != Sign.POSITIVE) {
      throw new OpenLawException("the correlation of the inputs is not known to lie in (-1, 1)");
    }
  }
}
