package org.widelimit.activation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.calculus.Breakpoints;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/**
 * An activation function: a name, its formula in {@code x} and what follows from it.
 *
 * <p>Activations are compared by their formula. Wherever an activation stands, a name of the {@link
 * ActivationCatalogue} or an expression in {@code x} may stand, in which names of the catalogue may
 * be used as functions: {@code relu[x] + x/10}.
 */
public final class Activation {

  /** The name of the variable of every activation. */
  public static final String VARIABLE = "x";

  /** Points at which a formula must be a real number, but for isolated ones. */
  private static final double[] PROBES = probes();

  /** The largest distance of two neighbouring probes. */
  private static final double SPACING = 16 * 1.6 / 1024;

  private final String name;
  private final Expr expression;
  private final Set<String> parameters;
  private @Nullable Expr derivative;
  private @Nullable Expr distributionalDerivative;
  private double @Nullable [] breakpoints;
  private @Nullable UnaryFunction function;
  private @Nullable UnaryFunction slope;
  private @Nullable UnaryFunction curvature;

  private Activation(String name, Expr expression) {
    this.name = name;
    this.expression = expression;
    Set<String> free = new LinkedHashSet<>(expression.symbols());
    free.removeAll(Assumptions.CONSTANTS);
    free.remove(VARIABLE);
    this.parameters = Set.copyOf(free);
  }

  /**
   * Returns the activation of the catalogue, with its parameters' default values.
   *
   * @throws IllegalArgumentException if the catalogue has no such name; the message has the nearest
   */
  public static Activation named(String name) {
    ActivationCatalogue.Entry entry =
        ActivationCatalogue.find(name)
            .orElseThrow(() -> ActivationNames.unknown("activation", name));
    List<Expr> values = entry.defaults().stream().map(WolframReader::read).toList();
    return new Activation(entry.name(), ActivationNames.folded(entry.expression(values)));
  }

  /**
   * Reads an activation: a name of the catalogue ({@code relu}), a name with parameters ({@code
   * leakyRelu[1/10]}) or an expression in {@code x} ({@code x Erf[x]}).
   *
   * @param text Wolfram syntax
   * @throws org.widelimit.algebra.SyntaxException if the text is not well-formed
   * @throws IllegalArgumentException if it has an unknown name or is not a real number on an
   *     interval
   */
  public static Activation parse(String text) {
    return parse(text, Set.of());
  }

  /**
   * Reads an activation with symbolic parameters, such as {@code a Min[x, 0] + b Max[x, 0]}. It has
   * closed forms, but no numbers until values are put for its parameters.
   *
   * @param text Wolfram syntax
   * @param parameters the names that may occur beside {@code x}
   * @throws org.widelimit.algebra.SyntaxException if the text is not well-formed
   * @throws IllegalArgumentException if it has an unknown name or is not a real number on an
   *     interval
   */
  public static Activation parse(String text, Set<String> parameters) {
    WolframReader.Reading reading = WolframReader.readWithOffsets(text);
    ActivationNames.requireBrackets(reading, parameters);
    Activation activation =
        checked(text.strip(), ActivationNames.resolve(reading.expr(), parameters), parameters);
    if (parameters.isEmpty()) {
      Expr written =
          AsWritten.of(
              () ->
                  ActivationNames.folded(
                      ActivationNames.resolve(WolframReader.read(text), parameters)));
      if (!written.equals(activation.expression)) {
        checkReal(
            activation.name,
            AsWritten.of(() -> ExpressionCompiler.compileUnary(written, VARIABLE)));
      }
    }
    return activation;
  }

  /**
   * Returns the activation of a formula in {@code x}.
   *
   * @throws IllegalArgumentException if it has an unknown name or is not a real number on an
   *     interval
   */
  public static Activation of(Expr expression) {
    Expr resolved = ActivationNames.resolve(expression, Set.of());
    return checked(
        org.widelimit.algebra.syntax.wolfram.WolframWriter.write(expression), resolved, Set.of());
  }

  /**
   * Returns the activation of a formula in {@code x} and parameters that stay symbols.
   *
   * @param parameters the names that may occur beside {@code x}
   * @throws IllegalArgumentException if it has an unknown name or is not a real number on an
   *     interval
   */
  public static Activation of(Expr expression, Set<String> parameters) {
    return checked(
        org.widelimit.algebra.syntax.wolfram.WolframWriter.write(expression),
        ActivationNames.resolve(expression, parameters),
        parameters);
  }

  /**
   * Returns the activation of a formula in {@code x} under a name.
   *
   * @throws IllegalArgumentException if it has an unknown name or is not a real number on an
   *     interval
   */
  public static Activation of(String name, Expr expression) {
    return checked(name, ActivationNames.resolve(expression, Set.of()), Set.of());
  }

  private static Activation checked(String name, Expr resolved, Set<String> parameters) {
    Expr expression = ActivationNames.folded(resolved);
    for (String symbol : expression.symbols()) {
      if (!symbol.equals(VARIABLE)
          && !Assumptions.CONSTANTS.contains(symbol)
          && !parameters.contains(symbol)) {
        throw ActivationNames.unknown("symbol", symbol);
      }
    }
    expression.transform(
        node -> {
          if (node instanceof Call call
              && !(call.head() instanceof Sym head
                  && ActivationNames.HEADS.contains(head.name()))) {
            throw ActivationNames.unknown("function", call.head().toString());
          }
          return node;
        });
    Activation activation = new Activation(name, expression);
    if (activation.parameters.isEmpty()) {
      checkReal(name, activation.function());
    }
    return activation;
  }

  private static void checkReal(String name, UnaryFunction compiled) {
    double[] undefined =
        Arrays.stream(PROBES).filter(x -> Double.isNaN(compiled.applyAsDouble(x))).toArray();
    // Isolated points may be undefined: they have no probability.
    for (int i = 0; i + 2 < undefined.length; i++) {
      if (undefined[i + 2] - undefined[i] < 3 * SPACING) {
        throw new IllegalArgumentException(
            ("the activation %s is not a real number on an interval: %s. A Gaussian preactivation"
                    + " takes every real value, so that an activation must be real on the whole"
                    + " line")
                .formatted(name, where(undefined)));
      }
    }
  }

  private static String where(double[] undefined) {
    long left = Arrays.stream(undefined).filter(x -> x < 0).count();
    long right = undefined.length - left;
    long half = Arrays.stream(PROBES).filter(x -> x < 0).count();
    if (right == 0 && left == half) {
      return "it is complex or undefined for x < 0, half of the line";
    }
    if (left == 0 && right == PROBES.length - half) {
      return "it is complex or undefined for x > 0, half of the line";
    }
    return "it is complex or undefined around x = %.4g".formatted(undefined[undefined.length / 2]);
  }

  private static double[] probes() {
    double[] probes = new double[1024];
    for (int i = 0; i < probes.length; i++) {
      probes[i] = -8 + 16 * (i + 0.5 + 0.3 * Math.sin(i)) / probes.length;
    }
    return probes;
  }

  /** Returns the name: of the catalogue, or the text that was read. */
  public String name() {
    return name;
  }

  /** Returns the formula in the symbol {@code x}. */
  public Expr expression() {
    return expression;
  }

  /** Returns the names of the symbolic parameters; none for an activation that has numbers. */
  public Set<String> parameters() {
    return parameters;
  }

  /** Returns the activation's formula at another argument. */
  public Expr at(Expr argument) {
    return expression.substitute(VARIABLE, argument);
  }

  /** Returns the derivative in {@code x} that holds at all but isolated points. */
  public synchronized Expr derivative() {
    if (derivative == null) {
      derivative = AsWritten.canonical(() -> Derivatives.almostEverywhere(expression, VARIABLE));
    }
    return derivative;
  }

  /**
   * Returns the derivative in {@code x} in the sense of distributions: a jump of height h at a
   * gives {@code h DiracDelta[x - a]}.
   */
  public synchronized Expr distributionalDerivative() {
    if (distributionalDerivative == null) {
      distributionalDerivative =
          AsWritten.canonical(() -> Derivatives.distributional(expression, VARIABLE));
    }
    return distributionalDerivative;
  }

  /** Returns the kinks and jumps in ascending order. */
  public synchronized double[] breakpoints() {
    if (breakpoints == null) {
      breakpoints = Breakpoints.of(expression, VARIABLE);
    }
    return breakpoints.clone();
  }

  /**
   * Returns the activation, compiled. At a jump it has the value of the formula.
   *
   * @throws IllegalStateException if the activation has symbolic parameters
   */
  public synchronized UnaryFunction function() {
    if (function == null) {
      function = compile(expression);
    }
    return function;
  }

  /**
   * Returns the derivative that holds almost everywhere, compiled.
   *
   * @throws IllegalStateException if the activation has symbolic parameters
   */
  public synchronized UnaryFunction slope() {
    if (slope == null) {
      slope = compile(derivative());
    }
    return slope;
  }

  /**
   * Returns the second derivative that holds almost everywhere, compiled.
   *
   * @throws IllegalStateException if the activation has symbolic parameters
   */
  public synchronized UnaryFunction curvature() {
    if (curvature == null) {
      curvature = compile(Derivatives.almostEverywhere(derivative(), VARIABLE));
    }
    return curvature;
  }

  private UnaryFunction compile(Expr expr) {
    if (!parameters.isEmpty()) {
      throw new IllegalStateException(name + " has no numbers before its parameters " + parameters);
    }
    return ExpressionCompiler.compileUnary(expr, VARIABLE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Activation activation && expression.equals(activation.expression);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression);
  }

  @Override
  public String toString() {
    return name;
  }
}
