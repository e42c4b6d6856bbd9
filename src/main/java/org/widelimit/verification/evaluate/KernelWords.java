package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Definitions;

/** The words of infinitely wide networks, evaluated numerically. */
public final class KernelWords {

  /** What an iterated map is applied to. */
  static final Sym ITERATE = InternalNames.symbol("iterate");

  private static final int MOST_ITERATIONS = 100_000;

  private static final java.util.Set<String> NETWORK_WORDS =
      java.util.Set.of("NNGP", "NTK", "NNGPMatrix", "NTKMatrix", "InputVariance");

  private final @Nullable WideNetwork network;
  private final DepthWords depths = new DepthWords();

  /** Returns whether a formula has a word that depends on the declared network. */
  public static boolean needsNetwork(Expr formula) {
    return formula instanceof Call call
        && (call.headName().map(NETWORK_WORDS::contains).orElse(false)
            || needsNetwork(call.head())
            || call.args().stream().anyMatch(KernelWords::needsNetwork));
  }

  /** Words that need no network. */
  public KernelWords() {
    this(null);
  }

  /** Words of a network. */
  public KernelWords(@Nullable WideNetwork network) {
    this.network = network;
  }

  /** Returns the value of a call whose head is a call, such as {@code LengthMap[...][q]}. */
  Quantity curried(Call call, Evaluator at) {
    MapWords maps = new MapWords(at);
    Optional<Quantity> value = maps.value(call).or(() -> depths.value(call, maps, at));
    if (value.isPresent()) {
      return value.get();
    }
    return Definitions.of(call)
        .map(at::evaluate)
        .orElseThrow(
            () -> UndefinedValueException.ofFormula("'" + call.head() + "' has no value here"));
  }

  /** Returns the value of a word with plain arguments. */
  Quantity word(String word, Call call, Evaluator at) {
    return switch (word) {
      case "FixedPoint" -> fixedPoint(call, at);
      case "DepthScale" -> depthScale(call, at);
      case "InputVariance" -> {
        int input = index(call, 0, 1, at);
        yield Evaluator.rounded(network(word).inputCovariance(input, input), 16);
      }
      case "NNGP" -> {
        int a = index(call, 1, 1, at);
        yield NetworkKernels.of(network(word), layer(word, call, at), a, index(call, 2, a, at))
            .nngp();
      }
      case "NTK" -> {
        int a = index(call, 1, 1, at);
        yield NetworkKernels.of(network(word), layer(word, call, at), a, index(call, 2, a, at))
            .tangent();
      }
      case "NNGPMatrix", "NTKMatrix" -> matrix(word, layer(word, call, at));
      default -> throw UndefinedValueException.ofFormula("'" + word + "' has no value here");
    };
  }

  /** The layer that is named, or the readout, whose kernels the observables are of as well. */
  private int layer(String word, Call call, Evaluator at) {
    return index(call, 0, network(word).activations().size() + 1, at);
  }

  /** A kernel between all inputs. */
  private Quantity matrix(String word, int layer) {
    WideNetwork of = network(word);
    int size = of.inputs().count();
    double[][] rows = new double[size][size];
    double squares = 0;
    Grade grade = Grade.RIGOROUS;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        NetworkKernels kernels =
            NetworkKernels.of(of, layer, Math.min(a, b) + 1, Math.max(a, b) + 1);
        Quantity entry = word.equals("NNGPMatrix") ? kernels.nngp() : kernels.tangent();
        rows[a][b] = entry.value();
        squares += entry.error() * entry.error();
        grade = grade.weaker(entry.grade());
      }
    }
    return Quantity.matrix(rows, Math.sqrt(squares), grade);
  }

  /**
   * Returns a formula with the kernels of wide networks, which no sample changes, as symbols.
   *
   * @param values receives what the symbols stand for
   */
  public static Expr withConstants(
      Expr formula, Evaluator at, java.util.Map<String, Quantity> values) {
    return formula.transform(
        node -> {
          if (!(node instanceof Call call && NETWORK_WORDS.contains(call.headName().orElse("")))) {
            return node;
          }
          String name = "kernel" + values.size();
          values.put(name, at.evaluate(call));
          return Expressions.sym(name);
        });
  }

  private WideNetwork network(String word) {
    if (network == null) {
      throw UndefinedValueException.ofFormula("'" + word + "' needs a network");
    }
    return network;
  }

  private static int index(Call call, int position, int otherwise, Evaluator at) {
    return call.arity() > position ? at.index(call.arg(position)) : otherwise;
  }

  /** Returns where a map settles: the mean-field maps certified, any other by iterating it. */
  private static Quantity fixedPoint(Call call, Evaluator at) {
    return new MapWords(at).ofMap(call).orElseGet(() -> iterated(call, at));
  }

  private static Quantity depthScale(Call call, Evaluator at) {
    return new MapWords(at)
        .ofMap(call)
        .orElseThrow(
            () ->
                UndefinedValueException.ofFormula(
                    "'DepthScale' is of LengthMap or CorrelationMap"));
  }

  /** Iterates a map from 1 (or a start) until it stands still to rounding. */
  private static Quantity iterated(Call call, Evaluator at) {
    Quantity value = call.arity() > 1 ? at.evaluate(call.arg(1)) : Quantity.of(1);
    Expr application = Expressions.call(call.arg(0), List.of(ITERATE));
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      Quantity next = at.with(ITERATE.name(), Quantity.of(value.value())).evaluate(application);
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

  /** Returns the value of an elementary function of constants that only the compiler knows. */
  Quantity compiled(Call call, Evaluator at) {
    Expr constant =
        call.transform(
            node ->
                node instanceof Sym sym && at.values().containsKey(sym.name())
                    ? Expressions.decimal(new java.math.BigDecimal(at.evaluate(sym).value()))
                    : node);
    double value = ExpressionCompiler.compile(constant, List.of()).evaluate();
    return Evaluator.rounded(value, 64);
  }
}
