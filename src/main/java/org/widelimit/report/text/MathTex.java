package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.Claim.RecursionClaim;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.Relation;

/** Claims and expressions as TeX. */
public final class MathTex {

  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu",
          "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega");

  private MathTex() {}

  /** Returns an expression as TeX. */
  public static String of(Expr expr, Map<String, String> names) {
    return TexWriter.write(expr, Notation.names(names), Notation.FORMS);
  }

  /** Returns the name of a symbol or function as TeX. */
  public static String name(String name, Map<String, String> names) {
    return names.getOrDefault(
        name,
        name.length() == 1 ? name : GREEK.contains(name) ? "\\" + name : "\\mathrm{" + name + "}");
  }

  /** Returns an equation. */
  public static String equation(Expr left, Expr right, Map<String, String> names) {
    return of(left, names) + " = " + of(right, names);
  }

  /** Returns the equation of a step, or the statement that is true, bound variables as letters. */
  public static String equation(ProofStep step, Map<String, String> names) {
    ProofStep readable = BoundVariables.readable(step, names.keySet());
    Set<String> present = new HashSet<>(readable.left().symbols());
    present.addAll(readable.right().symbols());
    Map<String, String> all = ProofNames.of(names, present);
    return readable.right().equals(Expressions.sym("True"))
        ? of(readable.left(), all)
        : equation(readable.left(), readable.right(), all);
  }

  /** Returns the left side of a step alone, bound variables as letters. */
  static String statement(ProofStep step, Map<String, String> names) {
    return equation(step.between(step.left(), Expressions.sym("True")), names);
  }

  /** Returns a claim as TeX in one line. */
  static String line(Claim claim, Map<String, String> names) {
    return String.join(" \\qquad ", lines(claim, names));
  }

  /** Returns a claim as TeX, a formula an entry. */
  public static List<String> lines(Claim claim, Map<String, String> names) {
    if (claim instanceof EquationClaim equation) {
      return List.of(join(equation.sides(), names));
    }
    if (claim instanceof TexClaim printed) {
      return List.of(printed.formula());
    }
    if (claim instanceof InequalityClaim inequality && inequality.printed()) {
      return List.of(inequality.formula());
    }
    if (claim instanceof InequalityClaim inequality) {
      StringBuilder tex = new StringBuilder(of(inequality.sides().get(0), names));
      for (int i = 0; i < inequality.relations().size(); i++) {
        tex.append(relation(inequality.relations().get(i)))
            .append(of(inequality.sides().get(i + 1), names));
      }
      return List.of(tex.toString());
    }
    if (claim instanceof LimitClaim limit) {
      return List.of(
          of(limit.observable(), names)
              + " \\xrightarrow{M \\to \\infty} "
              + of(limit.limit(), names)
              + limit.rate().map(r -> order("\\text{fluctuations }", r)).orElse("")
              + limit.bias().map(r -> order("\\text{bias }", r)).orElse(""));
    }
    if (claim instanceof OdeClaim ode) {
      String unknown = names.getOrDefault(ode.function(), ode.function());
      return List.of(
          of(ode.left(), names)
              + " = "
              + of(ode.right(), names)
              + ", \\qquad "
              + unknown
              + "("
              + of(ode.initialPoint(), names)
              + ") = "
              + of(ode.initialValue(), names),
          "\\Longrightarrow\\quad "
              + unknown
              + "("
              + ode.variable()
              + ") = "
              + of(ode.solution(), names));
    }
    if (claim instanceof RecursionClaim recursion) {
      StringBuilder first = new StringBuilder(of(recursion.unknown(recursion.order()), names));
      first.append(" = ").append(of(recursion.next(), names)).append(", \\qquad ");
      for (int i = 0; i < recursion.order(); i++) {
        Expr at = Expressions.call(recursion.function(), Expressions.num(recursion.first() + i));
        first.append(i > 0 ? ", \\quad " : "").append(of(at, names)).append(" = ");
        first.append(of(recursion.initial().get(i), names));
      }
      return List.of(
          first.toString(),
          "\\Longrightarrow\\quad "
              + of(recursion.unknown(0), names)
              + " = "
              + of(recursion.solution(), names));
    }
    if (claim instanceof ScalingClaim scaling) {
      Expr order = Expressions.power(Expressions.sym(scaling.variable()), scaling.exponent());
      return List.of(
          of(scaling.observable(), names)
              + (scaling.upperBound() ? " = O" : " = \\Theta")
              + "\\left("
              + of(order, names)
              + "\\right)");
    }
    AsymptoticClaim asymptotic = (AsymptoticClaim) claim;
    return List.of(
        of(asymptotic.of(), names)
            + " \\sim "
            + of(asymptotic.like(), names)
            + " \\qquad ("
            + names.getOrDefault(asymptotic.variable(), asymptotic.variable())
            + " \\to \\infty)");
  }

  private static String order(String what, Expr.Num exponent) {
    return " \\qquad \\left(" + what + "M^{-" + exponent + "}\\right)";
  }

  private static String join(List<Expr> sides, Map<String, String> names) {
    List<String> parts = new ArrayList<>();
    sides.forEach(side -> parts.add(of(side, names)));
    return String.join(" = ", parts);
  }

  static String relation(Relation relation) {
    return switch (relation) {
      case LESS -> " < ";
      case LESS_EQUAL -> " \\le ";
      case GREATER -> " > ";
      case GREATER_EQUAL -> " \\ge ";
    };
  }
}
