package org.widelimit.verification.derive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.BoundNames;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.evaluate.Differentiation;
import org.widelimit.verification.evaluate.JumpsAtZero;

/** Equality of two scalar expressions: closed forms of expectations, then the zero test. */
public final class ScalarProof {

  /** The head of a derivative under an average that is not known. */
  private static final Sym DISTRIBUTION = InternalNames.symbol("D");

  /** A difference below this may be that of a constant and its decimals. */
  private static final BigDecimal ROUNDED = BigDecimal.ONE.movePointLeft(40);

  private static final int BITS_OF_DECIMALS = 100;

  private final Subject subject;
  private final Assumptions assumptions;
  private @Nullable Reduction reduction;

  /**
   * What an equality that stayed open was brought to.
   *
   * @param formulas both sides in elementary functions, by exact steps
   * @param witness a point at which the zero test saw them differ; null if it saw none
   */
  public record Reduction(Equality formulas, @Nullable Map<String, BigDecimal> witness) {
    public Reduction {
      witness = witness == null ? null : Map.copyOf(witness);
    }
  }

  public ScalarProof(Subject subject) {
    this(subject, ClaimAssumptions.of(subject));
  }

  public ScalarProof(Subject subject, Assumptions assumptions) {
    this.subject = subject;
    this.assumptions = assumptions;
  }

  /** Returns what the equality that was proved last came to, if it stayed open. */
  Optional<Reduction> reduction() {
    return Optional.ofNullable(reduction);
  }

  /** Returns why the proof stayed open, or empty if it closed. */
  Optional<String> prove(Expr left, Expr right, List<ProofStep> steps) {
    reduction = null;
    LayerKernels layers = layers(left, right);
    Equality formulas = new Equality(closed(left, layers, steps), closed(right, layers, steps));
    Expr difference = Expressions.minus(formulas.left(), formulas.right());
    if (difference.isInteger(0)) {
      steps.add(new ProofStep("algebra", left, right, "both sides are one formula"));
      return Optional.empty();
    }
    if (!Elementary.isFormula(difference)) {
      return haveEqualIntegrands(difference, steps)
          ? Optional.empty()
          : forAnyValues(difference, steps);
    }
    try {
      ZeroDecision decision =
          ZeroDecider.decide(
              difference,
              assumptions,
              layers.abbreviations(),
              subject.options().budget().derivation());
      if (decision instanceof ZeroDecision.Zero zero) {
        steps.addAll(zero.steps());
        steps.add(
            new ProofStep(
                "zero test", difference, Expressions.ZERO, String.valueOf(zero.reason())));
        return Optional.empty();
      }
      if (decision instanceof ZeroDecision.Nonzero nonzero) {
        boolean rounded = nonzero.value().abs().compareTo(ROUNDED) < 0 && holdsDecimals(difference);
        reduction = new Reduction(formulas, rounded ? null : nonzero.witness());
        return Optional.of("the difference of the sides is not zero" + at(nonzero));
      }
      reduction = new Reduction(formulas, null);
      return Optional.of(
          "the zero test could not decide: " + ((ZeroDecision.Unknown) decision).reason());
    } catch (BudgetExceededException late) {
      return Optional.of("the zero test ran out of time");
    }
  }

  /** Whether the expectations are of integrands that cancel, and what stands beside them too. */
  private boolean haveEqualIntegrands(Expr difference, List<ProofStep> steps) {
    Expr named = GaussianMeasure.canonicalOrder(difference);
    // What a file says of a symbol is not said of a variable that goes by the same name.
    Assumptions inside = ClaimAssumptions.within(assumptions, named, BoundNames.of(named));
    Optional<Averages> averages = Averages.of(named);
    if (averages.isEmpty() || !Elementary.isFormula(averages.get().rest())) {
      return false;
    }
    List<ProofStep> found = new ArrayList<>();
    List<Expr> zeros = new ArrayList<>(averages.get().integrands().values());
    zeros.add(averages.get().rest());
    for (Expr zero : zeros) {
      if (!Elementary.isFormula(zero)
          || !(ZeroDecider.decide(zero, inside, subject.options().budget().derivation())
              instanceof ZeroDecision.Zero decision)) {
        return false;
      }
      found.addAll(decision.steps());
      found.add(
          new ProofStep(
              "equal integrands",
              zero,
              Expressions.ZERO,
              "what is averaged over one law cancels, as " + decision.reason()));
    }
    steps.addAll(found);
    return true;
  }

  /** Takes the expectations that have no closed form for symbols: are the sides equal even so? */
  private Optional<String> forAnyValues(Expr difference, List<ProofStep> steps) {
    Map<Expr, Sym> symbols = new LinkedHashMap<>();
    Expr named = GaussianMeasure.canonicalOrder(difference);
    Expr general = withSymbols(named, symbols, named);
    Optional<String> open = Optional.of("an expectation or a word without a closed form is left");
    if (symbols.isEmpty() || !Elementary.isFormula(general)) {
      return open;
    }
    Assumptions reals = assumptions;
    for (Sym symbol : symbols.values()) {
      reals = reals.with(symbol.name(), Interval.REALS);
    }
    try {
      ZeroDecision decision =
          ZeroDecider.decide(general, reals, subject.options().budget().derivation());
      if (!(decision instanceof ZeroDecision.Zero zero)) {
        return open;
      }
      symbols.forEach(
          (expectation, symbol) ->
              steps.add(
                  new ProofStep(
                      "substitution",
                      expectation,
                      symbol,
                      "it has no closed form; the sides are equal for any value of it")));
      steps.addAll(zero.steps());
      steps.add(
          new ProofStep("zero test", general, Expressions.ZERO, String.valueOf(zero.reason())));
      return Optional.empty();
    } catch (BudgetExceededException late) {
      return open;
    }
  }

  private Expr withSymbols(Expr expr, Map<Expr, Sym> symbols, Expr avoid) {
    if (expr.isCall("E") && ((Call) expr).arity() >= 2) {
      return symbols.computeIfAbsent(
          expr, any -> InternalNames.of("expectation", String.valueOf(symbols.size() + 1)));
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    return Expressions.call(
        withSymbols(call.head(), symbols, avoid),
        call.args().stream().map(arg -> withSymbols(arg, symbols, avoid)).toList());
  }

  /** Whether a constant has so many digits that it stands for one that has no end of them. */
  private static boolean holdsDecimals(Expr expr) {
    if (expr instanceof Expr.Num number) {
      return number.denominator().bitLength() > BITS_OF_DECIMALS;
    }
    return expr instanceof Call call
        && (holdsDecimals(call.head())
            || call.args().stream().anyMatch(ScalarProof::holdsDecimals));
  }

  private static String at(ZeroDecision.Nonzero nonzero) {
    MathContext rounding = new MathContext(6);
    String point =
        nonzero.witness().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                entry ->
                    InternalNames.shown(entry.getKey()) + " = " + entry.getValue().round(rounding))
            .collect(Collectors.joining(", "));
    return (point.isEmpty() ? ": it is " : ": at " + point + " it is about ")
        + nonzero.value().round(rounding);
  }

  private LayerKernels layers(Expr... formulas) {
    Set<String> taken = new HashSet<>(assumptions.domains().keySet());
    for (Expr formula : formulas) {
      taken.addAll(formula.symbols());
    }
    return new LayerKernels(taken);
  }

  /** Puts activations in and every expectation that has one into closed form. */
  public Expr closed(Expr expr, List<ProofStep> steps) {
    return closed(expr, layers(expr), steps);
  }

  private Expr closed(Expr expr, LayerKernels layers, List<ProofStep> steps) {
    Set<String> bound = BoundNames.of(inlined(expr));
    Map<Expr, Optional<Expr>> known = new HashMap<>();
    UnaryOperator<Expr> rule =
        node -> {
          if (node.isCall("D")) {
            Expr derivative = Differentiation.formal(inlined(node), assumptions, steps);
            return derivative.isCall("D")
                ? new VarianceDerivative(assumptions).of(derivative, steps)
                : derivative;
          }
          return node.isCall("E") && ((Call) node).arity() > 1
              ? known
                  .computeIfAbsent(node, any -> closed((Call) node, bound, layers, steps))
                  .orElse(node)
              : node;
        };
    Expr averaged = expr.transform(node -> distributional(node, steps));
    Expr closed = inlined(averaged.transform(rule));
    LayerKernels.factors(averaged)
        .forEach(factor -> layers.nameFactor(inlined(factor.transform(rule))));
    return closed;
  }

  /**
   * Takes derivatives under an average in the sense of distributions: a jump that is averaged over
   * counts. Those that are not known stay, and the average has no closed form.
   */
  private Expr distributional(Expr node, List<ProofStep> steps) {
    if (!node.isCall("E") || ((Call) node).arity() < 2) {
      return node;
    }
    List<Expr> args = new ArrayList<>(((Call) node).args());
    args.set(
        0,
        args.get(0)
            .transform(
                part -> {
                  Expr derivative =
                      part.isCall("D")
                          ? Differentiation.distributional(inlined(part), steps)
                          : part;
                  // No later rule may take this one point by point.
                  return derivative.isCall("D")
                      ? Expressions.call(DISTRIBUTION, ((Call) derivative).args())
                      : derivative;
                }));
    return new Call(((Call) node).head(), args);
  }

  private Expr inlined(Expr expr) {
    return subject.activations().inline(expr);
  }

  private Optional<Expr> closed(
      Call expectation, Set<String> bound, LayerKernels layers, List<ProofStep> steps) {
    Call formula = (Call) inlined(expectation);
    Optional<Expr> value = value(expectation, formula, bound, steps);
    layers.collect(expectation);
    value.ifPresent(
        form -> steps.add(new ProofStep("closed form", formula, form, "by Gaussian integration")));
    return value;
  }

  /**
   * The closed form as it stands, or that for any variances, these put in afterwards: this first
   * where they are transcendental, as no derivation gains by their forms.
   *
   * @param node the expectation before activations were put in: their formulas may hide a variance,
   *     as a square of {@code Sqrt[q] z} does
   * @param formula the same with activations put in
   */
  private Optional<Expr> value(Call node, Call formula, Set<String> bound, List<ProofStep> steps) {
    Assumptions inside = ClaimAssumptions.within(assumptions, formula, bound);
    Optional<GeneralLaw> law = GeneralLaw.of(node);
    boolean nested =
        law.stream()
            .flatMap(general -> general.meanings().values().stream())
            .anyMatch(part -> !LayerKernels.isAlgebraic(part));
    Optional<Expr> value =
        nested
            ? general(law, inside, steps).or(() -> direct(formula, inside, steps))
            : direct(formula, inside, steps).or(() -> general(law, inside, steps));
    return value.or(() -> general(GeneralLaw.of(formula), inside, steps));
  }

  private static Optional<Expr> direct(Call node, Assumptions inside, List<ProofStep> steps) {
    if (node.arity() == 3 && mayJump(node, inside)) {
      return Optional.empty();
    }
    if (expectation(node, inside) instanceof GaussianResult.ClosedForm form) {
      steps.addAll(form.steps());
      return Optional.of(form.value());
    }
    return Optional.empty();
  }

  private Optional<Expr> general(
      Optional<GeneralLaw> general, Assumptions inside, List<ProofStep> steps) {
    return general
        .filter(law -> !mayJump(law, inside))
        .flatMap(
            law ->
                expectation((Call) inlined(law.expectation()), law.with(inside))
                        instanceof GaussianResult.ClosedForm form
                    ? Optional.of(law.instance(form, steps))
                    : Optional.empty());
  }

  /** Whether a variable of a pair may have no variance, and its function a jump there. */
  private static boolean mayJump(Call pair, Assumptions inside) {
    List<Expr> names = ((Call) pair.arg(1)).args();
    List<Expr> rows = ((Call) pair.arg(2)).args();
    return mayJump(pair.arg(0), (Sym) names.get(0), ((Call) rows.get(0)).arg(0), inside)
        || mayJump(pair.arg(0), (Sym) names.get(1), ((Call) rows.get(1)).arg(1), inside);
  }

  private static boolean mayJump(Expr body, Sym zero, Expr variance, Assumptions inside) {
    return Switches.jumps(body)
        && new SignDecider(inside).of(variance) != Sign.POSITIVE
        && new JumpsAtZero(zero.name(), inside).occur(body);
  }

  /** The same for a law with symbols for its variances. */
  private boolean mayJump(GeneralLaw law, Assumptions inside) {
    Call expectation = (Call) inlined(law.expectation());
    Assumptions known = law.with(inside);
    if (expectation.arity() == 3) {
      List<Expr> names = ((Call) expectation.arg(1)).args();
      return mayJump(
              expectation.arg(0), (Sym) names.get(0), law.meaning(law.variances().get(0)), known)
          || mayJump(
              expectation.arg(0), (Sym) names.get(1), law.meaning(law.variances().get(1)), known);
    }
    return law.variances().stream()
        .anyMatch(variance -> mayJump(expectation.arg(0), variance, law.meaning(variance), inside));
  }

  private static GaussianResult expectation(Call call, Assumptions inside) {
    if (call.arg(1) instanceof Sym z) {
      return GaussianCalculus.expectation(call.arg(0), z.name(), inside);
    }
    List<Expr> names = ((Call) call.arg(1)).args();
    List<Expr> rows = ((Call) call.arg(2)).args();
    return GaussianCalculus.expectation(
        call.arg(0),
        ((Sym) names.get(0)).name(),
        ((Sym) names.get(1)).name(),
        ((Call) rows.get(0)).arg(0),
        ((Call) rows.get(0)).arg(1),
        ((Call) rows.get(1)).arg(1),
        inside);
  }
}
