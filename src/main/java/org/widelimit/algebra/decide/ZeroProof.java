package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Abbreviation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** The search for a proof that an expression is 0: normal form, cases, derivatives. */
final class ZeroProof {

  private static final int DEEPEST = 9;
  private static final int MOST_RESTARTS = 40;

  private final Deadline deadline;
  private final List<ProofStep> steps;

  ZeroProof(Deadline deadline, List<ProofStep> steps) {
    this.deadline = deadline;
    this.steps = steps;
  }

  /**
   * Proves that the expression is 0.
   *
   * @throws UndecidedException if no proof is found, which says nothing of the expression
   */
  void prove(Expr expr, Assumptions assumptions, int depth) {
    prove(expr, assumptions, List.of(), depth);
  }

  /**
   * Proves that the expression is 0.
   *
   * @param abbreviations names for parts of it, the innermost first; what is derived of the
   *     expression holds for whatever values of the names, so they are not put in again there
   * @throws UndecidedException if no proof is found, which says nothing of the expression
   */
  void prove(Expr expr, Assumptions assumptions, List<Abbreviation> abbreviations, int depth) {
    if (depth > DEEPEST) {
      throw new UndecidedException("the proof grew too deep");
    }
    Refinements refinements = new Refinements();
    for (int i = 0; i < MOST_RESTARTS; i++) {
      try {
        TowerReader reader =
            new TowerReader(assumptions, refinements, deadline, abbreviations.size());
        List<ProofStep> names = new Elimination(reader, assumptions, abbreviations).apply();
        Ratio ratio = reader.read(expr);
        steps.addAll(names);
        if (ratio.isZero()) {
          steps.add(new ProofStep("normal form", expr, ZERO, because(reader.tower())));
        } else {
          new DifferentialArgument(this, reader, assumptions, steps).prove(ratio, depth);
        }
        return;
      } catch (RestartException finer) {
        deadline.check();
      } catch (CaseNeededException needed) {
        byCases(expr, assumptions, abbreviations, needed, depth);
        return;
      }
    }
    throw new UndecidedException("its roots and exponentials have no common step");
  }

  private static String because(Tower tower) {
    List<String> roots = new ArrayList<>();
    for (TowerVariable variable : tower.variables()) {
      if (variable.kind() == TowerVariable.Kind.ROOT) {
        roots.add(WolframWriter.write(variable.meaning()));
      }
    }
    return roots.isEmpty()
        ? "As a quotient of polynomials its numerator is 0."
        : "As a quotient of polynomials its numerator is 0 by the definition of "
            + String.join(", ", roots)
            + ".";
  }

  private void byCases(
      Expr expr,
      Assumptions assumptions,
      List<Abbreviation> abbreviations,
      CaseNeededException needed,
      int depth) {
    Expr discriminant = needed.discriminant();
    for (String relation : List.of("Greater", "Less")) {
      Optional<Assumptions> narrowed = narrow(assumptions, discriminant, relation);
      if (narrowed.isPresent()) {
        Expr condition = call(relation, discriminant, ZERO);
        if (assumptions.constraints().contains(condition)) {
          throw new UndecidedException(
              "the sign of " + WolframWriter.write(discriminant) + " could not be used");
        }
        steps.add(
            new ProofStep(
                "case distinction", expr, expr, "Case " + WolframWriter.write(condition) + "."));
        prove(expr, narrowed.get(), abbreviations, depth + 1);
      }
    }
    // Where it is 0, an expression without jumps has the value that it has nearby.
    if (needed.jump() || Switches.jumps(expr)) {
      atJump(expr, assumptions, discriminant, depth);
    }
  }

  /** Adds the sign of the discriminant; empty if no point is left. */
  private static Optional<Assumptions> narrow(
      Assumptions assumptions, Expr discriminant, String relation) {
    Num factor = Expressions.coefficient(discriminant);
    if (Expressions.withoutCoefficient(discriminant) instanceof Sym sym
        && !Assumptions.CONSTANTS.contains(sym.name())) {
      boolean above = relation.equals("Greater") == factor.signum() > 0;
      Interval domain = assumptions.domain(sym.name());
      try {
        Optional<Num> zero = Optional.of(ZERO);
        boolean lowerStays = domain.lower().isPresent() && domain.lower().get().signum() > 0;
        boolean upperStays = domain.upper().isPresent() && domain.upper().get().signum() < 0;
        return Optional.of(
            assumptions.with(
                sym.name(),
                above
                    ? new Interval(
                        lowerStays ? domain.lower() : zero,
                        lowerStays && domain.lowerClosed(),
                        domain.upper(),
                        domain.upperClosed(),
                        domain.integer())
                    : new Interval(
                        domain.lower(),
                        domain.lowerClosed(),
                        upperStays ? domain.upper() : zero,
                        upperStays && domain.upperClosed(),
                        domain.integer())));
      } catch (IllegalArgumentException empty) {
        return Optional.empty();
      }
    }
    return Optional.of(assumptions.with(call(relation, discriminant, ZERO)));
  }

  /**
   * Where a jump's argument is 0, the value is its own: for each factor of the argument, a symbol
   * is solved for and replaced.
   */
  private void atJump(Expr expr, Assumptions assumptions, Expr discriminant, int depth) {
    for (Expr factor : zeros(assumptions, discriminant)) {
      atZero(expr, assumptions, factor, depth);
    }
  }

  /**
   * Returns factors one of which is 0 wherever the expression is, those left out that never are.
   */
  private List<Expr> zeros(Assumptions assumptions, Expr expr) {
    try {
      TowerReader reader = new TowerReader(assumptions, new Refinements(), deadline);
      return Factors.of(reader.read(expr).numerator()).factors().stream()
          .map(Factors.Factor::base)
          .filter(base -> !reader.signs().sign(base).isStrict())
          .map(reader.tower()::toExpr)
          .toList();
    } catch (RestartException | CaseNeededException unread) {
      return List.of(expr);
    }
  }

  private void atZero(Expr expr, Assumptions assumptions, Expr factor, int depth) {
    for (String name : factor.symbols()) {
      if (Assumptions.CONSTANTS.contains(name)) {
        continue;
      }
      Optional<Expr> slope = new Differentiation(name).of(factor);
      if (slope.isPresent() && slope.get() instanceof Num num && num.signum() != 0) {
        Expr root = Expressions.divide(Expressions.negate(factor.substitute(name, ZERO)), num);
        if (root instanceof Num value && !assumptions.domain(name).contains(value)) {
          return;
        }
        steps.add(
            new ProofStep(
                "case distinction",
                expr,
                expr.substitute(name, root),
                "Case " + name + " == " + WolframWriter.write(root) + "."));
        List<Expr> constraints =
            assumptions.constraints().stream()
                .map(constraint -> constraint.substitute(name, root))
                .toList();
        prove(
            expr.substitute(name, root),
            new Assumptions(assumptions.domains(), constraints),
            depth + 1);
        return;
      }
    }
    throw new UndecidedException(
        "the points where "
            + WolframWriter.write(factor)
            + " is 0, at which there is a jump, could not be described");
  }
}
