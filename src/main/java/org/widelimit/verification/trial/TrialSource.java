package org.widelimit.verification.trial;

import java.math.BigDecimal;
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
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.FreeSymbols;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.enclose.PointEnclosure;
import org.widelimit.verification.evaluate.Effort;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.evaluate.KernelWords;
import org.widelimit.verification.evaluate.NetworkWords;
import org.widelimit.verification.evaluate.TrialNetwork;
import org.widelimit.verification.evaluate.WideNetwork;
import org.widelimit.verification.point.MatrixDraws;
import org.widelimit.verification.point.PointChoice;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.point.Turns;
import org.widelimit.verification.verdict.Evidence;

/**
 * Draws admissible points of a claim: values of its symbols inside their domains (ends included),
 * and a small random network where the claim speaks of one.
 */
public final class TrialSource {

  private static final int ATTEMPTS = 1000;

  /** Declared functions of an index get values at 1 to this. */
  private static final int INDICES = 8;

  /** Matrices and the vectors beside them have one size, up to this. */
  private static final int LARGEST_MATRIX = 8;

  /** Vectors without matrices beside them have up to so many components. */
  private static final int LONGEST_VECTOR = 12;

  private final Claim claim;
  private final Assumptions assumptions;
  private final List<Expr> formulas;
  private final List<SymbolDeclaration> symbols;
  private final List<FunctionDeclaration> functions;
  private final ActivationTable activations;
  private final KernelWords kernels;
  private final boolean finite;
  private final Effort effort;

  /** Formulas for the sides at a witness, where a claim is checked. */
  private final @Nullable WitnessForms forms;

  /** What cancels in the claim: at a point at which it has no value the claim says nothing. */
  private final List<Expr> lost;

  /** Texts of declared activations, where the formulas speak of the wide limit; else absent. */
  private final @Nullable Map<String, String> wide;

  /** Points of a claim about numbers, finite networks or kernels of the declared wide network. */
  public static TrialSource of(Subject subject, List<Expr> formulas) {
    boolean kernels = formulas.stream().anyMatch(KernelWords::needsNetwork);
    return of(subject, formulas, kernels ? subject.choice() : null);
  }

  /** Points of a claim about numbers only. */
  public static TrialSource ofNumbers(Subject subject, List<Expr> formulas) {
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
        new Effort(subject.options().budget().numbers()),
        new WitnessForms(subject),
        subject.lost().parts());
  }

  public TrialSource(
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
        new Effort(Budget.STANDARD.numbers()),
        null,
        List.of());
  }

  private TrialSource(
      Theorem theorem,
      Claim claim,
      List<Expr> formulas,
      ActivationTable activations,
      KernelWords kernels,
      @Nullable Map<String, String> wide,
      Effort effort,
      @Nullable WitnessForms forms,
      List<Expr> lost) {
    this.claim = claim;
    this.lost = List.copyOf(lost);
    this.forms = forms;
    this.assumptions = ClaimAssumptions.of(theorem, claim);
    this.formulas = List.copyOf(formulas);
    this.effort = effort;
    this.activations = activations;
    this.kernels = kernels;
    Set<String> used = new TreeSet<>();
    formulas.forEach(formula -> used.addAll(FreeSymbols.of(formula)));
    lost.forEach(part -> used.addAll(FreeSymbols.of(part)));
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

  /** Returns what must have a value at a point, though it cancels. */
  List<Expr> lost() {
    return lost;
  }

  /** Returns the declarations of the symbols that the claim uses. */
  public List<SymbolDeclaration> symbols() {
    return symbols;
  }

  /**
   * Ends a check that saw nothing because its time was used up.
   *
   * @throws UndefinedValueException if it was
   */
  public void requireTime() {
    if (effort.isUsedUp()) {
      throw effort.end();
    }
  }

  /** Returns the averages that two routes computed at the points, if there are any. */
  public Optional<Evidence.TwoRoutes> twoRoutes() {
    return effort.secondRoute().evidence();
  }

  /** Returns the part of the time for the numbers of the claim that was used. */
  double effort() {
    return effort.used();
  }

  /** Returns whether nothing is drawn, so that every point is the same. */
  public boolean isOnePoint() {
    return symbols.isEmpty() && functions.isEmpty() && !finite && wide == null;
  }

  /** Returns whether a point is what its numbers are: no matrix, function or network is drawn. */
  public boolean isOfNumbers() {
    return symbols.stream().allMatch(symbol -> symbol.kind() == Values.REALS)
        && functions.isEmpty()
        && !finite
        && wide == null;
  }

  /** Returns formulas for both sides at a point of numbers or of a wide network, if there are. */
  Optional<WitnessForms.Placed> forms(Equality sides, Trial trial) {
    return forms == null || !(isOfNumbers() || wide != null)
        ? Optional.empty()
        : forms.at(sides, trial);
  }

  /** Returns whether the sides are formulas, cheap to evaluate and known to many digits. */
  public boolean isOfFormulas() {
    return isOfNumbers()
        && formulas.stream().map(activations::inline).allMatch(Elementary::isFormula);
  }

  /** Returns whether matrices or vectors are drawn, whose size the claim leaves open. */
  public boolean hasSizes() {
    return !finite
        && wide == null
        && symbols.stream().anyMatch(symbol -> symbol.kind() != Values.REALS);
  }

  /** Returns the real symbols. */
  private List<SymbolDeclaration> numbers() {
    return symbols.stream().filter(symbol -> symbol.kind() == Values.REALS).toList();
  }

  /** Returns a random admissible point, or empty if none was found in many attempts. */
  public Optional<Trial> draw(RandomGenerator random) {
    return draw(random.nextInt(LARGEST_MATRIX), random);
  }

  /**
   * Returns a random admissible point, or empty if none was found in many attempts.
   *
   * @param turn the number of the point: the sizes of matrices and vectors take turns
   */
  public Optional<Trial> draw(int turn, RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Num> values = new LinkedHashMap<>();
      for (SymbolDeclaration symbol : numbers()) {
        values.put(symbol.name(), PointChoice.value(symbol, random));
      }
      Optional<Trial> trial = at(values, size(turn), random);
      if (trial.isPresent()) {
        return trial;
      }
    }
    return Optional.empty();
  }

  /**
   * Returns points that are not left to chance, see {@link NamedPoints}.
   *
   * @param most how many at most
   * @param more formulas whose zeros and turns matter beside those of the sides
   */
  List<Trial> named(int most, List<Expr> more, RandomGenerator random) {
    List<Expr> all = new ArrayList<>();
    claim.where().forEach(condition -> all.add(formula(condition)));
    formulas.forEach(side -> all.add(formula(side)));
    NamedPoints named =
        new NamedPoints(
            numbers(),
            all,
            more.stream().map(this::formula).toList(),
            assumptions,
            point -> Evaluator.of(quantities(point), activations, null, kernels).within(effort),
            random);
    List<Trial> trials = new ArrayList<>();
    for (Map<String, Num> point : named.points(most)) {
      at(point, size(trials.size()), random).ifPresent(trials::add);
    }
    return trials;
  }

  /** Returns whether one of two sides may jump exactly at a point. */
  public boolean isAtSwitch(Equality sides, Trial trial) {
    return new Turns(trial.exact().keySet(), List.of(formula(sides.left()), formula(sides.right())))
        .isAtSwitch(trial.exact());
  }

  private Expr formula(Expr side) {
    return PointEnclosure.formula(side, activations);
  }

  private int size(int turn) {
    if (!hasSizes()) {
      return claim
          .network()
          .map(NetworkDeclaration::inputDimension)
          .orElse(NetworkDeclaration.DEFAULT_INPUT_DIMENSION);
    }
    boolean matrices = symbols.stream().anyMatch(symbol -> symbol.kind() == Values.MATRICES);
    return 1 + turn % (matrices ? LARGEST_MATRIX : LONGEST_VECTOR);
  }

  private static Map<String, Quantity> quantities(Map<String, Num> exact) {
    Map<String, Quantity> quantities = new HashMap<>();
    exact.forEach(
        (name, value) -> {
          double nearest = value.doubleValue();
          boolean same =
              Double.isFinite(nearest)
                  && Expressions.decimal(new BigDecimal(nearest)).equals(value);
          quantities.put(name, Quantity.of(nearest, same ? 0 : Math.ulp(nearest), Grade.RIGOROUS));
        });
    return quantities;
  }

  /** Returns the same point with other values of the real symbols, if admissible. */
  Optional<Trial> at(Map<String, Num> exact, Trial like, RandomGenerator random) {
    return at(exact, like.size() > 0 ? like.size() : size(0), random);
  }

  /**
   * Returns the point with these values of the real symbols, the rest drawn, if admissible.
   *
   * @param inputSize the size of matrices and vectors
   */
  private Optional<Trial> at(Map<String, Num> exact, int inputSize, RandomGenerator random) {
    StringBuilder setting = new StringBuilder();
    Map<String, Quantity> quantities;
    try {
      if (!AdmissiblePoints.admits(assumptions, exact)) {
        return Optional.empty();
      }
      quantities = quantities(exact);
    } catch (UndefinedValueException large) {
      return Optional.empty();
    }
    for (SymbolDeclaration symbol : symbols) {
      if (symbol.kind() != Values.REALS) {
        Quantity drawn =
            symbol.kind() == Values.VECTORS
                ? Quantity.vector(MatrixDraws.vector(inputSize, random), 0, Grade.RIGOROUS)
                : MatrixDraws.matrix(symbol.domain(), inputSize, random);
        quantities.put(symbol.name(), drawn);
        setting.append(setting.isEmpty() ? "" : ", ");
        setting.append(symbol.name()).append(" = ").append(MatrixDraws.text(drawn));
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
          Evaluator.of(quantities, activations, network, words).sharpened(exact).within(effort);
      if (claim.where().stream()
          .filter(condition -> !assumptions.constraints().contains(condition))
          .allMatch(evaluator::condition)) {
        return Optional.of(
            new Trial(exact, hasSizes() ? inputSize : 0, setting.toString(), evaluator));
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
    setting.append(setting.isEmpty() ? "" : "; ");
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
    setting.append(setting.isEmpty() ? "" : "; ");
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
}
