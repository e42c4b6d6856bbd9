package org.widelimit.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.gaussian.dual.CornerPoints;
import org.widelimit.gaussian.dual.CutQuadrature;
import org.widelimit.gaussian.dual.DualTable;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.KernelDerivation.Line;
import org.widelimit.network.symbolic.SymbolicNetwork;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/** Points at which derived kernels are evaluated, their ends included, and the values there. */
public final class KernelPoints {

  private static final MathContext DIGITS = new MathContext(90);

  /** What is asked of a value; a double has 17, and evaluation works with 20 more. */
  private static final int VALUE_DIGITS = 18;

  /** What stands for a variance of 0 in a form that divides by it, as a limit. */
  private static final BigDecimal SMALL = new BigDecimal("1e-60");

  /** What stands for {@code 1 - |rho|} at the ends. */
  private static final BigDecimal TINY = new BigDecimal("1e-50");

  /** The accuracy that is wanted of a program, relative to the scale of a value. */
  public static final double ACCURACY = 1e-12;

  /** The root of {@link #TINY} puts poles beyond this. */
  private static final double POLE = 1e20;

  private static final Map<String, KernelDerivation> DERIVATIONS = new ConcurrentHashMap<>();

  private static final double WEIGHT = 1.25;
  private static final double BIAS = 0.375;

  private KernelPoints() {}

  /**
   * One call of a function of a program.
   *
   * @param expected the value, {@code NaN} where there is none
   * @param scale what its error is relative to
   */
  public record Call(
      String activation, String function, List<Double> arguments, double expected, double scale) {
    public String line() {
      return activation
          + " "
          + function
          + " "
          + arguments.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s: %s, scale %s", line(), expected, scale);
    }
  }

  /** Variances p and q and a covariance. */
  record Point(double p, double q, double r) {
    private BigDecimal covariance() {
      BigDecimal end = variance(p).multiply(variance(q)).sqrt(DIGITS);
      BigDecimal exact = new BigDecimal(r);
      boolean inside = exact.abs().compareTo(end.multiply(BigDecimal.ONE.subtract(TINY))) < 0;
      if (inside || p == 0 || q == 0) {
        return exact;
      }
      BigDecimal near = end.multiply(BigDecimal.ONE.subtract(TINY));
      return r < 0 ? near.negate() : near;
    }

    private double correlation() {
      return p == 0 || q == 0 ? 0 : Math.max(-1, Math.min(1, r / Math.sqrt(p) / Math.sqrt(q)));
    }
  }

  private static BigDecimal variance(double value) {
    return value == 0 ? SMALL : new BigDecimal(value);
  }

  /** Returns random points and all ends: variances from 0 to 1e4, correlations from -1 to 1. */
  static List<Point> points(long seed, int random) {
    List<Point> points = new ArrayList<>();
    SplittableRandom source = new SplittableRandom(seed);
    for (int i = 0; i < random; i++) {
      double p = Math.exp(source.nextDouble(-6, 6));
      double q = Math.exp(source.nextDouble(-6, 6));
      // Random correlations, and such as come close to 1 and -1 to any digit.
      double complement = i % 2 == 0 ? source.nextDouble() : Math.pow(2, -source.nextDouble(2, 50));
      double end = Math.sqrt(p) * Math.sqrt(q) * (i % 4 < 2 ? 1 : -1);
      points.add(new Point(i % 3 == 0 ? p : q, q, inside(i % 3 == 0 ? p : q, q, end, complement)));
    }
    // Squares of few digits: r^2 == p q to the last.
    double[] roots = {0, 0x1p-13, 0.75, 100};
    for (double s : roots) {
      for (double t : roots) {
        for (double rho : new double[] {-1, 0.875, 1}) {
          if (s <= t && (s != 0 || rho == 1)) {
            points.add(new Point(s * s, t * t, rho * s * t));
          }
        }
      }
    }
    return points;
  }

  private static double inside(double p, double q, double end, double complement) {
    double limit = Math.nextDown(Math.sqrt(p) * Math.sqrt(q) * (1 - 0x1p-52));
    double r = Math.copySign(Math.sqrt(p) * Math.sqrt(q) * (1 - complement), end);
    return Math.max(-limit, Math.min(limit, r));
  }

  /** The activations whose forms hold BivariateNormalCDF: there are tables of their duals. */
  static final List<String> TABULATED =
      List.of("elu", "celu", "selu", "hardTanh", "hardSigmoid", "hardSwish", "relu6");

  /** Returns the names of the activations of which the program has closed forms. */
  static List<String> closed() {
    return ActivationCatalogue.names().stream()
        .filter(name -> line(derivation(name), "dual").note().isEmpty())
        .toList();
  }

  /** Returns what {@code derive} derives where no options are given, once for each name. */
  public static KernelDerivation derivation(String name) {
    return DERIVATIONS.computeIfAbsent(
        name, key -> KernelDerivation.of(activation(key), SymbolicNetwork.Layers.DENSE, 1, 0));
  }

  private static Activation activation(String name) {
    ActivationCatalogue.Entry entry = ActivationCatalogue.find(name).orElseThrow();
    return entry.hasLongValues()
        ? Activation.parse(name + entry.parameters(), Set.copyOf(entry.parameters()))
        : Activation.parse(name);
  }

  private static Line line(KernelDerivation derivation, String name) {
    return derivation.lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the numbers of all symbols but the variances. */
  private static Map<String, BigDecimal> constants(String name) {
    Map<String, BigDecimal> constants = new HashMap<>();
    constants.put("sigmaW", new BigDecimal(WEIGHT));
    constants.put("sigmaB", new BigDecimal(BIAS));
    ActivationCatalogue.Entry entry = ActivationCatalogue.find(name).orElseThrow();
    for (int i = 0; entry.hasLongValues() && i < entry.parameters().size(); i++) {
      double value = Double.parseDouble(entry.defaults().get(i));
      constants.put(entry.parameters().get(i), new BigDecimal(value));
    }
    return constants;
  }

  /** Returns the calls of an activation's functions with the values of the tables. */
  static List<Call> tabulated(String name, List<DualTable.Row> rows) {
    List<Call> calls = new ArrayList<>();
    Values values = new Values(derivation(name), constants(name));
    for (DualTable.Row row : rows) {
      if ((row.p() == 0 || row.q() == 0) && row.correlation().complement() != 1) {
        continue; // A covariance of 0 does not tell the correlation.
      }
      double size = Math.sqrt(row.p()) * Math.sqrt(row.q());
      Point point = new Point(row.p(), row.q(), row.correlation().rho() * size);
      double dual = Double.parseDouble(row.value());
      double derivative = Double.parseDouble(row.derivative());
      // The terms of the forms are of this size where the sum is smaller.
      double scale = Math.max(Math.max(1, Math.abs(point.r())), values.root("secondMoment", point));
      // The covariance is rounded, and the angle of the inputs has an infinite slope at its ends.
      double complement = row.correlation().complement();
      double angle = Math.min(0x1p-52 / Math.sqrt(complement), 0x1p-25);
      double slope = 1 + angle / ACCURACY;
      values.addKernels(calls, point, dual, derivative, scale, slope);
      if (row.p() == row.q() && row.p() > 0) {
        double kernel = WEIGHT * WEIGHT * dual + BIAS * BIAS;
        double length = WEIGHT * WEIGHT * scale + BIAS * BIAS;
        values.add(calls, "correlationMap", point, kernel / row.q(), length / row.q());
        if (complement == 0) {
          values.addMoments(calls, point);
        }
      }
    }
    return calls;
  }

  /** Returns calls at random points and extreme variances, with values by stable evaluation. */
  static List<Call> measured(String name, List<Point> points) {
    List<Call> calls = new ArrayList<>();
    Values values = new Values(derivation(name), constants(name));
    Activation phi = Activation.parse(name);
    NumericalDual numerical = NumericalDual.of(phi, phi);
    for (Point point : points) {
      if (point.p() == 0 || point.q() == 0) {
        continue;
      }
      Correlation correlation = Correlation.of(point.correlation());
      Bounded dual = numerical.value(point.p(), point.q(), correlation);
      Bounded slope = numerical.derivative(point.p(), point.q(), correlation);
      double first = numerical.value(point.p(), point.p(), Correlation.ONE).value();
      double second = numerical.value(point.q(), point.q(), Correlation.ONE).value();
      // The terms of the forms are of this size where the sum is smaller.
      double scale = Math.max(Math.max(1, Math.abs(point.r())), Math.sqrt(first * second));
      double complement = Math.max(correlation.complement(), 0x1p-53);
      double angle = Math.min(0x1p-51 / Math.sqrt(complement), 0x1p-25);
      values.add(calls, "dual", point, dual.value(), scale + dual.error() / ACCURACY);
      values.add(
          calls, "derivativeDual", point, slope.value(), 1 + (angle + slope.error()) / ACCURACY);
    }
    return calls;
  }

  /**
   * Returns calls at random points and all ends, with values by an independent quadrature: what is
   * relative to the root of the second moments at least.
   */
  static List<Call> integrated(String name, int count) {
    List<Call> calls = new ArrayList<>();
    Values values = new Values(derivation(name), constants(name));
    Activation phi = Activation.named(name);
    integrated(calls, values, "dual", phi, count);
    integrated(calls, values, "derivativeDual", Activation.of(phi.derivative()), count);
    return calls;
  }

  private static void integrated(
      List<Call> calls, Values values, String function, Activation phi, int count) {
    SplittableRandom random = new SplittableRandom(11);
    DoubleUnaryOperator f = phi.function();
    DoubleUnaryOperator square = x -> f.applyAsDouble(x) * f.applyAsDouble(x);
    double[] kinks = phi.breakpoints();
    for (int i = 0; i < count; i++) {
      CornerPoints.Point at = CornerPoints.point(i, random);
      double expected = CutQuadrature.expectation(f, kinks, f, kinks, at.p(), at.q(), at.r());
      double moments =
          CutQuadrature.mean(square, kinks, at.p()) * CutQuadrature.mean(square, kinks, at.q());
      Point point = new Point(at.p(), at.q(), at.r());
      values.add(calls, function, point, expected, Math.max(1, Math.sqrt(moments)));
    }
  }

  /** Returns the calls of an activation's functions, with values by the forms to many digits. */
  static List<Call> calls(String name, List<Point> points) {
    List<Call> calls = new ArrayList<>();
    Values values = new Values(derivation(name), constants(name));
    for (Point point : points) {
      double dual = values.value("dual", point);
      double derivative = values.value("derivativeDual", point);
      // The limit at variance 0 is to be right in absolute terms, as one would see it.
      double least = point.p() == 0 || point.q() == 0 ? 1 : 0;
      double scale = Math.max(least, values.root("secondMoment", point));
      double moment = values.root("slopeMoment", point);
      double slope = Math.max(least, Double.isNaN(moment) ? Math.abs(derivative) : moment);
      if (Double.isFinite(scale) && Double.isFinite(slope)) {
        values.addKernels(calls, point, dual, derivative, scale, slope);
        if (point.p() == point.q() && point.r() != 0) {
          values.addMoments(calls, point);
          double length = WEIGHT * WEIGHT * scale + BIAS * BIAS;
          double map = values.value("correlationMap", point);
          values.add(calls, "correlationMap", point, map, length / point.q());
        }
      }
    }
    return calls;
  }

  private record Values(
      KernelDerivation derivation, Map<String, BigDecimal> constants, Map<String, Double> moments) {

    Values(KernelDerivation derivation, Map<String, BigDecimal> constants) {
      this(derivation, constants, new HashMap<>());
    }

    /** Returns the root of the product of a moment at both variances. */
    double root(String moment, Point point) {
      return Math.sqrt(moment(moment, point.p()) * moment(moment, point.q()));
    }

    private double moment(String moment, double variance) {
      return moments.computeIfAbsent(
          moment + variance, key -> value(moment, new Point(variance, variance, 0)));
    }

    private Map<String, BigDecimal> at(Point point) {
      Map<String, BigDecimal> values = new HashMap<>(constants);
      values.put("p", variance(point.p()));
      values.put("q", variance(point.q()));
      values.put("r", point.covariance());
      BigDecimal correlation = new BigDecimal(point.correlation());
      BigDecimal end = BigDecimal.ONE.subtract(TINY);
      values.put("c", correlation.min(end).max(end.negate()));
      return values;
    }

    /** Returns NaN where there is no such function or no value. */
    double value(String function, Point point) {
      if (!isWritten(function)) {
        return Double.NaN;
      }
      Expr right = line(derivation, function).right();
      return HighPrecision.evaluate(right, at(point), VALUE_DIGITS)
          .map(BigDecimal::doubleValue)
          .orElse(Double.NaN);
    }

    void addKernels(
        List<Call> calls, Point point, double dual, double derivative, double scale, double slope) {
      double length = WEIGHT * WEIGHT * scale + BIAS * BIAS;
      double kernel = WEIGHT * WEIGHT * dual + BIAS * BIAS;
      double part = WEIGHT * WEIGHT * point.r();
      double size = Math.sqrt(point.p()) * Math.sqrt(point.q());
      add(calls, "dual", point, dual, scale);
      add(calls, "derivativeDual", point, infinite(derivative), slope);
      add(calls, "nngp1", point, kernel, length);
      double tangent = infinite(kernel + part * derivative);
      // Where two jumps meet at variance 0 the form is 0 times Infinity.
      boolean undefined = part == 0 && Double.isInfinite(infinite(derivative));
      add(
          calls,
          "ntk1",
          point,
          undefined ? Double.NaN : tangent,
          length + WEIGHT * WEIGHT * size * slope);
    }

    /** Jumps have no moment of the slope, and a pole where the inputs are equal or opposite. */
    private double infinite(double value) {
      boolean pole = !isWritten("slopeMoment") && Math.abs(value) > POLE;
      return pole ? Math.copySign(Double.POSITIVE_INFINITY, value) : value;
    }

    void addMoments(List<Call> calls, Point point) {
      double m = root("secondMoment", point);
      double s = root("slopeMoment", point);
      double scale = TABULATED.contains(name()) ? Math.max(1, m) : m;
      double length = WEIGHT * WEIGHT * scale + BIAS * BIAS;
      add(calls, "mean", point, value("mean", point), Math.sqrt(scale));
      add(calls, "secondMoment", point, m, scale);
      add(calls, "slopeMoment", point, s, s);
      double curvature = Math.max(s, m / point.q());
      add(calls, "curvatureMoment", point, value("curvatureMoment", point), curvature);
      add(calls, "lengthMap", point, WEIGHT * WEIGHT * m + BIAS * BIAS, length);
      add(calls, "chi", point, WEIGHT * WEIGHT * s, WEIGHT * WEIGHT * s);
    }

    private String name() {
      String text = derivation.activation().name();
      return text.contains("[") ? text.substring(0, text.indexOf('[')) : text;
    }

    private boolean isWritten(String function) {
      return derivation.lines().stream()
          .anyMatch(
              line ->
                  line.name().equals(function)
                      && !line.right().symbols().contains("Indeterminate")
                      && !line.note().contains("no closed form"));
    }

    void add(List<Call> calls, String function, Point point, double expected, double scale) {
      if (!isWritten(function)) {
        return;
      }
      if (Double.isNaN(expected)) {
        return;
      }
      Line line = line(derivation, function);
      Map<String, Double> arguments = new HashMap<>();
      constants.forEach((symbol, value) -> arguments.put(symbol, value.doubleValue()));
      arguments.putAll(Map.of("p", point.p(), "q", point.q(), "r", point.r()));
      arguments.put("c", point.correlation());
      calls.add(
          new Call(
              name(),
              function,
              line.parameters().stream().map(arguments::get).toList(),
              expected,
              scale));
    }
  }
}
