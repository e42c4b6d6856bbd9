package org.widelimit;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.interfaces.AbstractFunctionEvaluator;
import org.matheclipse.core.expression.Context;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.core.interfaces.IEvaluator;
import org.matheclipse.core.interfaces.IExpr;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.symja.SymjaConverter;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.network.symbolic.SymbolicKernels;
import org.widelimit.network.symbolic.SymbolicNetwork;

/**
 * The vocabulary of theorem files as functions of Symja. Each is a pure function of what stands in
 * its second brackets: {@code Dual[phi]} of p, q, r, {@code LengthMap[phi, sigmaW, sigmaB]} of q,
 * {@code CorrelationMap[phi, sigmaW, sigmaB]} of q and c, {@code Chi[phi, sigmaW]} of q, {@code
 * NNGP[phi, sigmaW, sigmaB, l]} and {@code NTK[...]} of layer l of the first layer's kernel p, q,
 * r. {@code GaussianExpectation[f, z]} and {@code GaussianExpectation[f, {u, v}, {{p, r}, {r, q}}]}
 * are numbers. Where there is no closed form, or an argument is no activation, nothing is
 * evaluated.
 */
final class SymjaFunctions {

  private static final List<String> PAIR = List.of("p", "q", "r");

  private SymjaFunctions() {}

  /** Evaluates a call of a function. */
  @FunctionalInterface
  private interface Rule {
    Optional<IExpr> of(IAST call);
  }

  static void register() {
    register("Dual", 1, 2, SymjaFunctions::dual);
    register("LengthMap", 3, 3, call -> map(call, List.of("q"), SymbolicNetwork::lengthMap));
    register(
        "CorrelationMap",
        3,
        3,
        call ->
            closedDual(call)
                ? map(call, List.of("q", "c"), SymbolicNetwork::correlationMap)
                : Optional.empty());
    register("Chi", 2, 2, call -> map(call, List.of("q"), SymbolicNetwork::chi));
    register("NNGP", 4, 4, call -> kernel(call, SymbolicNetwork.Entries::xy));
    register("NTK", 4, 4, call -> kernel(call, SymbolicNetwork.Entries::tangent));
    register("GaussianExpectation", 2, 3, SymjaFunctions::expectation);
  }

  private static void register(String name, int least, int most, Rule rule) {
    AbstractFunctionEvaluator evaluator =
        new AbstractFunctionEvaluator() {
          @Override
          public IExpr evaluate(IAST call, EvalEngine engine) {
            try {
              return rule.of(call).orElse(F.NIL);
            } catch (IllegalArgumentException none) {
              return F.NIL;
            }
          }

          @Override
          public int[] expectedArgSize(IAST call) {
            return new int[] {least, most};
          }
        };
    IBuiltInSymbol symbol = F.localFunction(name, (IEvaluator) evaluator);
    Context.SYSTEM.put(name, symbol);
    Context.SYSTEM.put(name.toLowerCase(Locale.ROOT), symbol);
  }

  /** Returns the pure function of the symbols named, in their order. */
  private static IExpr function(Expr body, List<String> names, Map<String, IExpr> meanings) {
    Map<String, IExpr> all = new HashMap<>(meanings);
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), F.Slot(i + 1));
    }
    return F.Function(SymjaConverter.ofSession(all).toSymja(body));
  }

  private static Optional<IExpr> dual(IAST call) {
    Activation phi = SymjaActivation.of(call.arg1());
    Activation psi = call.argSize() == 1 ? phi : SymjaActivation.of(call.arg2());
    return closed(
            GaussianCalculus.dual(
                phi, psi, sym("p"), sym("q"), sym("r"), SymbolicKernels.assumptions()))
        .map(value -> function(value, PAIR, Map.of()));
  }

  private static Optional<Expr> closed(GaussianResult result) {
    return result instanceof ClosedForm form ? Optional.of(form.value()) : Optional.empty();
  }

  private static SymbolicNetwork network(IAST call) {
    return SymbolicNetwork.of(SymjaActivation.of(call.arg1()), SymbolicNetwork.Layers.DENSE);
  }

  private static boolean closedDual(IAST call) {
    return network(call).kernels().isClosed();
  }

  private static Map<String, IExpr> scales(IAST call) {
    return call.argSize() < 3
        ? Map.of("sigmaW", call.arg2())
        : Map.of("sigmaW", call.arg2(), "sigmaB", call.arg3());
  }

  private static Optional<IExpr> map(
      IAST call, List<String> names, Function<SymbolicNetwork, Expr> map) {
    Expr body = map.apply(network(call));
    return isClosed(body) ? Optional.of(function(body, names, scales(call))) : Optional.empty();
  }

  private static Optional<IExpr> kernel(IAST call, Function<SymbolicNetwork.Entries, Expr> entry) {
    int layer = call.arg4().toIntDefault();
    SymbolicNetwork network = network(call);
    if (layer < 1 || layer > SymbolicNetwork.DEEPEST + 1 || !network.kernels().isClosed()) {
      return Optional.empty();
    }
    Expr body = entry.apply(network.kernels(layer - 1));
    return isClosed(body) ? Optional.of(function(body, PAIR, scales(call))) : Optional.empty();
  }

  private static boolean isClosed(Expr expr) {
    return !(expr instanceof Expr.Call call)
        || (!call.isCall("E") && call.args().stream().allMatch(SymjaFunctions::isClosed));
  }

  private static Expr read(SymjaConverter session, IExpr expr) {
    return session
        .read(expr)
        .orElseThrow(() -> new IllegalArgumentException(expr + " is not exact"));
  }

  private static Optional<IExpr> expectation(IAST call) {
    SymjaConverter session = SymjaConverter.ofSession(Map.of());
    Expr body = read(session, call.arg1());
    Expr normal = read(session, call.arg2());
    if (call.argSize() == 2) {
      return normal instanceof Expr.Sym z
          ? closed(GaussianCalculus.expectation(body, z.name(), Assumptions.none()))
              .map(session::toSymja)
          : Optional.empty();
    }
    Expr law = read(session, call.arg3());
    if (!normal.isCall("List", 2) || !law.isCall("List", 2)) {
      return Optional.empty();
    }
    List<Expr> names = ((Expr.Call) normal).args();
    List<Expr> rows = ((Expr.Call) law).args();
    boolean square = rows.stream().allMatch(row -> row.isCall("List", 2));
    if (!square || !(names.get(0) instanceof Expr.Sym u) || !(names.get(1) instanceof Expr.Sym v)) {
      return Optional.empty();
    }
    Expr p = ((Expr.Call) rows.get(0)).arg(0);
    Expr r = ((Expr.Call) rows.get(0)).arg(1);
    Expr q = ((Expr.Call) rows.get(1)).arg(1);
    Assumptions given =
        Assumptions.positive(
                Stream.of(p, q)
                    .filter(Expr.Sym.class::isInstance)
                    .map(part -> ((Expr.Sym) part).name())
                    .toArray(String[]::new))
            .with(call("Less", plus(square(r), times(num(-1), p, q)), num(0)));
    return closed(GaussianCalculus.expectation(body, u.name(), v.name(), p, r, q, given))
        .map(session::toSymja);
  }
}
