package org.widelimit.verification.derive.linear;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Primed;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.evaluate.Ellipses;
import org.widelimit.verification.evaluate.IntegerCases;

/**
 * Products of matrices along the layers of a network: Jacobians by the chain rule, and printed
 * products whose dots continue a pattern.
 *
 * <p>The layers are integers in a bounded range, so the equality is shown for each of them in turn.
 */
public final class Chains {

  private final Subject subject;

  public Chains(Subject subject) {
    this.subject = subject;
  }

  /** Returns whether the equality is about such products. */
  public static boolean applies(Equality equality) {
    return mentions(equality.left()) || mentions(equality.right());
  }

  private static boolean mentions(Expr expr) {
    return expr instanceof Call call
        && (call.isCall("Jacobian")
            || call.isCall("SlopeMatrix")
            || call.isCall("Ellipsis")
            || call.args().stream().anyMatch(Chains::mentions));
  }

  /** Returns why the proof stayed open, or empty if it closed. */
  public Optional<String> prove(Equality equality, List<ProofStep> steps) {
    List<Map<String, Integer>> cases = cases(equality);
    if (cases.isEmpty()) {
      return Optional.of("the layers are not integers in a short range");
    }
    for (Map<String, Integer> layers : cases) {
      Expr left = normal(Ellipses.concrete(equality.left(), layers));
      Expr right = normal(Ellipses.concrete(equality.right(), layers));
      if (!left.equals(right)) {
        return Optional.of(
            "at layers "
                + layers
                + " the chain rule gives "
                + WolframWriter.write(left)
                + ", not "
                + WolframWriter.write(right));
      }
      steps.add(new ProofStep("chain rule", left, right, "at layers " + layers));
    }
    return Optional.empty();
  }

  private List<Map<String, Integer>> cases(Equality equality) {
    Set<String> names = new HashSet<>(equality.left().symbols());
    names.addAll(equality.right().symbols());
    return IntegerCases.of(subject, names);
  }

  /** Expands Jacobians by the chain rule and flattens products. */
  private Expr normal(Expr expr) {
    return expr.transform(
        node -> {
          if (node.isCall("Jacobian", 2)) {
            return flat(jacobian((Call) node));
          }
          if (node.isCall("Dot")) {
            return flat(((Call) node).args());
          }
          if (node.isCall("DiagonalMatrix", 1)) {
            return slopeMatrix((Call) node);
          }
          return node;
        });
  }

  /** Returns {@code SlopeMatrix[l, x]} for {@code DiagonalMatrix[phi'[Preactivation[l, x]]]}. */
  private Expr slopeMatrix(Call diagonal) {
    if (diagonal.arg(0) instanceof Call slopes
        && slopes.arity() == 1
        && Primed.of(slopes.head()).order() == 1
        && slopes.arg(0).isCall("Preactivation")
        && isActivation(Primed.of(slopes.head()).function(), ((Call) slopes.arg(0)).arg(0))) {
      return Expressions.call(Expressions.sym("SlopeMatrix"), ((Call) slopes.arg(0)).args());
    }
    return diagonal;
  }

  /** Returns whether the function is the activation of the layer of that number. */
  private boolean isActivation(Expr function, Expr layer) {
    return layer instanceof Num number
        && number.isInteger()
        && number.signum() > 0
        && subject
            .claim()
            .network()
            .filter(network -> number.numerator().bitLength() < 31)
            .filter(network -> number.numerator().intValue() <= network.hidden().size())
            .map(network -> network.hidden().get(number.numerator().intValue() - 1))
            .filter(hidden -> Expressions.sym(hidden.activation()).equals(function))
            .isPresent();
  }

  private static Expr flat(List<Expr> factors) {
    List<Expr> flat = new ArrayList<>();
    for (Expr factor : factors) {
      if (factor.isCall("Dot")) {
        flat.addAll(((Call) factor).args());
      } else {
        flat.add(factor);
      }
    }
    return flat.size() == 1 ? flat.get(0) : Expressions.call(Expressions.sym("Dot"), flat);
  }

  /**
   * The derivative of an upper place by a lower one in denominator layout: walking up from the
   * lower place, an activation multiplies by the slopes and a layer by its transposed weights.
   */
  private static List<Expr> jacobian(Call call) {
    Call above = (Call) call.arg(0);
    Call below = (Call) call.arg(1);
    if (!(above.arg(0) instanceof Num top) || !(below.arg(0) instanceof Num bottom)) {
      return List.of(call);
    }
    List<Expr> rest = above.args().subList(1, above.arity());
    int last = top.numerator().intValue();
    int layer = bottom.numerator().intValue();
    boolean activated = below.isCall("Postactivation");
    boolean lastActivated = above.isCall("Postactivation");
    List<Expr> factors = new ArrayList<>();
    while (layer < last || (layer == last && activated != lastActivated)) {
      if (layer == last && activated) {
        return List.of(call);
      }
      if (activated) {
        layer++;
        factors.add(
            Expressions.call("Transpose", Expressions.call("Weights", Expressions.num(layer))));
      } else {
        factors.add(word("SlopeMatrix", layer, rest));
      }
      activated = !activated;
    }
    return factors.isEmpty() ? List.of(call) : factors;
  }

  private static Expr word(String head, int layer, List<Expr> rest) {
    List<Expr> args = new ArrayList<>();
    args.add(Expressions.num(layer));
    args.addAll(rest);
    return Expressions.call((Expr) new Sym(head), args);
  }
}
