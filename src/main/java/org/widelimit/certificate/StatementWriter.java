package org.widelimit.certificate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.certificate.Functions.Function;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Primed;

/**
 * Writes a side of a claim, with the words of wide networks, and remembers the Gaussian averages in
 * it: each is a step of the proof.
 */
final class StatementWriter extends CoqWriter {

  private final Functions functions;
  private final ActivationTable activations;
  private final LinkedHashSet<String> steps = new LinkedHashSet<>();

  StatementWriter(Functions functions, ActivationTable activations) {
    this.functions = functions;
    this.activations = activations;
  }

  /** Returns the steps that find the averages, in the order in which they are needed. */
  List<String> steps() {
    return List.copyOf(steps);
  }

  @Override
  String write(Expr expr) throws NotExportedException {
    if (!(expr instanceof Call call)) {
      return super.write(expr);
    }
    if (call.head() instanceof Call map && map.head() instanceof Sym word) {
      switch (word.name() + "/" + map.arity() + "/" + call.arity()) {
        case "LengthMap/3/1" -> {
          Function phi = functions.of(map.arg(0), activations);
          String q = write(call.arg(0));
          String text =
              "(LengthMap %s %s %s %s)"
                  .formatted(phi.applied(), write(map.arg(1)), write(map.arg(2)), q);
          square(phi, q);
          return text;
        }
        case "Chi/2/1" -> {
          Function slope = slope(map.arg(0));
          String q = write(call.arg(0));
          String text = "(Chi %s %s %s)".formatted(slope.applied(), write(map.arg(1)), q);
          square(slope, q);
          return text;
        }
        case "Dual/1/3", "Dual/2/3" -> {
          Function left = functions.of(map.arg(0), activations);
          Function right = functions.of(map.arg(map.arity() - 1), activations);
          return dual(left, right, call.arg(0), call.arg(1), call.arg(2));
        }
        case "CorrelationMap/3/2" -> {
          Function phi = functions.of(map.arg(0), activations);
          String q = write(call.arg(0));
          String c = write(call.arg(1));
          steps.add(dualStep(phi, phi, q, q, "(" + c + " * " + q + ")"));
          return "(CorrelationMap %s %s %s %s %s)"
              .formatted(phi.applied(), write(map.arg(1)), write(map.arg(2)), q, c);
        }
        default -> {
          Optional<Expr> meaning = Definitions.of(call);
          if (meaning.isPresent()) {
            return write(meaning.get());
          }
        }
      }
    }
    if (call.isCall("E", 2) && call.arg(1) instanceof Sym z) {
      return mean(call.arg(0), z);
    }
    if (call.isCall("E", 3)) {
      return pair(call);
    }
    return super.write(expr);
  }

  /**
   * Returns the step that proves the derivative of a dual by its covariance.
   *
   * @param dual what is differentiated
   * @param variable by what
   */
  String price(Expr dual, Sym variable) throws NotExportedException {
    if (dual instanceof Call call
        && call.head() instanceof Call map
        && map.isCall("Dual")
        && call.arity() == 3
        && call.arg(2).equals(variable)
        && !call.arg(0).contains(variable)
        && !call.arg(1).contains(variable)) {
      String left = slope(map.arg(0)).kinked();
      String right = slope(map.arg(map.arity() - 1)).kinked();
      return "apply Price; first [apply %s | apply %s | assumption | nra].".formatted(left, right);
    }
    throw new NotExportedException("the derivative of " + dual + " is not covered");
  }

  private Function slope(Expr place) throws NotExportedException {
    return functions.of(Primed.of(place).differentiated().expr(), activations);
  }

  private void square(Function function, String q) throws NotExportedException {
    steps.add(
        "second %s %s %s %s.".formatted(function.list(), function.applied(), function.sum(), q));
  }

  private String dual(Function left, Function right, Expr p, Expr q, Expr r)
      throws NotExportedException {
    String first = write(p);
    String second = write(q);
    String third = write(r);
    if (left.equals(right) && p.equals(q) && p.equals(r)) {
      // Steps are taken from the last to the first.
      square(left, first);
      steps.add("equal_inputs %s %s %s.".formatted(left.applied(), first, third));
    } else {
      steps.add(dualStep(left, right, first, second, third));
    }
    return "(Dual %s %s %s %s %s)".formatted(left.applied(), right.applied(), first, second, third);
  }

  private static String dualStep(Function left, Function right, String p, String q, String r)
      throws NotExportedException {
    return "dual %s %s %s %s %s %s %s %s %s."
        .formatted(
            left.list(),
            right.list(),
            left.applied(),
            right.applied(),
            left.sum(),
            right.sum(),
            p,
            q,
            r);
  }

  /** Writes {@code E[f[Sqrt[q] z], z]} and {@code E[f[Sqrt[q] z]^2, z]}. */
  private String mean(Expr body, Sym z) throws NotExportedException {
    boolean squared = body.isCall("Power", 2) && ((Call) body).arg(1).isInteger(2);
    Expr inner = squared ? ((Call) body).arg(0) : body;
    if (!(inner instanceof Call call) || call.arity() != 1) {
      throw new NotExportedException("the average of " + body + " is not of one function");
    }
    Expr scale = Expressions.divide(call.arg(0), z);
    if (scale.contains(z)) {
      throw new NotExportedException("the average of " + body + " is not of one function");
    }
    boolean root = scale.isCall("Power", 2) && ((Call) scale).arg(1).equals(Expressions.HALF);
    if (!root && !scale.isInteger(1)) {
      throw new NotExportedException("the average of " + body + " has a scale that is no root");
    }
    String q = write(root ? ((Call) scale).arg(0) : Expressions.ONE);
    Function function = functions.of(call.head(), activations);
    if (squared) {
      square(function, q);
      return "(E1 (fun x => %s x ^ 2) %s)".formatted(function.applied(), q);
    }
    steps.add(
        "mean %s %s %s %s.".formatted(function.list(), function.applied(), function.sum(), q));
    return "(E1 %s %s)".formatted(function.applied(), q);
  }

  /** Writes {@code E[f[u] g[v], {u, v}, {{p, r}, {r, q}}]}. */
  private String pair(Call call) throws NotExportedException {
    if (call.arg(1) instanceof Call names
        && names.isCall("List", 2)
        && call.arg(2) instanceof Call rows
        && rows.isCall("List", 2)
        && rows.arg(0) instanceof Call first
        && first.isCall("List", 2)
        && rows.arg(1) instanceof Call second
        && second.isCall("List", 2)
        && second.arg(0).equals(first.arg(1))
        && call.arg(0) instanceof Call product
        && product.isCall("Times", 2)
        && product.arg(0) instanceof Call left
        && left.arity() == 1
        && product.arg(1) instanceof Call right
        && right.arity() == 1) {
      boolean ordered = left.arg(0).equals(names.arg(0)) && right.arg(0).equals(names.arg(1));
      boolean turned = left.arg(0).equals(names.arg(1)) && right.arg(0).equals(names.arg(0));
      if (ordered || turned) {
        return dual(
            functions.of((ordered ? left : right).head(), activations),
            functions.of((ordered ? right : left).head(), activations),
            first.arg(0),
            second.arg(1),
            first.arg(1));
      }
    }
    throw new NotExportedException("an average over a pair is not of a product of two functions");
  }
}
