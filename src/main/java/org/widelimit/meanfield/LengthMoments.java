package org.widelimit.meanfield;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.gaussian.dual.PreciseMoments;
import org.widelimit.numeric.Bounded;

/** The moments that a length map and its slope are made of, to more digits than doubles have. */
final class LengthMoments {

  /** Beyond this length no digits are lost near 0, and many digits cost much. */
  private static final double SHORT = 30;

  /** For a proof that costs nothing where it fails but a word less. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Lengths of which the moments are kept. */
  private static final int KEPT = 2048;

  /** Activations of which the moments are kept: one search asks for those of another. */
  private static final int ACTIVATIONS = 4;

  private static final Map<Activation, LengthMoments> KNOWN = new Latest<>(ACTIVATIONS);

  private final Activation activation;
  private final Optional<PreciseMoments> moments;
  private final Map<Double, Optional<PreciseMoments.At>> known = new Latest<>(KEPT);

  /** The values that were put in last. */
  private static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Latest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  private LengthMoments(Activation activation) {
    this.activation = activation;
    this.moments = PreciseMoments.of(activation);
  }

  /** Returns the moments of an activation. */
  static LengthMoments of(Activation activation) {
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(activation, LengthMoments::new);
    }
  }

  /** Returns the moments at a length; empty where so many digits cannot be had. */
  synchronized Optional<PreciseMoments.At> at(double length) {
    return known.computeIfAbsent(length, q -> moments.flatMap(m -> m.at(q)));
  }

  /** Returns a number made of the moments, from doubles where more digits cannot be had. */
  Bounded number(
      double length, Function<PreciseMoments.At, Bounded> fine, Function<Double, Bounded> rough) {
    return length > 0 && length <= SHORT
        ? at(length).map(fine).orElseGet(() -> rough.apply(length))
        : rough.apply(length);
  }

  /** Returns whether the activation is proved to be odd. */
  boolean isOdd() {
    Expr mirrored = activation.at(Expressions.negate(Expressions.sym(Activation.VARIABLE)));
    return ZeroDecider.decide(
            Expressions.plus(activation.expression(), mirrored),
            new Assumptions(Map.of(Activation.VARIABLE, Interval.REALS), List.of()),
            PATIENCE)
        instanceof ZeroDecision.Zero;
  }

  /** Returns whether the activation is 0 at 0, exactly: then length 0 is mapped to itself. */
  boolean vanishesAtZero() {
    double value = activation.function().applyAsDouble(0);
    if (value == 0) {
      return true;
    }
    return Math.abs(value) < 1e-9
        && activation.breakpoints().length == 0
        && ZeroDecider.decide(activation.at(Expressions.ZERO), Assumptions.none(), PATIENCE)
            instanceof ZeroDecision.Zero;
  }
}
