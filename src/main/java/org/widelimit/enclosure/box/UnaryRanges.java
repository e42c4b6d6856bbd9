package org.widelimit.enclosure.box;

import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.numeric.interval.DividedFunctions;
import org.widelimit.numeric.interval.GammaFunction;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/** The ranges of functions of one argument, by their names. */
final class UnaryRanges {

  private UnaryRanges() {}

  static RealInterval of(String name, RealInterval x) {
    return switch (name) {
      case "Exp" -> RealFunctions.exp(x);
      case "Expm1" -> RealFunctions.expm1(x);
      case "LogisticSigmoid" -> RealFunctions.logisticSigmoid(x);
      case "Softplus" -> RealFunctions.softplus(x);
      case "LogCosh" -> RealFunctions.logCosh(x);
      default ->
          FunctionTable.find(name)
              .map(RealFunction::range)
              .map(range -> range.apply(x))
              .orElseGet(
                  () ->
                      DividedFunctions.isKnown(name)
                          ? DividedFunctions.range(name, x)
                          : RealInterval.REALS);
    };
  }

  /** The gamma function is undefined at 0 and the negative integers. */
  static Model gamma(Model argument) {
    RealInterval x = argument.range();
    if (x.isEmpty()) {
      return Model.UNDEFINED;
    }
    boolean pole = x.lo() <= 0 && Math.floor(x.hi()) >= x.lo();
    if (pole && x.isPoint()) {
      return Model.UNDEFINED;
    }
    return Model.of(
        pole ? RealInterval.REALS : GammaFunction.gamma(x),
        null,
        argument.definedness().and(pole ? Definedness.UNKNOWN : Definedness.EVERYWHERE));
  }
}
