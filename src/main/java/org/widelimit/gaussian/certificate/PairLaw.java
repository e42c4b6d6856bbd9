package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;

/**
 * The law of a centered Gaussian pair whose covariance is a symbol of its own: along it a dual
 * activation is differentiated.
 *
 * @param p the variance of the first variable: a symbol or a positive number
 * @param q the variance of the second: a symbol, which may be that of the first, or a positive
 *     number
 * @param covariance the name of the covariance
 */
public record PairLaw(Expr p, Expr q, String covariance) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a variance is no symbol and no positive number, or has the
   *     name of the covariance
   */
  public PairLaw {
    for (Expr variance : List.of(p, q)) {
      boolean valid =
          variance instanceof Sym symbol
              ? !symbol.name().equals(covariance)
              : variance instanceof Num number && number.signum() > 0;
      if (!valid) {
        throw new IllegalArgumentException("no variance of a law with three names: " + variance);
      }
    }
  }

  /** Returns the names of variances and covariance. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    symbols().forEach(symbol -> names.add(symbol.name()));
    names.add(covariance);
    return names;
  }

  private Stream<Sym> symbols() {
    return Stream.of(p, q).filter(Sym.class::isInstance).map(Sym.class::cast).distinct();
  }

  /** Returns the domain of those variances that are symbols. */
  Map<String, Interval> variances(Interval domain) {
    Map<String, Interval> domains = new LinkedHashMap<>();
    symbols().forEach(symbol -> domains.put(symbol.name(), domain));
    return domains;
  }

  /** Returns that the variances are positive and the correlation is between -1 and 1. */
  public Assumptions assumptions() {
    Expr r = Expressions.sym(covariance);
    List<Expr> inside = new ArrayList<>();
    inside.add(call("Less", square(r), times(p, q)));
    if (p.equals(q)) {
      // The determinant of equal variances has two factors, each of them positive.
      inside.add(call("Less", r, p));
      inside.add(call("Less", Expressions.negate(p), r));
    }
    return new Assumptions(variances(Interval.POSITIVE), inside);
  }

  /** Returns the domain in words. */
  String inequality(String relation) {
    List<String> positive = new ArrayList<>();
    symbols().forEach(symbol -> positive.add(InternalNames.shown(symbol.name()) + " > 0"));
    String product =
        p.equals(q) && p instanceof Sym
            ? WolframWriter.write(p) + "^2"
            : p instanceof Num || q instanceof Num
                ? WolframWriter.write(times(p, q))
                : WolframWriter.write(p) + " " + WolframWriter.write(q);
    String bound = InternalNames.shown(covariance) + "^2 " + relation + " " + product;
    return positive.isEmpty() ? bound : String.join(", ", positive) + " and " + bound;
  }

  /** Derives {@code E[left(u) right(v)]}; both are expressions in {@code x}. */
  GaussianResult expectation(Expr left, Expr right) {
    String u = InternalNames.fresh("u", names()).name();
    String v = InternalNames.fresh("v", names()).name();
    // Not multiplied out, so that exponentials of u and of v stay apart.
    Expr body =
        new Call(
            Expressions.sym("Times"),
            List.of(
                left.substitute(Activation.VARIABLE, Expressions.sym(u)),
                right.substitute(Activation.VARIABLE, Expressions.sym(v))));
    return GaussianCalculus.expectation(
        body, u, v, p, Expressions.sym(covariance), q, Assumptions.none());
  }

  /** Derives {@code E[function(u)]} for a variance of the law; the function is one of {@code x}. */
  GaussianResult expectation(Expr function, boolean first) {
    String z = InternalNames.fresh("z", names()).name();
    return GaussianCalculus.expectation(
        function.substitute(Activation.VARIABLE, Expressions.sym(z)),
        z,
        first ? p : q,
        Assumptions.none());
  }
}
