package org.widelimit.verification;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.gaussian.Activation;
import org.widelimit.simulation.Inputs;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.ClaimCheck.Subject;

/**
 * Draws admissible points of a claim: values of its symbols inside their domains (ends included),
 * and a small random network where the claim speaks of one.
 */
final class TrialSource {

  private static final int ATTEMPTS = 1000;

  /** Declared functions of an index get values at 1 to this. */
  private static final int INDICES = 8;

  /** Matrices and the vectors beside them have one size, up to this. */
  private static final int LARGEST_MATRIX = 4;

  /** Half-widths of what stands in for an unbounded domain. */
  private static final double LARGE = 1000;

  private final Claim claim;
  private final List<SymbolDeclaration> symbols;
  private final List<FunctionDeclaration> functions;
  private final ActivationTable activations;
  private final KernelWords kernels;
  private final boolean finite;
  private final Effort effort;

  /** Texts of declared activations, where the formulas speak of the wide limit; else absent. */
  private final @Nullable Map<String, String> wide;

  /** Points of a claim about numbers, finite networks or kernels of the declared wide network. */
  static TrialSource of(Subject subject, List<Expr> formulas) {
    boolean kernels = formulas.stream().anyMatch(KernelWords::needsNetwork);
    return of(subject, formulas, kernels ? subject.choice() : null);
  }

  /** Points of a claim about numbers only. */
  static TrialSource ofNumbers(Subject subject, List<Expr> formulas) {
    return of(subject, formulas, null);
  }

  private static TrialSource of(
      Subject subject, List<Expr> formulas, @Nullable Map<String, String> wide) {
    return new TrialSource(
        subject.theorem(),
        subject.claim(),
        formulas,
        subject.activations(),
        new KernelWords(),
        wide,
        new Effort(subject.options().budget().numbers()));
  }

  TrialSource(
      Theorem theorem,
      Claim claim,
      List<Expr> formulas,
      ActivationTable activations,
      KernelWords kernels) {
    this(
        theorem,
        claim,
        formulas,
        activations,
        kernels,
        null,
        new Effort(Budget.STANDARD.numbers()));
  }

  private TrialSource(
      Theorem theorem,
      Claim claim,
      List<Expr> formulas,
      ActivationTable activations,
      KernelWords kernels,
      @Nullable Map<String, String> wide,
      Effort effort) {
    this.claim = claim;
    this.effort = effort;
    this.activations = activations;
    this.kernels = kernels;
    Set<String> used = new TreeSet<>();
    formulas.forEach(formula -> used.addAll(FreeSymbols.of(formula)));
    claim.where().forEach(condition -> used.addAll(FreeSymbols.of(condition)));
    this.finite = formulas.stream().anyMatch(TrialSource::isFinite);
    this.wide = finite ? null : wide;
    if (finite || this.wide != null) {
      claim.network().ifPresent(network -> networkSymbols(network, used));
    }
    this.symbols =
        theorem.symbols().values().stream().filter(s -> used.contains(s.name())).toList();
    this.functions = List.copyOf(theorem.functions().values());
  }

  private static void networkSymbols(NetworkDeclaration network, Set<String> used) {
    used.addAll(network.sigmaW().symbols());
    used.addAll(network.sigmaB().symbols());
    network.weightVariance().ifPresent(variance -> used.addAll(variance.symbols()));
    network.inputVariance().ifPresent(variance -> used.addAll(variance.symbols()));
  }

  /** Returns whether the formula speaks of a finite network. */
  static boolean isFinite(Expr formula) {
    return NetworkWords.words().stream().anyMatch(word -> mentions(formula, word));
  }

  private static boolean mentions(Expr formula, String head) {
    return formula.isCall(head)
        || (formula instanceof Expr.Call call
            && (mentions(call.head(), head)
                || call.args().stream().anyMatch(arg -> mentions(arg, head))));
  }

  /** Returns the declarations of the symbols that the claim uses. */
  List<SymbolDeclaration> symbols() {
    return symbols;
  }

  /**
   * Ends a check that saw nothing because its time was used up.
   *
   * @throws UndefinedValueException if it was
   */
  void requireTime() {
    if (effort.isUsedUp()) {
      throw effort.end();
    }
  }

  /** Returns whether nothing is drawn, so that every point is the same. */
  boolean isOnePoint() {
    return symbols.stream().allMatch(symbol -> symbol.values().size() == 1)
        && functions.isEmpty()
        && !finite
        && wide == null;
  }

  /** Returns a random admissible point, or empty if none was found in many attempts. */
  Optional<Trial> draw(RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (SymbolDeclaration symbol : symbols) {
        if (symbol.kind() == Values.REALS) {
          values.put(symbol.name(), value(symbol, random));
        }
      }
      Optional<Trial> trial = at(values, random);
      if (trial.isPresent()) {
        return trial;
      }
    }
    return Optional.empty();
  }

  /** Returns the point with these values of the real symbols, the rest drawn, if admissible. */
  Optional<Trial> at(Map<String, Double> values, RandomGenerator random) {
    Map<String, Quantity> quantities = new HashMap<>();
    values.forEach((name, value) -> quantities.put(name, Quantity.of(value)));
    boolean free = !finite && symbols.stream().anyMatch(s -> s.kind() == Values.MATRICES);
    int inputSize =
        free
            ? 1 + random.nextInt(LARGEST_MATRIX)
            : claim
                .network()
                .map(NetworkDeclaration::inputDimension)
                .orElse(NetworkDeclaration.DEFAULT_INPUT_DIMENSION);
    for (SymbolDeclaration symbol : symbols) {
      if (symbol.kind() == Values.VECTORS) {
        quantities.put(symbol.name(), Quantity.vector(normal(inputSize, random), 0));
      } else if (symbol.kind() == Values.MATRICES) {
        quantities.put(symbol.name(), MatrixFunctions.random(symbol.domain(), inputSize, random));
      }
    }
    for (FunctionDeclaration function : functions) {
      for (int i = 1; i <= INDICES && function.arity() == 1; i++) {
        quantities.put(
            function.name() + "[" + i + "]",
            function.values() == Values.REALS
                ? Quantity.of(random.nextGaussian())
                : Quantity.vector(normal(inputSize, random), 0));
      }
    }
    Evaluator plain = Evaluator.of(quantities, activations, null, kernels).within(effort);
    StringBuilder setting = new StringBuilder();
    try {
      @Nullable NetworkWords network = null;
      if (finite && claim.network().isPresent()) {
        network = network(claim.network().get(), inputSize, plain, random, setting);
      }
      KernelWords words = kernels;
      if (wide != null && claim.network().isPresent()) {
        words = new KernelWords(wide(claim.network().get(), wide, plain, random, setting));
      }
      Evaluator evaluator =
          Evaluator.of(quantities, activations, network, words).sharpened().within(effort);
      if (claim.where().stream().allMatch(evaluator::condition)) {
        return Optional.of(new Trial(values, setting.toString(), evaluator));
      }
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Returns the declared network in its wide limit, at random inputs. */
  private WideNetwork wide(
      NetworkDeclaration declaration,
      Map<String, String> choice,
      Evaluator at,
      RandomGenerator random,
      StringBuilder setting) {
    double[][] inputs = new double[declaration.inputs()][];
    for (int n = 0; n < inputs.length; n++) {
      inputs[n] = normal(declaration.inputDimension(), random);
    }
    WideNetwork network = WideNetwork.of(declaration, choice, activations, at, Inputs.of(inputs));
    if (declaration.inputVariance().isPresent()) {
      double variance = at.evaluate(declaration.inputVariance().get()).value();
      network = network.withInputVariance(variance);
    }
    setting.append("%d random inputs".formatted(inputs.length));
    return network;
  }

  private NetworkWords network(
      NetworkDeclaration declaration,
      int inputSize,
      Evaluator at,
      RandomGenerator random,
      StringBuilder setting) {
    int width = 2 + random.nextInt(3);
    int count = declaration.inputs();
    List<Activation> layers = new ArrayList<>();
    double[] variances = new double[declaration.hidden().size() + 1];
    for (int l = 0; l < variances.length; l++) {
      if (l < declaration.hidden().size()) {
        String name = declaration.hidden().get(l).activation();
        Activation declared = activations.byName().get(name);
        layers.add(declared != null ? declared : Activation.parse(name));
      }
      int below = l == 0 ? inputSize : width;
      Expr scale =
          l < declaration.hidden().size()
              ? declaration.hidden().get(l).sigmaW().orElse(declaration.sigmaW())
              : declaration.sigmaW();
      double sigma = at.evaluate(scale).value();
      variances[l] =
          declaration.weightVariance().isPresent()
              ? at.with("M", Quantity.of(below))
                  .evaluate(declaration.weightVariance().get())
                  .value()
              : sigma * sigma / below;
    }
    double bias = at.evaluate(declaration.sigmaB()).value();
    TrialNetwork network =
        TrialNetwork.random(layers, variances, bias * bias, inputSize, width, random);
    List<double[]> inputs = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double[] input = normal(inputSize, random);
      if (declaration.inputVariance().isPresent()) {
        double wanted = at.evaluate(declaration.inputVariance().get()).value();
        double factor = WideNetwork.inputFactor(wanted, variances[0], bias * bias, input);
        for (int i = 0; i < input.length; i++) {
          input[i] *= factor;
        }
      }
      inputs.add(input);
    }
    setting.append(
        "a random network of depth %d and width %d with %d training inputs"
            .formatted(layers.size(), width, count));
    return new NetworkWords(network, inputs, normal(count, random));
  }

  private static double[] normal(int size, RandomGenerator random) {
    double[] vector = new double[size];
    for (int i = 0; i < size; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }

  /** Returns a value in the domain: often short, sometimes at or near an end. */
  private static double value(SymbolDeclaration symbol, RandomGenerator random) {
    if (!symbol.values().isEmpty()) {
      return symbol.values().get(random.nextInt(symbol.values().size())).doubleValue();
    }
    Domain domain = symbol.domain();
    double lower = domain.lower().map(Num::doubleValue).orElse(Double.NEGATIVE_INFINITY);
    double upper = domain.upper().map(Num::doubleValue).orElse(Double.POSITIVE_INFINITY);
    if (domain.integer()) {
      return integer(domain, lower, upper, random);
    }
    if (random.nextInt(8) == 0 && domain.lowerClosed()) {
      return lower;
    }
    if (random.nextInt(8) == 0 && domain.upperClosed()) {
      return upper;
    }
    boolean shortened = random.nextInt(4) != 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double raw = raw(lower, upper, random);
      double value = shortened ? new BigDecimal(raw).round(new MathContext(3)).doubleValue() : raw;
      if (value > lower && value < upper) {
        return value;
      }
    }
    return lower + (upper - lower) / 2;
  }

  private static double integer(Domain domain, double lower, double upper, RandomGenerator random) {
    long first = (long) Math.ceil(Math.max(lower, -LARGE));
    long last = (long) Math.floor(Math.min(upper, Math.max(first, 0) + LARGE));
    if (first == lower && !domain.lowerClosed()) {
      first++;
    }
    if (last == upper && !domain.upperClosed()) {
      last--;
    }
    return first + random.nextLong(Math.max(1, last - first + 1));
  }

  private static double raw(double lower, double upper, RandomGenerator random) {
    double u = random.nextDouble();
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      return (random.nextBoolean() ? 1 : -1) * Math.exp((u - 0.5) * 2 * Math.log(LARGE));
    }
    if (Double.isInfinite(upper)) {
      return lower + Math.exp((u - 0.5) * 2 * Math.log(LARGE));
    }
    if (Double.isInfinite(lower)) {
      return upper - Math.exp((u - 0.5) * 2 * Math.log(LARGE));
    }
    return switch (random.nextInt(6)) {
      // Near an end, down to a thousandth of the interval.
      case 0 -> lower + (upper - lower) * Math.exp(-u * Math.log(LARGE));
      case 1 -> upper - (upper - lower) * Math.exp(-u * Math.log(LARGE));
      default -> lower + (upper - lower) * u;
    };
  }
}
