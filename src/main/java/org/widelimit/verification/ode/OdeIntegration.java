package org.widelimit.verification.ode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketedUnivariateSolver;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Switches;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.verification.claim.Equality;

/**
 * The solution of an initial value problem, of a number or a vector, by numerical integration: the
 * second route beside the residual of the claimed solution.
 *
 * <p>Steps end at every time that the equation names and where a branch of it switches along the
 * solution; an integration that leaves every bound is stopped there. What it sees is an estimate:
 * it reports, and refutes nothing.
 */
public final class OdeIntegration {

  private static final double TIGHT = 1e-12;
  private static final double LOOSE = 1e-10;
  private static final int EVALUATIONS = 20_000;
  private static final int CHECKS = 64;
  private static final int STEPS = 16;

  /** A solution so many times larger than anything that is expected is taken to have no end. */
  private static final double BEYOND = 1e9;

  private static final Sym UNKNOWN = InternalNames.symbol("unknown");

  private final OdeClaim claim;
  private final Expr right;
  private final OdeTimes times;

  /**
   * Compares an integration with the claimed solution.
   *
   * @param agreeing at how many times both agree
   * @param differing at how many they do not
   * @param lost how many the integration does not reach
   * @param why why it did not reach one, or where it first differed
   */
  public record Outcome(int agreeing, int differing, int lost, Optional<String> why) {
    public static final Outcome NONE = new Outcome(0, 0, 0, Optional.empty());

    public Outcome plus(Outcome other) {
      boolean clearer = other.differing > 0 && differing == 0;
      return new Outcome(
          agreeing + other.agreeing,
          differing + other.differing,
          lost + other.lost,
          why.isPresent() && !clearer ? why : other.why);
    }

    private static Outcome lost(int count, String why) {
      return new Outcome(0, 0, count, Optional.of(why));
    }
  }

  private OdeIntegration(OdeClaim claim, Expr right, OdeTimes times) {
    this.claim = claim;
    this.right = right;
    this.times = times;
  }

  /** Integrates from the initial time to both ends of the interval, as far as it reaches. */
  public static Outcome of(OdeProblem problem, OdeTimes times) {
    Expr right = problem.right();
    if (right == null) {
      return Outcome.NONE;
    }
    OdeClaim claim = problem.claim();
    Expr head = Expressions.sym(claim.function());
    Expr t = Expressions.sym(claim.variable());
    Expr field =
        right.transform(
            node ->
                node instanceof Call call
                        && call.head().equals(head)
                        && call.args().equals(List.of(t))
                    ? UNKNOWN
                    : node);
    OdeIntegration integration = new OdeIntegration(claim, field, times);
    double start = times.start().doubleValue();
    double[] all = times.ordinary().stream().mapToDouble(Expr.Num::doubleValue).toArray();
    double[] later = Arrays.stream(all).filter(time -> time > start).sorted().toArray();
    double[] earlier = Arrays.stream(all).filter(time -> time < start).sorted().toArray();
    reverse(earlier);
    return integration.along(thinned(later)).plus(integration.along(thinned(earlier)));
  }

  private static void reverse(double[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** A few of the times: the last one among them. */
  private static double[] thinned(double[] all) {
    int kept = Math.min(4, all.length);
    double[] some = new double[kept];
    for (int i = 0; i < kept; i++) {
      some[i] = all[(int) ((long) (i + 1) * all.length / kept) - 1];
    }
    return some;
  }

  private Outcome along(double[] targets) {
    if (targets.length == 0) {
      return Outcome.NONE;
    }
    Outcome outcome = Outcome.NONE;
    List<double[]> fine = new ArrayList<>();
    List<double[]> coarse = new ArrayList<>();
    String end = integrate(targets, TIGHT, fine);
    integrate(targets, LOOSE, coarse);
    int reached = Math.min(fine.size(), coarse.size());
    for (int i = 0; i < reached; i++) {
      outcome = outcome.plus(compared(targets[i], fine.get(i), coarse.get(i)));
    }
    return reached == targets.length
        ? outcome
        : outcome.plus(Outcome.lost(targets.length - reached, end));
  }

  private Outcome compared(double time, double[] fine, double[] coarse) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < fine.length; i++) {
      difference = Math.max(difference, Math.abs(fine[i] - coarse[i]));
      size = Math.max(size, Math.abs(fine[i]));
    }
    try {
      Equality.Comparison seen =
          Equality.compare(
              Quantity.vector(fine, 100 * difference + 10 * LOOSE * (1 + size)),
              times.values().at(time).evaluate(claim.solution()),
              claim.discrepancy());
      return switch (seen.agreement()) {
        case AGREE -> new Outcome(1, 0, 0, Optional.empty());
        case DIFFER ->
            new Outcome(
                0,
                1,
                0,
                Optional.of(
                    "at %s = %.6g it gives %.6g".formatted(claim.variable(), time, seen.left())));
        case UNDECIDED, UNDEFINED -> Outcome.lost(1, "its error bound is too large");
      };
    } catch (UndefinedValueException undefined) {
      return Outcome.lost(1, String.valueOf(undefined.getMessage()));
    }
  }

  /** Fills in the states at the targets and returns why it did not reach the last one. */
  private String integrate(double[] targets, double tolerance, List<double[]> states) {
    double now = times.start().doubleValue();
    try {
      Quantity initial = times.values().trial().evaluator().evaluate(claim.initialValue());
      if (!initial.isVector()) {
        return "an equation for a matrix";
      }
      double[] state = initial.toArray();
      for (double target : targets) {
        for (double stop : stops(now, target)) {
          ODEStateAndDerivative reached = segment(now, stop, state, tolerance);
          if (reached.getTime() != stop) {
            return "the solution of the equation leaves every bound near %s = %.6g"
                .formatted(claim.variable(), reached.getTime());
          }
          state = reached.getPrimaryState();
          now = stop;
        }
        states.add(state);
      }
      return "";
    } catch (UndefinedValueException undefined) {
      return String.valueOf(undefined.getMessage());
    } catch (MathRuntimeException ends) {
      return "it takes too many steps beyond %s = %.6g".formatted(claim.variable(), now);
    }
  }

  /** The special times between two others, and the second. */
  private List<Double> stops(double from, double to) {
    TreeSet<Double> between = new TreeSet<>();
    for (SpecialTimes.Special special : times.special()) {
      double at = special.at().doubleValue();
      if (at > Math.min(from, to) && at < Math.max(from, to)) {
        between.add(at);
      }
    }
    List<Double> stops = new ArrayList<>(to >= from ? between : between.descendingSet());
    stops.add(to);
    return stops;
  }

  private ODEStateAndDerivative segment(double from, double to, double[] state, double tolerance) {
    double span = Math.abs(to - from);
    DormandPrince853Integrator integrator =
        new DormandPrince853Integrator(
            Math.max(span * 1e-13, 4 * Math.ulp(Math.max(Math.abs(from), Math.abs(to)))),
            span / STEPS,
            tolerance,
            tolerance);
    integrator.setMaxEvaluations(EVALUATIONS);
    double bound = BEYOND * (1 + largest(state));
    integrator.addEventDetector(
        new Detector(span, reached -> bound - largest(reached.getPrimaryState()), Action.STOP));
    for (Expr part : switches()) {
      integrator.addEventDetector(
          new Detector(
              span,
              reached -> value(part, reached.getTime(), reached.getPrimaryState()).value(),
              Action.RESET_DERIVATIVES));
    }
    return integrator.integrate(
        new ExpandableODE(equation(state.length)), new ODEState(from, state), to);
  }

  private OrdinaryDifferentialEquation equation(int dimension) {
    return new OrdinaryDifferentialEquation() {
      @Override
      public int getDimension() {
        return dimension;
      }

      @Override
      public double[] computeDerivatives(double now, double[] y) {
        return value(right, now, y).toArray();
      }
    };
  }

  private Quantity value(Expr expr, double now, double[] y) {
    return times.values().at(now).with(UNKNOWN.name(), Quantity.vector(y, 0)).evaluate(expr);
  }

  private static double largest(double[] state) {
    return Arrays.stream(state).map(Math::abs).max().orElse(0);
  }

  /** The parts of the equation on whose sign it depends and that depend on the solution. */
  private Set<Expr> switches() {
    Set<Expr> parts = new LinkedHashSet<>();
    collect(right, parts);
    parts.removeIf(part -> !part.symbols().contains(UNKNOWN.name()));
    return parts;
  }

  private static void collect(Expr expr, Set<Expr> parts) {
    if (expr instanceof Call call) {
      parts.addAll(Switches.of(call));
      call.args().forEach(arg -> collect(arg, parts));
    }
  }

  /** Watches for the zero of a function of the state. */
  private record Detector(
      double span,
      java.util.function.ToDoubleFunction<ODEStateAndDerivative> function,
      Action action)
      implements ODEEventDetector {

    @Override
    public AdaptableInterval getMaxCheckInterval() {
      return AdaptableInterval.of(span / CHECKS);
    }

    @Override
    public int getMaxIterationCount() {
      return 100;
    }

    @Override
    public BracketedUnivariateSolver<UnivariateFunction> getSolver() {
      return new BracketingNthOrderBrentSolver(0, span * 1e-12, 0, 5);
    }

    @Override
    public ODEEventHandler getHandler() {
      return (state, detector, increasing) -> action;
    }

    @Override
    public double g(ODEStateAndDerivative state) {
      double value = function.applyAsDouble(state);
      // The search for a zero does not end where the function is 0 all along.
      return value == 0 ? Double.MIN_NORMAL : value;
    }
  }
}
