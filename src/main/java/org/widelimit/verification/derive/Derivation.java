package org.widelimit.verification.derive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.budget.Allowance;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.linear.Chains;
import org.widelimit.verification.derive.linear.GramWords;
import org.widelimit.verification.derive.linear.SpectralCalculus;
import org.widelimit.verification.derive.linear.VectorAlgebra;
import org.widelimit.verification.evaluate.Differentiation;
import org.widelimit.verification.verdict.Evidence;

/**
 * The first rung for equations: definitions, linear algebra, Gaussian calculus, and a zero test for
 * what remains.
 */
public final class Derivation {

  private final Subject subject;
  private final VectorAlgebra vectors;
  private final Map<Equality, ScalarProof.Reduction> reductions = new ConcurrentHashMap<>();

  public Derivation(Subject subject) {
    this.subject = subject;
    this.vectors =
        new VectorAlgebra(
            subject.theorem().symbols().values().stream()
                .filter(symbol -> symbol.kind() == FunctionDeclaration.Values.VECTORS)
                .map(SymbolDeclaration::name)
                .collect(Collectors.toSet()));
  }

  /** Derives all the equalities within one budget, or says which one stayed open. */
  public Evidence.Derived derive(List<Equality> equalities) {
    List<ProofStep> steps = new ArrayList<>();
    Allowance allowance = allowance();
    for (Equality equality : equalities) {
      Optional<String> open = prove(equality, steps, allowance);
      if (open.isPresent()) {
        return new Evidence.Derived(false, open.get(), steps, counterexample(equality));
      }
    }
    return equalities.isEmpty()
        ? new Evidence.Derived(false, "there is no equation to derive", steps)
        : Evidence.Derived.closed(steps, undefined(equalities));
  }

  private String undefined(List<Equality> equalities) {
    List<Expr> sides = new ArrayList<>();
    equalities.forEach(equality -> sides.addAll(List.of(equality.left(), equality.right())));
    return new Definedness(subject).undefined(sides);
  }

  private @Nullable Map<String, BigDecimal> counterexample(Equality equality) {
    return reduction(equality)
        .map(ScalarProof.Reduction::witness)
        .filter(witness -> witness.keySet().stream().noneMatch(InternalNames::isInternal))
        .orElse(null);
  }

  /** Returns what an equality whose derivation stayed open was brought to by exact steps. */
  public Optional<ScalarProof.Reduction> reduction(Equality equality) {
    return Optional.ofNullable(reductions.get(equality));
  }

  /** Returns whether two formulas are shown to be equal, so that a mutant is none. */
  public boolean equivalent(Equality equality) {
    // Of a mutant nothing is printed, so that nothing is proposed.
    return Proposer.silent()
        .during(
            () ->
                prove(equality, new ArrayList<>(), allowance()).isEmpty()
                    || Reflections.relate(
                        Definitions.expand(equality.left()),
                        Definitions.expand(equality.right()),
                        this::areEqual));
  }

  /** Returns whether formulas are equal whatever the symbols are that are not declared. */
  private boolean areEqual(Expr left, Expr right) {
    Assumptions assumptions =
        ClaimAssumptions.within(
            ClaimAssumptions.of(subject), Expressions.list(left, right), Set.of());
    return within(
            allowance(),
            new ArrayList<>(),
            steps -> apart(assumptions, new Equality(left, right), steps))
        .isEmpty();
  }

  private Allowance allowance() {
    return new Allowance(subject.options().budget().derivation());
  }

  /** Returns why the proof stayed open, or empty if it closed. */
  private Optional<String> prove(Equality equality, List<ProofStep> steps, Allowance allowance) {
    return within(allowance, steps, found -> proveWithin(equality, found));
  }

  /**
   * Runs a proof within what is left of a budget.
   *
   * @param steps receives the steps of a proof that ended in time
   * @param proof returns why it stayed open, or empty if it closed
   * @return the same, or that the budget ended
   */
  public static Optional<String> within(
      Allowance allowance,
      List<ProofStep> steps,
      Function<List<ProofStep>, Optional<String>> proof) {
    List<ProofStep> found = new ArrayList<>();
    try {
      Optional<String> open = allowance.run(() -> proof.apply(found), "the derivation");
      steps.addAll(found);
      return open;
    } catch (BudgetExceededException late) {
      return Optional.of(String.valueOf(late.getMessage()));
    } catch (StackOverflowError tooDeep) {
      return Optional.of("the formula is nested too deeply");
    }
  }

  private Optional<String> proveWithin(Equality equality, List<ProofStep> steps) {
    if (Chains.applies(equality)) {
      return new Chains(subject).prove(equality, steps);
    }
    if (SpectralCalculus.applies(equality.left(), subject.theorem())
        || SpectralCalculus.applies(equality.right(), subject.theorem())) {
      return spectral(equality, steps);
    }
    if (GramWords.applies(equality)) {
      GramWords words = new GramWords(ClaimAssumptions.of(subject));
      Optional<List<Equality>> numbers = words.reduce(equality);
      if (numbers.isPresent()) {
        steps.add(GramWords.step(equality));
        return ofEach(numbers.get(), words.assumptions(), steps);
      }
    }
    if (FixedPoints.applies(equality)) {
      return settling(equality, steps);
    }
    return KernelProof.applies(equality)
        ? new KernelProof(subject).prove(equality, steps, this::apart)
        : scalar(equality, ClaimAssumptions.of(subject), steps);
  }

  /** Proves an equality in symbols that the claim does not have: of it no reduction is kept. */
  private Optional<String> apart(
      Assumptions assumptions, Equality equality, List<ProofStep> steps) {
    Optional<String> open = scalar(equality, assumptions, steps);
    reductions.remove(equality);
    return open;
  }

  /** Where sides differ for some value of a symbol, they may agree at the fixed point. */
  private Optional<String> settling(Equality equality, List<ProofStep> steps) {
    FixedPoints.Opened opened = FixedPoints.open(subject, equality, steps);
    Optional<String> open = scalar(opened.equality(), opened.assumptions(), steps);
    boolean differs = reductions.remove(opened.equality()) != null;
    return open.isPresent() && differs && opened.symbolic()
        ? Optional.of("it does not follow from what defines the fixed points")
        : open;
  }

  private Optional<String> scalar(
      Equality equality, Assumptions assumptions, List<ProofStep> steps) {
    if (InductionProof.applies(equality)) {
      return new InductionProof(assumptions, this::apart).prove(equality, steps);
    }
    Expr leftFormula = formula(equality.left(), steps);
    Expr rightFormula = formula(equality.right(), steps);
    Expr left = vectors.normalize(leftFormula);
    Expr right = vectors.normalize(rightFormula);
    if (isZero(left, right)) {
      steps.add(new ProofStep("linear algebra", left, right, "both sides have one normal form"));
      return Optional.empty();
    }
    CertificateProof certified = new CertificateProof(subject, assumptions);
    Optional<List<ProofStep>> certificate = certified.prove(left, right);
    if (certificate.isPresent()) {
      steps.addAll(certificate.get());
      return Optional.empty();
    }
    Optional<String> open = ofForms(equality, leftFormula, rightFormula, assumptions, steps);
    if (open.isPresent()) {
      certified.reduction().ifPresent(seen -> reductions.putIfAbsent(equality, seen));
    }
    return open;
  }

  private Optional<String> ofForms(
      Equality equality,
      Expr leftFormula,
      Expr rightFormula,
      Assumptions assumptions,
      List<ProofStep> steps) {
    if (vectors.isScalar(leftFormula) && vectors.isScalar(rightFormula)) {
      // Not multiplied out, a recursion keeps what its layers are.
      int mark = steps.size();
      Optional<String> open =
          ofScalars(equality, new Equality(leftFormula, rightFormula), assumptions, steps);
      if (open.isEmpty() || reductions.containsKey(equality)) {
        return open;
      }
      steps.subList(mark, steps.size()).clear();
    }
    return ofScalars(
        equality,
        new Equality(vectors.normalize(leftFormula), vectors.normalize(rightFormula)),
        assumptions,
        steps);
  }

  private Optional<String> ofScalars(
      Equality equality, Equality sides, Assumptions assumptions, List<ProofStep> steps) {
    Angles angles = Angles.replaced(sides.left(), sides.right(), assumptions);
    steps.addAll(angles.steps());
    ScalarProof proof = new ScalarProof(subject, angles.assumptions());
    Optional<String> open = proof.prove(angles.left(), angles.right(), steps);
    if (angles.steps().isEmpty()) {
      proof.reduction().ifPresent(reduction -> reductions.put(equality, reduction));
    }
    return open;
  }

  private Optional<String> spectral(Equality equality, List<ProofStep> steps) {
    SpectralCalculus calculus = new SpectralCalculus(subject.theorem());
    try {
      List<Equality> parts =
          SpectralCalculus.Value.equalities(
              calculus.reduce(equality.left()), calculus.reduce(equality.right()));
      steps.add(calculus.step(equality.left(), equality.right()));
      return ofEach(parts, ClaimAssumptions.of(subject), steps);
    } catch (SpectralCalculus.NotSpectralException other) {
      return Optional.of(String.valueOf(other.getMessage()));
    }
  }

  /** Proves the equalities of numbers that one of vectors or matrices came down to. */
  private Optional<String> ofEach(
      List<Equality> parts, Assumptions assumptions, List<ProofStep> steps) {
    EqualityProver scalar =
        (all, part, found) -> new ScalarProof(subject, all).prove(part.left(), part.right(), found);
    for (Equality part : parts) {
      Optional<String> open =
          InductionProof.applies(part)
              ? new InductionProof(assumptions, scalar).prove(part, steps)
              : scalar.prove(assumptions, part, steps);
      if (open.isPresent()) {
        return open;
      }
    }
    return Optional.empty();
  }

  private boolean isZero(Expr left, Expr right) {
    return vectors.normalize(Expressions.minus(left, right)).isInteger(0);
  }

  /** Returns whether an expression has neither vectors nor matrices in it. */
  public boolean isOfNumbers(Expr expr) {
    return vectors.isScalar(expr) && !SpectralCalculus.applies(expr, subject.theorem());
  }

  /** Brings linear algebra to its normal form. */
  public Expr normalized(Expr formula) {
    return vectors.normalize(formula);
  }

  /** Expands definitions and brings expectations to one form. */
  public Expr formula(Expr side, List<ProofStep> steps) {
    Map<Expr, Expr> definitions = new LinkedHashMap<>();
    collect(side, definitions);
    definitions.forEach(
        (word, meaning) -> steps.add(new ProofStep("definition", word, meaning, "")));
    Expr expanded =
        Differentiation.price(ManyVariables.reduce(Definitions.expand(side), steps), steps);
    Expr measured = GaussianMeasure.recognize(expanded, steps);
    // Names first: a variable of an expectation within another is then none of the outer ones.
    Expr named = GaussianMeasure.canonicalNames(measured);
    Expr changed = new LinearForms(vectors::normalize).apply(named, steps);
    return GaussianMeasure.canonicalNames(changed);
  }

  private static void collect(Expr expr, Map<Expr, Expr> definitions) {
    if (expr instanceof Call call) {
      Definitions.of(call)
          .ifPresent(
              meaning -> {
                if (definitions.putIfAbsent(call, meaning) == null) {
                  collect(meaning, definitions);
                }
              });
      if (!(call.head() instanceof Sym)) {
        collect(call.head(), definitions);
      }
      call.args().forEach(arg -> collect(arg, definitions));
    }
  }
}
