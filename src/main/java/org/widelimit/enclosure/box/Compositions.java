package org.widelimit.enclosure.box;

import java.util.Optional;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.numeric.interval.TaylorCoefficients;

/** Powers and analytic functions of what is known of their arguments on a box. */
final class Compositions {

  private final BoxEvaluation evaluation;

  Compositions(BoxEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  Model fixedPower(Model base, RealInterval exponent) {
    boolean whole =
        exponent.isPoint()
            && exponent.lo() == Math.rint(exponent.lo())
            && Math.abs(exponent.lo()) <= 1 << 20;
    RealInterval x = base.range();
    if (!whole) {
      Definedness defined =
          exponent.lo() > 0
              ? domain(x, x.lo() >= 0, x.hi() < 0)
              : domain(x, x.lo() > 0 || (x.lo() == 0 && base.nonzero()), x.hi() <= 0);
      RealInterval range = RealFunctions.power(x, exponent);
      if (exponent.isPoint() && exponent.lo() == 0.5) {
        range = RealFunctions.sqrt(x);
      }
      return composed(
              base, range, defined, (at, order) -> TaylorCoefficients.power(at, exponent, order))
          .withoutZero(base.nonzero());
    }
    int n = (int) exponent.lo();
    RealInterval range = RealFunctions.power(x, n);
    Definedness defined =
        n >= 0 ? Definedness.EVERYWHERE : domain(x, !x.contains(0) || base.nonzero(), isZero(x));
    TaylorModel polynomial = base.polynomial();
    if (n == 2 && polynomial != null && base.isDefined()) {
      return Model.of(range, polynomial.times(polynomial), Definedness.EVERYWHERE)
          .withoutZero(base.nonzero());
    }
    return composed(
            base, range, defined, (at, order) -> TaylorCoefficients.power(at, exponent, order))
        .withoutZero(base.nonzero());
  }

  private static boolean isZero(RealInterval x) {
    return x.lo() == 0 && x.hi() == 0;
  }

  private static Definedness domain(RealInterval x, boolean inside, boolean outside) {
    return x.isEmpty() || outside
        ? Definedness.NOWHERE
        : inside ? Definedness.EVERYWHERE : Definedness.UNKNOWN;
  }

  Model power(Model base, Model exponent) {
    RealInterval e = exponent.range();
    if (e.isPoint() && e.lo() != 0) {
      Model fixed = fixedPower(base, e);
      return new Model(
          fixed.range(),
          fixed.polynomial(),
          fixed.definedness().and(exponent.definedness()),
          fixed.nonzero());
    }
    RealInterval x = base.range();
    if (x.lo() > 0) {
      return analytic("Exp", evaluation.times(exponent, analytic("Log", base)));
    }
    if (x.lo() == 0 && e.lo() > 0) {
      return Model.of(
          RealFunctions.power(x, e), null, base.definedness().and(exponent.definedness()));
    }
    return Model.UNKNOWN;
  }

  private interface Coefficients {
    Optional<RealInterval[]> of(RealInterval x, int order);
  }

  private Model composed(
      Model argument, RealInterval range, Definedness here, Coefficients coefficients) {
    Definedness defined = argument.definedness().and(here);
    TaylorModel inner = argument.polynomial();
    if (inner == null || defined != Definedness.EVERYWHERE || evaluation.space().variables() == 0) {
      return Model.of(range, null, defined);
    }
    double center = inner.coefficient(0);
    RealInterval x = argument.range();
    if (!x.contains(center)) {
      center = x.middle();
    }
    Optional<RealInterval[]> over = coefficients.of(x, evaluation.space().degree() + 1);
    Optional<RealInterval[]> at =
        coefficients.of(RealInterval.of(center), evaluation.space().degree());
    if (over.isEmpty() || at.isEmpty()) {
      return Model.of(range, null, defined);
    }
    return Model.of(range, inner.compose(center, at.get(), over.get()), defined);
  }

  Model analytic(String name, Model argument) {
    RealInterval x = argument.range();
    if (x.isEmpty()) {
      return Model.UNDEFINED;
    }
    Definedness here =
        switch (name) {
          case "Log" -> domain(x, x.lo() > 0 || (x.lo() == 0 && argument.nonzero()), x.hi() <= 0);
          case "ArcSin", "ArcCos" ->
              domain(x, x.lo() >= -1 && x.hi() <= 1, x.hi() < -1 || x.lo() > 1);
          case "ArcTanh" -> domain(x, x.lo() > -1 && x.hi() < 1, x.hi() <= -1 || x.lo() >= 1);
          case "Tan" -> domain(x, !RealFunctions.mayHoldTangentPole(x), false);
          default -> Definedness.EVERYWHERE;
        };
    return composed(
        argument,
        UnaryRanges.of(name, x),
        here,
        (at, order) -> TaylorCoefficients.of(name, at, order));
  }
}
