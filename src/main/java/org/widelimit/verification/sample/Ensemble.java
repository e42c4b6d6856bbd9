package org.widelimit.verification.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.chain.ChainMean;
import org.widelimit.simulation.chain.Unbiased;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.Measurement;
import org.widelimit.simulation.experiment.SharedSamples;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable.KernelMatrix;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.simulation.observable.ForwardObservable.OutputVector;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.ObservableCatalogue.Shape;
import org.widelimit.simulation.observable.TrainingObservable.KernelDrift;
import org.widelimit.simulation.observable.TrainingObservable.LinearizationError;
import org.widelimit.simulation.observable.TrainingObservable.Loss;
import org.widelimit.simulation.observable.TrainingObservable.ParameterDistance;
import org.widelimit.simulation.observable.TrainingObservable.SquaredParameterMove;
import org.widelimit.simulation.sampling.ChainSampler;
import org.widelimit.simulation.sampling.ControlledSampler;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;
import org.widelimit.statistics.CachedSampler;
import org.widelimit.statistics.Sampler;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.TrainingDeclaration;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.evaluate.KernelWords;
import org.widelimit.verification.evaluate.WideNetwork;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.trial.TrialSource;

/**
 * The random networks a claim speaks of, at one admissible point of its symbols, with inputs and
 * targets drawn once.
 *
 * @param trial the point
 * @param network the network there
 * @param evaluator evaluates limits: the point's values and the words of wide networks
 */
public record Ensemble(Trial trial, WideNetwork network, Evaluator evaluator) {

  /** Up to so many outputs at all inputs, their kernel is no burden to remember. */
  private static final int FEW_OUTPUTS = 8;

  private static final List<Observable> ALWAYS =
      List.of(new Loss(), new KernelDrift(), new LinearizationError(), new SquaredParameterMove());

  /** After it nothing can be asked of a sample. */
  private static final Observable LAST = new ParameterDistance();

  /** Draws the point, inputs included. */
  public static Ensemble draw(Subject subject, List<Expr> formulas) {
    return at(
        subject,
        source(subject, formulas)
            .draw(streams(subject).child("point").generator())
            .orElseThrow(() -> new UndefinedValueException("no admissible point was found")));
  }

  /**
   * Refuses an expression of which nothing is measured.
   *
   * @throws UndefinedValueException if it is one
   */
  public static void requireObservable(Expr expr) {
    if (Observables.in(expr).isEmpty()) {
      throw UndefinedValueException.ofFormula(
          "there is no observable of a finite network to measure");
    }
  }

  private static NetworkDeclaration declaration(Subject subject) {
    return subject
        .claim()
        .network()
        .orElseThrow(() -> UndefinedValueException.ofFormula("the file declares no network"));
  }

  private static RandomStreams streams(Subject subject) {
    return NetworkStreams.of(subject, declaration(subject));
  }

  /** Returns where points of the parameters of formulas and of the network come from. */
  public static TrialSource source(Subject subject, List<Expr> formulas) {
    NetworkDeclaration declaration = declaration(subject);
    List<Expr> all = new ArrayList<>(formulas);
    all.add(declaration.sigmaW());
    all.add(declaration.sigmaB());
    declaration.weightVariance().ifPresent(all::add);
    declaration.inputVariance().ifPresent(all::add);
    all.add(declaration.training().learningRate());
    all.add(declaration.training().momentum());
    return new TrialSource(
        subject.theorem(), subject.claim(), all, subject.activations(), new KernelWords());
  }

  /** Returns the networks at a point; the inputs are the same at all points. */
  public static Ensemble at(Subject subject, Trial trial) {
    NetworkDeclaration declaration = declaration(subject);
    Inputs inputs =
        Inputs.gaussian(
            declaration.inputDimension(), declaration.inputs(), streams(subject).child("inputs"));
    WideNetwork network =
        WideNetwork.of(
            declaration, subject.choice(), subject.activations(), trial.evaluator(), inputs);
    if (declaration.inputVariance().isPresent()) {
      Quantity variance = trial.evaluator().evaluate(declaration.inputVariance().get());
      network = network.withInputVariance(variance.value());
    }
    Map<String, Quantity> values = new HashMap<>(trial.evaluator().values());
    Evaluator evaluator =
        Evaluator.of(values, subject.activations(), null, new KernelWords(network));
    return new Ensemble(trial, network, evaluator);
  }

  /**
   * Returns the sampler of an expression in observables and the width; networks that are not
   * trained bring their control variates.
   */
  public Sampler sampler(Expr expr, Subject subject) {
    requireObservable(expr);
    Set<Call> calls = Observables.in(expr);
    if (trains(expr) || calls.stream().anyMatch(Observables::isArray)) {
      return joint(expr, List.copyOf(calls), subject);
    }
    int all = network.inputs().count();
    int needed = calls.stream().mapToInt(call -> observable(call).inputs(all)).max().orElse(all);
    Inputs inputs = network.inputs().first(Math.max(1, Math.min(all, needed)));
    Map<Call, SharedSamples> samples = new LinkedHashMap<>();
    for (Call call : calls) {
      Experiment experiment = experiment(call, inputs, subject);
      samples.put(call, shared(experiment, List.of(experiment.observable()), subject));
    }
    Sampler sampler = (width, index) -> rows(expr, samples, width, index, 1)[0][0];
    if (calls.stream().allMatch(call -> Controlled.isPossible(observable(call)))) {
      ControlledSampler controlled =
          ExperimentSampler.controlled(
              (width, first, count) -> rows(expr, samples, width, first, count));
      sampler = keepsSize(expr) ? controlled : controlled.rescaled();
    }
    return new CachedSampler(sampler);
  }

  /**
   * Returns a sampler of numbers with the expectation of an observable, drawn from the Markov chain
   * of the networks' kernels; empty where there is none ({@link ChainMean#of}).
   */
  public Optional<Sampler> meanSampler(Expr expr, Subject subject) {
    if (!(expr instanceof Call call)
        || !Observables.in(expr).equals(Set.of(call))
        || training(subject).lastLayerOnly()) {
      return Optional.empty();
    }
    double[] input =
        network.inputs().points().get(0).stream().mapToDouble(Double::doubleValue).toArray();
    return ChainMean.of(observable(call), network.family(), input)
        .map(mean -> new CachedSampler(new ChainSampler(mean, streams(subject).child("chain"))));
  }

  /** Says why an observable's mean is its limit at every width; empty where that is not known. */
  public Optional<String> unbiased(Expr expr, Subject subject) {
    return meanSampler(expr, subject).isPresent()
        ? Unbiased.because(observable((Call) expr), network.family())
        : Optional.empty();
  }

  /** Tells whether what the controls explain is of the same size at all widths. */
  private boolean keepsSize(Expr expr) {
    NetworkFamily family = network.family();
    return !expr.symbols().contains("M")
        && family.readout().fanInPower() == 1
        && family.hidden().stream().allMatch(layer -> layer.fanInPower() == 1);
  }

  private static SharedSamples shared(
      Experiment experiment, List<Observable> observables, Subject subject) {
    return SharedSamples.of(experiment, observables, subject.options().seed());
  }

  /** Returns for each network the value of the expression, then all innovations of its parts. */
  private double[][] rows(
      Expr expr, Map<Call, SharedSamples> samples, int width, long first, int count) {
    Map<Call, List<List<Measurement>>> measured = new LinkedHashMap<>();
    samples.forEach((call, of) -> measured.put(call, of.at(width, first, count)));
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      Map<Call, double[]> parts = new LinkedHashMap<>();
      for (Map.Entry<Call, List<List<Measurement>>> entry : measured.entrySet()) {
        parts.put(entry.getKey(), entry.getValue().get(i).get(0).get());
      }
      rows[i] = row(expr, parts, width);
    }
    return rows;
  }

  private double[] row(Expr expr, Map<Call, double[]> parts, int width) {
    Evaluator at =
        evaluator
            .with("M", Quantity.of(width))
            .with("DataSize", Quantity.of(network.inputs().count()));
    Expr replaced = expr;
    double[] row = new double[1];
    int number = 0;
    for (Map.Entry<Call, double[]> entry : parts.entrySet()) {
      double[] measured = entry.getValue();
      if (expr.equals(entry.getKey())) {
        return measured;
      }
      String name = "measured" + number++;
      replaced =
          replaced.transform(node -> node.equals(entry.getKey()) ? Expressions.sym(name) : node);
      at = at.with(name, Quantity.of(measured[0]));
      int known = row.length;
      row = Arrays.copyOf(row, known + measured.length - 1);
      System.arraycopy(measured, 1, row, known, measured.length - 1);
    }
    row[0] = at.evaluate(replaced).value();
    return row;
  }

  /** The sampler of an expression whose parts are measured on the same networks. */
  private Sampler joint(Expr expr, List<Call> calls, Subject subject) {
    List<Observable> observables = calls.stream().map(this::observable).toList();
    List<Observable> measuredHere = trains(expr) ? together(observables) : observables;
    SharedSamples samples = shared(experiment(calls, subject), measuredHere, subject);
    int[] places = observables.stream().mapToInt(measuredHere::indexOf).toArray();
    double[] targets = targets(subject);
    Map<String, Quantity> kernels = new HashMap<>();
    Expr formula = KernelWords.withConstants(Observables.withTargets(expr), evaluator, kernels);
    return new CachedSampler(
        new SharedSampler(
            samples,
            (all, width) -> {
              List<double[]> measured =
                  Arrays.stream(places).mapToObj(p -> all.get(p).get()).toList();
              if (calls.get(0).equals(expr)) {
                return measured.get(0)[0];
              }
              Evaluator at =
                  evaluator
                      .with("M", Quantity.of(width))
                      .with("DataSize", Quantity.of(network.inputs().count()))
                      .with(Observables.TARGETS, Quantity.vector(targets, 0));
              for (Map.Entry<String, Quantity> kernel : kernels.entrySet()) {
                at = at.with(kernel.getKey(), kernel.getValue());
              }
              Expr replaced = formula;
              for (int i = 0; i < calls.size(); i++) {
                Call call = calls.get(i);
                String name = "measured" + i;
                replaced =
                    replaced.transform(node -> node.equals(call) ? Expressions.sym(name) : node);
                at = at.with(name, Observables.quantity(call, measured.get(i)));
              }
              return at.evaluate(replaced).value();
            }));
  }

  /**
   * Returns the sampler of the kernel's relative change in the training that an expression speaks
   * of.
   */
  Sampler kernelDrift(Expr expr, Subject subject) {
    List<Call> calls = List.copyOf(Observables.in(expr));
    List<Observable> measured = together(calls.stream().map(this::observable).toList());
    SharedSamples samples = shared(experiment(calls, subject), measured, subject);
    int place = measured.indexOf(new KernelDrift());
    return new SharedSampler(samples, (all, width) -> all.get(place).get()[0]);
  }

  /**
   * What is measured on a network that is trained: all that a claim may ask of the course of the
   * training, which costs little beside it, always in the same order, and what is asked beyond. So
   * claims about different observables are held against the same networks.
   */
  private List<Observable> together(List<Observable> asked) {
    Set<Observable> all = new LinkedHashSet<>();
    if (network.inputs().count() * network.family().outputs() <= FEW_OUTPUTS) {
      all.add(new OutputVector());
      all.add(new KernelMatrix());
    }
    all.addAll(ALWAYS);
    asked.stream().filter(observable -> !observable.equals(LAST)).forEach(all::add);
    all.add(LAST);
    return List.copyOf(all);
  }

  /** Returns whether the networks must be trained to measure the expression. */
  public boolean trains(Expr expr) {
    return Observables.in(expr).stream().anyMatch(call -> observable(call).needsTraining());
  }

  /** Returns s when the expression's mean approaches its limit as a series in M^-s. */
  public double biasExponent(Expr expr) {
    int outputs = network.family().outputs();
    return Observables.in(expr).stream()
        .mapToDouble(call -> observable(call).biasExponent(outputs))
        .min()
        .orElse(1);
  }

  /** Returns up to which width everything in the expression can be measured. */
  public int largestWidth(Expr expr) {
    return Observables.in(expr).stream()
        .mapToInt(call -> observable(call).largestWidth())
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private Observable observable(Call call) {
    return Observables.of(
        call, evaluator, new Shape(network.activations().size(), network.inputs().count()));
  }

  private Experiment experiment(Call call, Inputs inputs, Subject subject) {
    Observable observable = observable(call);
    return experiment(
        Controlled.isPossible(observable) ? new Controlled(observable) : observable,
        inputs,
        training(subject).lastLayerOnly() ? untrained(subject) : null,
        subject);
  }

  /** Draws a label, 1 or -1, for each input. */
  private double[] targets(Subject subject) {
    double[] targets = new double[network.inputs().count()];
    RandomGenerator random = streams(subject).child("targets").generator();
    for (int n = 0; n < targets.length; n++) {
      targets[n] = random.nextBoolean() ? 1 : -1;
    }
    return targets;
  }

  /** The networks and how they are trained: in one way, whatever is measured on them. */
  private Experiment experiment(List<Call> calls, Subject subject) {
    Set<TrainingMethod> methods = new LinkedHashSet<>();
    for (Call call : calls) {
      if (observable(call).needsTraining()) {
        methods.add(Observables.training(call, training(subject), evaluator));
      }
    }
    if (methods.size() > 1) {
      throw UndefinedValueException.ofFormula("a formula speaks of one training, not of several");
    }
    return experiment(
        observable(calls.get(0)),
        network.inputs(),
        methods.isEmpty() ? untrained(subject) : plan(methods.iterator().next(), subject),
        subject);
  }

  static TrainingDeclaration training(Subject subject) {
    return subject
        .claim()
        .network()
        .map(NetworkDeclaration::training)
        .orElse(TrainingDeclaration.DEFAULT);
  }

  private TrainingPlan plan(TrainingMethod method, Subject subject) {
    return TrainingPlan.of(method, training(subject).lastLayerOnly(), targets(subject));
  }

  /** A plan that says which parameters a kernel is of, where nothing is trained. */
  private TrainingPlan untrained(Subject subject) {
    return plan(new TrainingMethod.ExponentialFlow(1, 1, 0), subject);
  }

  private Experiment experiment(
      Observable observable, Inputs inputs, @Nullable TrainingPlan plan, Subject subject) {
    String name = NetworkStreams.name(subject.theorem(), subject.choice(), declaration(subject));
    return new Experiment(
        name, network.family(), inputs, observable, plan, MatrixKind.REVEALED, List.of(), 0);
  }
}
