package org.widelimit.verification.derive;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.verification.evaluate.GaussianIntegrals;

/** Integrals against the standard normal density, written as expectations. */
public final class GaussianMeasure {

  private static final Expr SQRT_TWO_PI =
      Expressions.sqrt(Expressions.times(Expressions.TWO, Expressions.PI));

  /** The variables while they have no name, so that those which are canonical already stay. */
  private static final Sym FIRST = InternalNames.of("nameless", "first");

  private static final Sym SECOND = InternalNames.of("nameless", "second");

  private GaussianMeasure() {}

  /** Replaces every {@code Integrate[g Exp[-z^2/2], {z, -Infinity, Infinity}]}. */
  static Expr recognize(Expr expr, List<ProofStep> steps) {
    return expr.transform(
        node -> {
          if (!isOverTheLine(node)) {
            return node;
          }
          Call integral = (Call) node;
          Sym z = (Sym) ((Call) integral.arg(1)).arg(0);
          Expr body = GaussianIntegrals.withoutGaussianFactor(integral.arg(0), z.name());
          Expr expectation = Expressions.times(SQRT_TWO_PI, Expressions.call("E", body, z));
          steps.add(
              new ProofStep(
                  "Gaussian expectation",
                  node,
                  expectation,
                  "the standard normal density is Exp[-z^2/2]/Sqrt[2 Pi]"));
          return expectation;
        });
  }

  private static boolean isOverTheLine(Expr node) {
    if (!node.isCall("Integrate", 2) || !((Call) node).arg(1).isCall("List", 3)) {
      return false;
    }
    Call range = (Call) ((Call) node).arg(1);
    return range.arg(0) instanceof Sym
        && range.arg(1).equals(Expressions.negate(Expressions.INFINITY))
        && range.arg(2).equals(Expressions.INFINITY);
  }

  /**
   * Renames the variables of expectations, so that expectations that differ in them alone are
   * equal, and takes constant factors out.
   */
  static Expr canonicalNames(Expr expr) {
    return expr.transform(
        node -> {
          if (node.isCall("E", 3)) {
            return canonicalPair((Call) node);
          }
          if (!node.isCall("E", 2) || !(((Call) node).arg(1) instanceof Sym variable)) {
            return node;
          }
          Expr body = ((Call) node).arg(0);
          List<Expr> factors = Expressions.factors(body);
          List<Expr> constant =
              factors.stream().filter(f -> !f.symbols().contains(variable.name())).toList();
          List<Expr> varying =
              factors.stream().filter(f -> f.symbols().contains(variable.name())).toList();
          if (varying.isEmpty()) {
            return body;
          }
          Expr inside = Expressions.times(varying).substitute(variable.name(), FIRST);
          Sym canonical = InternalNames.fresh("z", inside);
          return Expressions.times(
              Expressions.times(constant),
              Expressions.call("E", inside.substitute(FIRST.name(), canonical), canonical));
        });
  }

  private static Expr canonicalPair(Call expectation) {
    List<Expr> names = ((Call) expectation.arg(1)).args();
    Expr body =
        expectation
            .arg(0)
            .substitute(((Sym) names.get(0)).name(), FIRST)
            .substitute(((Sym) names.get(1)).name(), SECOND);
    Sym first = InternalNames.fresh("u", body);
    Sym second = InternalNames.fresh("v", body);
    body = body.substitute(FIRST.name(), first).substitute(SECOND.name(), second);
    return Expressions.call("E", body, Expressions.list(first, second), expectation.arg(2));
  }

  /**
   * Gives the variables of expectations canonical names and those of a pair a canonical order, so
   * that {@code E[f[u] g[v], ...]} and {@code E[g[u] f[v], ...]} at exchanged variances are equal.
   */
  public static Expr canonicalOrder(Expr expr) {
    return canonicalNames(expr)
        .transform(
            node -> {
              if (!node.isCall("E", 3)) {
                return node;
              }
              Expr exchanged = canonicalPair(exchanged((Call) node));
              return exchanged.toString().compareTo(node.toString()) < 0 ? exchanged : node;
            });
  }

  private static Call exchanged(Call expectation) {
    List<Expr> names = ((Call) expectation.arg(1)).args();
    List<Expr> rows = ((Call) expectation.arg(2)).args();
    Call first = (Call) rows.get(0);
    Call second = (Call) rows.get(1);
    return new Call(
        expectation.head(),
        List.of(
            expectation.arg(0),
            Expressions.list(names.get(1), names.get(0)),
            Expressions.list(
                Expressions.list(second.arg(1), second.arg(0)),
                Expressions.list(first.arg(1), first.arg(0)))));
  }
}
