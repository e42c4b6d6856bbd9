package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;

/**
 * The steps of a derivation as lines of a proof: each once, an abbreviation before its use, and no
 * equation between equal things.
 */
public final class ProofLines {

  private static final String ABBREVIATION = "abbreviation";

  private ProofLines() {}

  /**
   * A line of a proof.
   *
   * @param rule the rule
   * @param because why it applies, prose with TeX between dollar signs
   * @param formulas what the line states, in TeX; may be empty
   * @param credit who proposed it and what checked it, or empty
   */
  public record Line(String rule, String because, List<String> formulas, String credit) {
    /** Copies the formulas. */
    public Line {
      formulas = List.copyOf(formulas);
    }
  }

  /** Returns the lines. */
  public static List<Line> of(List<ProofStep> steps, Map<String, String> names) {
    Map<List<String>, Set<String>> lines = new LinkedHashMap<>();
    for (ProofStep step : ordered(steps)) {
      ProofStep shown = collapsed(step);
      List<String> head =
          List.of(ProseMath.shown(step.rule(), Map.of()), because(step, names), step.credit());
      Set<String> formulas = lines.computeIfAbsent(head, line -> new LinkedHashSet<>());
      if (!shown.left().equals(shown.right())) {
        formulas.add(MathTex.equation(shown, names));
      } else if (!isConstant(shown.left())) {
        formulas.add(MathTex.statement(shown, names));
      }
    }
    List<Line> all = new ArrayList<>();
    lines.forEach(
        (head, formulas) -> {
          if (!formulas.isEmpty() || !head.get(1).isEmpty()) {
            all.add(new Line(head.get(0), head.get(1), List.copyOf(formulas), head.get(2)));
          }
        });
    return all;
  }

  /** Returns why a step holds, as prose with TeX between dollar signs. */
  static String because(ProofStep step, Map<String, String> names) {
    Set<String> present = new LinkedHashSet<>(step.left().symbols());
    present.addAll(step.right().symbols());
    Set<String> taken = new HashSet<>(names.keySet());
    taken.addAll(present);
    return ProseMath.typeset(
        ProseMath.shown(step.because(), InternalNames.shown(present, taken)), names);
  }

  /** Returns the steps, each abbreviation before the first one that uses it. */
  private static List<ProofStep> ordered(List<ProofStep> steps) {
    List<ProofStep> ordered = new ArrayList<>(new LinkedHashSet<>(steps));
    for (ProofStep step : List.copyOf(ordered)) {
      if (step.rule().equals(ABBREVIATION)) {
        Set<String> own = new HashSet<>(step.left().symbols());
        own.addAll(step.right().symbols());
        own.removeIf(name -> !InternalNames.isInternal(name));
        int from = ordered.indexOf(step);
        for (int first = 0; first < from; first++) {
          ProofStep before = ordered.get(first);
          if (!before.rule().equals(ABBREVIATION) && uses(before, own)) {
            ordered.remove(from);
            ordered.add(first, step);
            break;
          }
        }
      }
    }
    return ordered;
  }

  private static boolean uses(ProofStep step, Set<String> names) {
    return step.left().symbols().stream().anyMatch(names::contains)
        || step.right().symbols().stream().anyMatch(names::contains);
  }

  /** Returns a step in which an average over no variance at all is the value at 0. */
  private static ProofStep collapsed(ProofStep step) {
    return step.between(
        step.left().transform(ProofLines::atZero), step.right().transform(ProofLines::atZero));
  }

  private static Expr atZero(Expr expr) {
    if (!(expr instanceof Call call)
        || !call.isCall("E", 3)
        || !(call.arg(1) instanceof Call over)) {
      return expr;
    }
    boolean still =
        call.arg(2) instanceof Call law
            && law.args().stream()
                .allMatch(
                    row ->
                        row instanceof Call entries
                            && entries.args().stream().allMatch(entry -> entry.isInteger(0)));
    if (!still) {
      return expr;
    }
    Expr value = call.arg(0);
    for (Expr variable : over.args()) {
      for (String name : variable.symbols()) {
        value = value.substitute(name, Expressions.ZERO);
      }
    }
    return value;
  }

  private static boolean isConstant(Expr expr) {
    Set<String> symbols = new HashSet<>(expr.symbols());
    symbols.removeAll(Set.of("Pi", "E", "True"));
    return symbols.isEmpty();
  }
}
