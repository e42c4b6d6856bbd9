package org.widelimit.verification.claim;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;

/**
 * The definitions of the vocabulary's words, as expressions.
 *
 * <p>The maps of wide networks are Gaussian expectations (Poole et al. 2016, eqs. 3, 5 and 6); the
 * words of training are the loss's gradient and the gradient flow of the mean loss over the
 * training data (Jacot et al. 2018; Lee et al. 2019, section 2).
 */
public final class Definitions {

  private Definitions() {}

  /** Returns the definition of a word's call, or empty if it has none (or is not one). */
  public static Optional<Expr> of(Call call) {
    if (call.head() instanceof Call map && map.head() instanceof Sym word) {
      return Optional.ofNullable(
          switch (word.name() + "/" + map.arity() + "/" + call.arity()) {
            case "LengthMap/3/1" -> lengthMap(map.arg(0), map.arg(1), map.arg(2), call.arg(0));
            case "Chi/2/1" -> chi(map.arg(0), map.arg(1), call.arg(0));
            case "Dual/1/3" ->
                dual(List.of(map.arg(0), map.arg(0)), call.arg(0), call.arg(1), call.arg(2));
            case "Dual/2/3" -> dual(map.args(), call.arg(0), call.arg(1), call.arg(2));
            case "CorrelationMap/3/2" ->
                correlationMap(map.arg(0), map.arg(1), map.arg(2), call.arg(0), call.arg(1));
            case "CovarianceAt/3/3",
                "CorrelationAt/3/3",
                "DecorrelationAt/3/3",
                "TangentKernelAt/3/3" ->
                KernelDefinitions.of(word.name(), map, call).orElse(null);
            default -> null;
          });
    }
    List<Expr> args = call.args();
    return Optional.ofNullable(
        switch (call.headName().orElse("") + "/" + call.arity()) {
          case "Loss/2" ->
              Expressions.times(
                  Expressions.HALF,
                  Expressions.square(
                      Expressions.minus(args.get(1), Expressions.call("Output", args.get(0)))));
          case "LossGradient/2" ->
              // The chain rule through the output: dl/dtheta = (dl/df) df/dtheta.
              Expressions.times(
                  Expressions.minus(Expressions.call("Output", args.get(0)), args.get(1)),
                  Expressions.call("OutputGradient", args.get(0)));
          case "ParameterStep/3" ->
              Expressions.times(
                  Expressions.MINUS_ONE,
                  args.get(2),
                  Expressions.call("LossGradient", args.get(0), args.get(1)));
          case "ParameterFlow/1" -> parameterFlow(args.get(0));
          case "OutputFlow/2" ->
              Expressions.call(
                  "Dot",
                  Expressions.call("OutputGradient", args.get(0)),
                  Expressions.call("ParameterFlow", args.get(1)));
          case "EmpiricalNTK/2" ->
              Expressions.call(
                  "Dot",
                  Expressions.call("OutputGradient", args.get(0)),
                  Expressions.call("OutputGradient", args.get(1)));
          default -> null;
        });
  }

  /** Replaces every word that has a definition, again and again until none is left. */
  public static Expr expand(Expr expr) {
    return expr.transform(
        node -> node instanceof Call call ? of(call).map(Definitions::expand).orElse(node) : node);
  }

  private static Expr parameterFlow(Expr rate) {
    Expr n = InternalNames.symbol("n");
    Expr size = Expressions.sym("DataSize");
    return Expressions.times(
        Expressions.MINUS_ONE,
        rate,
        Expressions.power(size, Expressions.MINUS_ONE),
        Expressions.call(
            "Sum",
            Expressions.call(
                "LossGradient", Expressions.call("Input", n), Expressions.call("Target", n)),
            Expressions.list(n, Expressions.ONE, size)));
  }

  public static Expr lengthMap(Expr phi, Expr sigmaW, Expr sigmaB, Expr q) {
    return Expressions.plus(
        Expressions.times(Expressions.square(sigmaW), secondMoment(phi, q)),
        Expressions.square(sigmaB));
  }

  public static Expr chi(Expr phi, Expr sigmaW, Expr q) {
    Expr slope =
        Expressions.call(
            Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.ONE)),
            List.of(phi));
    return Expressions.times(Expressions.square(sigmaW), secondMoment(slope, q));
  }

  public static Expr secondMoment(Expr function, Expr q) {
    Sym z = InternalNames.fresh("z", q);
    Expr argument = Expressions.times(Expressions.sqrt(q), z);
    return Expressions.call(
        "E", Expressions.square(Expressions.call(function, List.of(argument))), z);
  }

  public static Expr dual(List<Expr> functions, Expr p, Expr q, Expr r) {
    Sym u = InternalNames.fresh("u", p, q, r);
    Sym v = InternalNames.fresh("v", p, q, r);
    return Expressions.call(
        "E",
        Expressions.times(
            Expressions.call(functions.get(0), List.of(u)),
            Expressions.call(functions.get(1), List.of(v))),
        Expressions.list(u, v),
        Expressions.list(Expressions.list(p, r), Expressions.list(r, q)));
  }

  private static Expr correlationMap(Expr phi, Expr sigmaW, Expr sigmaB, Expr q, Expr c) {
    Expr covariance =
        Expressions.plus(
            Expressions.times(
                Expressions.square(sigmaW), dual(List.of(phi, phi), q, q, Expressions.times(c, q))),
            Expressions.square(sigmaB));
    return Expressions.divide(covariance, q);
  }
}
