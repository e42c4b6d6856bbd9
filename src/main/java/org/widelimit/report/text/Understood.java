package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.TensorShape;
import org.widelimit.algebra.syntax.tex.TensorShapes;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
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
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.ClaimResult;

/**
 * A claim as it was understood, fragments of print replaced by what they stand for.
 *
 * @param wolfram in Wolfram syntax, several formulas separated by semicolons
 * @param tex in TeX, written from the same expressions and not from the source
 * @param where the conditions, those of the file and those printed behind the formula, in Wolfram
 *     syntax
 */
public record Understood(String wolfram, String tex, List<String> where) {

  /** Copies the conditions. */
  public Understood {
    where = List.copyOf(where);
  }

  /** Returns a claim with its declared activations as symbols. */
  public static Understood of(Theorem theorem, Claim claim) {
    return of(theorem, claim, Map.of());
  }

  /** Returns a claim for the activations of a verdict. */
  public static Optional<Understood> of(Theorem theorem, ClaimResult result) {
    return theorem.claims().stream()
        .filter(claim -> claim.id().equals(result.id()))
        .findFirst()
        .map(claim -> of(theorem, claim, ActivationChoices.of(theorem, claim, result)));
  }

  private static Understood of(Theorem theorem, Claim claim, Map<String, String> choice) {
    Map<String, String> names = new java.util.LinkedHashMap<>(theorem.texNames());
    List<String> wolfram = new ArrayList<>();
    List<String> tex = new ArrayList<>();
    List<String> formulas = new ArrayList<>();
    for (Formula formula : formulas(claim)) {
      Formula put = formula.put(choice);
      wolfram.add(put.wolfram());
      tex.add(put.columns(theorem.shapes()).tex(names));
    }
    choice.forEach(
        (name, text) -> {
          if (!isName(text)) {
            formulas.add(name + ": " + text);
          }
        });
    wolfram.addAll(formulas);
    return new Understood(
        String.join("; ", wolfram),
        String.join(" \\qquad ", tex),
        claim.where().stream().map(WolframWriter::write).toList());
  }

  /** Returns the names in a claim's formulas and conditions, and in the network it is about. */
  public static Set<String> symbols(Claim claim) {
    Set<String> names = new TreeSet<>();
    formulas(claim)
        .forEach(formula -> formula.sides().forEach(side -> names.addAll(side.symbols())));
    claim.where().forEach(condition -> names.addAll(condition.symbols()));
    claim
        .network()
        .ifPresent(
            network -> {
              names.addAll(network.sigmaW().symbols());
              names.addAll(network.sigmaB().symbols());
            });
    return names;
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9]*");
  }

  /** Sides with the signs between them, in both notations, and what is said after them. */
  private record Formula(List<Expr> sides, List<String> signs, List<String> texSigns, String rest) {

    Formula put(Map<String, String> choice) {
      return new Formula(
          sides.stream().map(side -> activated(side, choice)).toList(), signs, texSigns, rest);
    }

    /** Prints a vector before a vector or a matrix, which is a row, as its transpose. */
    Formula columns(TensorShapes shapes) {
      return new Formula(
          sides.stream().map(side -> side.transform(node -> rows(node, shapes))).toList(),
          signs,
          texSigns,
          rest);
    }

    private static Expr rows(Expr node, TensorShapes shapes) {
      if (!(node instanceof Call dot)
          || !dot.isCall("Dot")
          || shapes.of(dot.arg(0)) != TensorShape.COLUMN
          || shapes.of(dot.arg(1)) == TensorShape.ROW) {
        return node;
      }
      List<Expr> factors = new ArrayList<>(dot.args());
      factors.set(0, Expressions.call("Transpose", dot.arg(0)));
      return Expressions.call(Expressions.sym("Dot"), factors);
    }

    String wolfram() {
      StringBuilder text = new StringBuilder(WolframWriter.write(sides.get(0)));
      for (int i = 1; i < sides.size(); i++) {
        text.append(signs.get(i - 1)).append(WolframWriter.write(sides.get(i)));
      }
      return text + (rest.isEmpty() ? "" : " (" + rest + ")");
    }

    String tex(Map<String, String> names) {
      StringBuilder text = new StringBuilder(MathTex.of(sides.get(0), names));
      for (int i = 1; i < sides.size(); i++) {
        text.append(texSigns.get(i - 1)).append(MathTex.of(sides.get(i), names));
      }
      return text + (rest.isEmpty() ? "" : " \\quad \\text{(" + rest + ")}");
    }
  }

  private static Formula equation(List<Expr> sides) {
    return new Formula(sides, repeat(" == ", sides), repeat(" = ", sides), "");
  }

  private static List<String> repeat(String sign, List<Expr> sides) {
    return java.util.Collections.nCopies(sides.size() - 1, sign);
  }

  private static Formula related(Expr left, String sign, String texSign, Expr right, String rest) {
    return new Formula(List.of(left, right), List.of(sign), List.of(texSign), rest);
  }

  private static List<Formula> formulas(Claim claim) {
    if (claim instanceof EquationClaim equation) {
      return List.of(equation(equation.sides()));
    }
    if (claim instanceof TexClaim printed) {
      return printed.equations().stream().map(Understood::equation).toList();
    }
    if (claim instanceof InequalityClaim inequality) {
      List<String> signs = inequality.relations().stream().map(Understood::sign).toList();
      List<String> tex = inequality.relations().stream().map(MathTex::relation).toList();
      return List.of(new Formula(inequality.sides(), signs, tex, ""));
    }
    if (claim instanceof LimitClaim limit) {
      String rates =
          limit.rate().map(r -> "fluctuations of order M^-" + r).orElse("")
              + (limit.rate().isPresent() && limit.bias().isPresent() ? ", " : "")
              + limit.bias().map(r -> "bias of order M^-" + r).orElse("");
      return List.of(related(limit.observable(), " -> ", " \\to ", limit.limit(), rates));
    }
    if (claim instanceof OdeClaim ode) {
      Expr start = Expressions.call(ode.function(), ode.initialPoint());
      Expr unknown = Expressions.call(ode.function(), Expressions.sym(ode.variable()));
      return List.of(
          equation(List.of(ode.left(), ode.right())),
          equation(List.of(start, ode.initialValue())),
          equation(List.of(unknown, ode.solution())));
    }
    if (claim instanceof RecursionClaim recursion) {
      List<Formula> formulas = new ArrayList<>();
      formulas.add(equation(List.of(recursion.unknown(recursion.order()), recursion.next())));
      for (int i = 0; i < recursion.order(); i++) {
        Expr at = Expressions.call(recursion.function(), Expressions.num(recursion.first() + i));
        formulas.add(equation(List.of(at, recursion.initial().get(i))));
      }
      formulas.add(equation(List.of(recursion.unknown(0), recursion.solution())));
      return formulas;
    }
    if (claim instanceof ScalingClaim scaling) {
      Expr order = Expressions.power(Expressions.sym(scaling.variable()), scaling.exponent());
      String kind = scaling.upperBound() ? "at most of this order" : "of this order";
      return List.of(related(scaling.observable(), " ~ ", " \\sim ", order, kind));
    }
    AsymptoticClaim asymptotic = (AsymptoticClaim) claim;
    String grows = asymptotic.variable() + " -> Infinity";
    return List.of(related(asymptotic.of(), " ~ ", " \\sim ", asymptotic.like(), grows));
  }

  private static String sign(Relation relation) {
    return switch (relation) {
      case LESS -> " < ";
      case LESS_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_EQUAL -> " >= ";
    };
  }

  /** Returns an expression with declared activations replaced by names of the catalogue. */
  private static Expr activated(Expr expr, Map<String, String> choice) {
    if (expr instanceof Sym sym) {
      String text = choice.get(sym.name());
      return text != null && isName(text) ? Expressions.sym(text) : expr;
    }
    if (expr instanceof Call call) {
      return Expressions.call(
          activated(call.head(), choice),
          call.args().stream().map(arg -> activated(arg, choice)).collect(Collectors.toList()));
    }
    return expr;
  }
}
