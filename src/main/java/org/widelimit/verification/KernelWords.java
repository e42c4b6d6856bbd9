package org.widelimit.verification;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.ExpressionCompiler;
import org.widelimit.algebra.Expressions;

/** The words of infinitely wide networks, evaluated numerically. */
final class KernelWords {

  private static final int MOST_ITERATIONS = 100_000;

  private static final java.util.Set<String> NETWORK_WORDS =
      java.util.Set.of("NNGP", "NTK", "InputVariance");

  private final @Nullable WideNetwork network;

  /** Returns whether a formula has a word that depends on the declared network. */
  static boolean needsNetwork(Expr formula) {
    return formula instanceof Call call
        && (call.headName().map(NETWORK_WORDS::contains).orElse(false)
            || needsNetwork(call.head())
            || call.args().stream().anyMatch(KernelWords::needsNetwork));
  }

  /** Words that need no network. */
  KernelWords() {
    this(null);
  }

  /** Words of a network. */
  KernelWords(@Nullable WideNetwork network) {
    this.network = network;
  }

  /** Returns the value of a call whose head is a call, such as {@code LengthMap[...][q]}. */
  Quantity curried(Call call, Evaluator at) {
    Optional<Quantity> value = new MapWords(at).value(call);
    if (value.isPresent()) {
      return value.get();
    }
    return Definitions.of(call)
        .map(at::evaluate)
        .orElseThrow(() -> new UndefinedValueException("'" + call.head() + "' has no value here"));
  }

  /** Returns the value of a word with plain arguments. */
  Quantity word(String word, Call call, Evaluator at) {
    return switch (word) {
      case "FixedPoint" -> fixedPoint(call, at);
      case "InputVariance" -> {
        int input = index(call, 0, 1, at);
        yield Evaluator.rounded(network(word).inputCovariance(input, input), 16);
      }
      case "NNGP" -> {
        int a = index(call, 1, 1, at);
        yield kernels(network(word), index(call, 0, 1, at), a, index(call, 2, a, at))[0];
      }
      case "NTK" -> {
        int a = index(call, 1, 1, at);
        yield kernels(network(word), index(call, 0, 1, at), a, index(call, 2, a, at))[1];
      }
      default -> throw new UndefinedValueException("'" + word + "' has no value here");
    };
  }

  private WideNetwork network(String word) {
    if (network == null) {
      throw new UndefinedValueException("'" + word + "' needs a network");
    }
    return network;
  }

  private static int index(Call call, int position, int otherwise, Evaluator at) {
    return call.arity() > position ? at.index(call.arg(position)) : otherwise;
  }

  /** Iterates a map from 1 (or a start) until it stands still to rounding. */
  private static Quantity fixedPoint(Call call, Evaluator at) {
    Quantity value = call.arity() > 1 ? at.evaluate(call.arg(1)) : Quantity.of(1);
    Expr application = Expressions.call(call.arg(0), List.of(Expressions.sym("iterate")));
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      Quantity next = at.with("iterate", Quantity.of(value.value())).evaluate(application);
      double step = Math.abs(next.value() - value.value());
      if (step <= 4 * Math.ulp(next.value()) + 1e-300) {
        // A contraction with factor c is off by step c/(1-c); c is read off the last two steps.
        double c = Math.min(0.999, step == 0 ? 0 : step / last);
        return Quantity.of(next.value(), (step + next.error()) / (1 - c));
      }
      last = step;
      value = next;
    }
    throw new UndefinedValueException("the iteration reaches no fixed point");
  }

  /**
   * Returns NNGP and NTK of layer l: {@code K^(l+1) = sigmaW^2 E[phi(u) phi(v)] + sigmaB^2} and
   * {@code Theta^(l+1) = K^(l+1) + sigmaW^2 Theta^l E[phi'(u) phi'(v)]} (Jacot et al. 2018).
   */
  private static Quantity[] kernels(WideNetwork network, int layer, int a, int b) {
    if (layer < 1 || layer > network.activations().size() + 1) {
      throw new UndefinedValueException("there is no layer " + layer);
    }
    if (network.family().hidden().stream().anyMatch(hidden -> hidden.residual())) {
      throw new UndefinedValueException("kernels of residual layers have no value yet");
    }
    Quantity p = Evaluator.rounded(network.inputCovariance(a, a), 16);
    Quantity q = Evaluator.rounded(network.inputCovariance(b, b), 16);
    Quantity r = Evaluator.rounded(network.inputCovariance(a, b), 16);
    Quantity theta = r;
    for (int l = 1; l < layer; l++) {
      ActivationTable one =
          new ActivationTable(java.util.Map.of("phi", network.activations().get(l - 1)));
      Quantity w = Quantity.of(network.sigmaW().get(l));
      Quantity bias = Quantity.of(network.sigmaB().get(l));
      Evaluator inner =
          Evaluator.of(java.util.Map.of("p", p, "q", q, "r", r), one, null, new KernelWords());
      Quantity slope = a == b ? single(inner, "phi'") : pair(inner, "phi'");
      Quantity covariance = a == b ? single(inner, "phi") : pair(inner, "phi");
      Quantity nextP = single(inner, "phi");
      Quantity nextQ = single(inner.with("p", q), "phi");
      Quantity next = w.times(w).times(covariance).plus(bias.times(bias));
      theta = next.plus(w.times(w).times(theta).times(slope));
      r = next;
      p = w.times(w).times(nextP).plus(bias.times(bias));
      q = w.times(w).times(nextQ).plus(bias.times(bias));
    }
    return new Quantity[] {r, theta};
  }

  private static Quantity single(Evaluator at, String function) {
    return at.evaluate(
        org.widelimit.algebra.WolframReader.read("E[" + function + "[Sqrt[p] z]^2, z]"));
  }

  private static Quantity pair(Evaluator at, String function) {
    return at.evaluate(
        org.widelimit.algebra.WolframReader.read(
            "E[" + function + "[u] " + function + "[v], {u, v}, {{p, r}, {r, q}}]"));
  }

  /** Returns the value of an elementary function of constants that only the compiler knows. */
  Quantity compiled(Call call, Evaluator at) {
    Expr constant =
        call.transform(
            node ->
                node instanceof Expr.Sym sym && at.values().containsKey(sym.name())
                    ? Expressions.decimal(new java.math.BigDecimal(at.evaluate(sym).value()))
                    : node);
    double value = ExpressionCompiler.compile(constant, List.of()).evaluate();
    return Evaluator.rounded(value, 64);
  }
}
