package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.Subject;

/**
 * Formulas with Gaussian averages as formulas without: with a symbol for each average, of which no
 * more than a sign is known, or with closed forms. Fixed points and depth scales are such numbers
 * as well.
 */
public final class AverageSymbols {

  private final Subject subject;
  private final Assumptions outside;
  private final Map<Expr, Sym> symbols = new LinkedHashMap<>();
  private final Set<Sym> positive = new LinkedHashSet<>();
  private final Map<Expr, Expr> closedForms = new LinkedHashMap<>();
  private final List<ProofStep> closing = new ArrayList<>();

  public AverageSymbols(Subject subject, Assumptions outside) {
    this.subject = subject;
    this.outside = outside;
  }

  /** Returns a formula with a symbol for each average, the same for the same average. */
  public Expr named(Expr formula) {
    return withSymbols(GaussianMeasure.canonicalOrder(subject.activations().inline(formula)));
  }

  /** The outermost ones: an average within another depends on what is averaged there. */
  private Expr withSymbols(Expr expr) {
    if (Averages.isExpectation(expr) || FixedPoints.isWord(expr)) {
      return symbol(expr);
    }
    return expr instanceof Call call
        ? Expressions.call(
            withSymbols(call.head()), call.args().stream().map(this::withSymbols).toList())
        : expr;
  }

  private Sym symbol(Expr average) {
    return symbols.computeIfAbsent(
        average,
        any -> {
          Set<String> taken = new TreeSet<>(outside.names());
          symbols.values().forEach(symbol -> taken.add(symbol.name()));
          return InternalNames.fresh("average", taken);
        });
  }

  /** Returns a formula with averages again for the symbols that stand for them. */
  public Expr written(Expr formula) {
    Expr result = formula;
    for (Map.Entry<Expr, Sym> entry : symbols.entrySet()) {
      result = result.substitute(entry.getValue().name(), entry.getKey());
    }
    return result;
  }

  /** Notes that an average is positive; positive factors before it may have been taken out. */
  public void isPositive(Expr average) {
    Expr value = named(average);
    for (Sym symbol : symbols.values()) {
      Expr factor = Expressions.divide(value, symbol);
      if (!factor.symbols().contains(symbol.name())
          && new SignDecider(outside).of(factor) == Sign.POSITIVE) {
        positive.add(symbol);
      }
    }
  }

  /** Returns what is assumed of the symbols, those of averages included. */
  public Assumptions known() {
    Assumptions known = outside;
    for (Sym symbol : symbols.values()) {
      known =
          known.with(symbol.name(), positive.contains(symbol) ? Interval.POSITIVE : Interval.REALS);
    }
    return known;
  }

  /** Returns a formula with the closed forms of its averages, where they have some. */
  public Expr closed(Expr formula) {
    return closedForms.computeIfAbsent(
        formula,
        any ->
            subject
                .activations()
                .inline(new ScalarProof(subject, outside).closed(formula, closing)));
  }

  /** Returns the steps to the closed forms. */
  public List<ProofStep> steps() {
    return List.copyOf(closing);
  }
}
