package org.widelimit.enclosure.box;

import org.widelimit.numeric.interval.DividedFunctions;
import org.widelimit.numeric.interval.ErrorFunctions;
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
      case "Log" -> RealFunctions.log(x);
      case "Sin" -> RealFunctions.sin(x);
      case "Cos" -> RealFunctions.cos(x);
      case "Tan" -> RealFunctions.tan(x);
      case "ArcSin" -> RealFunctions.arcSin(x);
      case "ArcCos" -> RealFunctions.arcCos(x);
      case "ArcTan" -> RealFunctions.arcTan(x);
      case "Sinh" -> RealFunctions.sinh(x);
      case "Cosh" -> RealFunctions.cosh(x);
      case "Tanh" -> RealFunctions.tanh(x);
      case "ArcTanh" -> RealFunctions.arcTanh(x);
      case "Sech" -> RealFunctions.sech(x);
      case "Erf" -> ErrorFunctions.erf(x);
      case "Erfc" -> ErrorFunctions.erfc(x);
      case "Erfi" -> ErrorFunctions.erfi(x);
      case "DawsonF" -> ErrorFunctions.dawson(x);
      case "Sign" -> RealFunctions.sign(x);
      case "HeavisideTheta" -> RealFunctions.heavisideTheta(x);
      case "Floor" -> RealFunctions.floor(x);
      default ->
          DividedFunctions.isKnown(name) ? DividedFunctions.range(name, x) : RealInterval.REALS;
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
