package org.widelimit.report.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * What holds in place of a claim that does not.
 *
 * @param tex the whole formula in TeX
 * @param wolfram the whole formula in Wolfram syntax
 * @param claim the claim of the same file that says it, or empty if the program proposes it
 * @param verdict the weakest verdict on that claim; SUPPORTED for a proposal, which agrees at fresh
 *     points
 */
public record Remedy(String tex, String wolfram, String claim, Verdict verdict) {

  /** A claim with less in common than this is about something else. */
  private static final double ALIKE = 0.5;

  private static final String CLAIMED = "B";

  /** Returns whether the program found the formula, and not the author of the file. */
  public boolean proposed() {
    return claim.isEmpty();
  }

  /** Returns what vouches for the formula, as a phrase. */
  public String basis() {
    return proposed()
        ? "proposed by the program: the sides agree within their error bounds at fresh points"
        : verdict.name() + " in the same file as " + claim;
  }

  /** Returns what holds in place of a claim: what the file itself has, else the proposal. */
  public static Optional<Remedy> of(TheoremResult result, Claim refuted) {
    Optional<Theorem> theorem = result.theorem();
    return theorem.flatMap(
        file -> inFile(file, result, refuted).or(() -> proposal(file, result, refuted)));
  }

  /** Returns the claim of the file that holds and is most like the one that does not. */
  private static Optional<Remedy> inFile(Theorem theorem, TheoremResult result, Claim refuted) {
    String printed = MathTex.line(refuted, theorem.texNames());
    Set<String> needed = activations(result, refuted);
    return theorem.claims().stream()
        .filter(claim -> claim.kind().equals(refuted.kind()) && !claim.id().equals(refuted.id()))
        // A claim that is named after the refuted one goes on from it, and corrects nothing.
        .filter(claim -> !claim.id().startsWith(refuted.id() + "-"))
        .filter(claim -> says(claim, refuted))
        .filter(claim -> holds(result, claim, needed))
        .map(
            claim ->
                Map.entry(
                    TexDiff.likeness(printed, MathTex.line(claim, theorem.texNames())), claim))
        .filter(entry -> entry.getKey() >= ALIKE)
        .max(Comparator.comparing(Map.Entry::getKey))
        .map(
            entry ->
                new Remedy(
                    MathTex.line(entry.getValue(), theorem.texNames()),
                    Understood.of(theorem, entry.getValue()).wolfram(),
                    entry.getValue().id(),
                    weakest(result, entry.getValue())));
  }

  /** Whether two claims are about the same quantity: a side of theirs is the same. */
  private static boolean says(Claim claim, Claim refuted) {
    List<Expr> sides = sides(claim);
    List<Expr> others = sides(refuted);
    return sides.isEmpty() || others.isEmpty() || sides.get(0).equals(others.get(0));
  }

  private static List<Expr> sides(Claim claim) {
    if (claim instanceof EquationClaim equation) {
      return equation.sides();
    }
    return claim instanceof TexClaim printed && printed.equations().size() == 1
        ? printed.equations().get(0)
        : List.of();
  }

  private static boolean holds(TheoremResult result, Claim claim, Set<String> needed) {
    List<ClaimResult> results = results(result, claim);
    return !results.isEmpty()
        && results.stream().allMatch(one -> one.verdict().holds())
        && activations(result, claim).containsAll(needed);
  }

  private static Verdict weakest(TheoremResult result, Claim claim) {
    return results(result, claim).stream()
        .map(ClaimResult::verdict)
        .max(Comparator.naturalOrder())
        .orElse(Verdict.INCONCLUSIVE);
  }

  private static Set<String> activations(TheoremResult result, Claim claim) {
    Set<String> activations = new HashSet<>();
    results(result, claim).forEach(one -> activations.add(one.activation()));
    return activations;
  }

  private static List<ClaimResult> results(TheoremResult result, Claim claim) {
    return result.claims().stream().filter(one -> one.id().equals(claim.id())).toList();
  }

  /** Returns the program's proposal as a whole equation. */
  private static Optional<Remedy> proposal(Theorem theorem, TheoremResult result, Claim refuted) {
    List<Expr> sides = sides(refuted);
    return results(result, refuted).stream()
        .flatMap(one -> Optional.ofNullable(one.repair()).stream())
        .findFirst()
        .filter(repair -> sides.size() == 2)
        .flatMap(Remedy::read)
        .map(pattern -> whole(theorem, refuted, sides, pattern));
  }

  private static Optional<Expr> read(String repair) {
    try {
      return Optional.of(WolframReader.read(repair));
    } catch (SyntaxException notAFormula) {
      return Optional.empty();
    }
  }

  private static Remedy whole(Theorem theorem, Claim refuted, List<Expr> sides, Expr pattern) {
    Map<String, String> names = new HashMap<>(theorem.texNames());
    String formula = MathTex.line(refuted, theorem.texNames());
    int relation = TexEscape.firstRelation(formula);
    boolean split = relation > 0 && formula.charAt(relation) == '=';
    String left = split ? formula.substring(0, relation) : MathTex.of(sides.get(0), names) + " ";
    String right =
        split ? formula.substring(relation + 1).strip() : MathTex.of(sides.get(1), names);
    String wolfram =
        WolframWriter.write(sides.get(0))
            + " == "
            + WolframWriter.write(pattern.substitute(CLAIMED, sides.get(1)));
    return new Remedy(
        left + "= " + repaired(pattern, right, sides.get(1), names),
        wolfram,
        "",
        Verdict.SUPPORTED);
  }

  /** Returns the pattern with the printed side in its place, so that the change can be seen. */
  private static String repaired(
      Expr pattern, String right, Expr claimed, Map<String, String> names) {
    Expr term = pattern.substitute(CLAIMED, Expressions.ZERO);
    Expr factor = Expressions.minus(pattern, term).substitute(CLAIMED, Expressions.ONE);
    Expr side = Expressions.sym(CLAIMED);
    boolean linear =
        !pattern.contains(Expressions.sym("Dot"))
            && Expressions.plus(Expressions.times(factor, side), term).equals(pattern);
    boolean sum = claimed.isCall("Plus");
    String grouped = sum ? "\\left( " + right + " \\right)" : right;
    if (!linear) {
      names.put(CLAIMED, "{" + grouped + "}");
      return MathTex.of(pattern, names);
    }
    String scaled =
        factor.isInteger(1)
            ? right
            : factor.isInteger(-1)
                ? negated(right, sum)
                : MathTex.of(factor, names) + " " + signed(right, sum);
    return term.isInteger(0)
        ? scaled
        : scaled + (negative(term) ? " " : " + ") + MathTex.of(term, names);
  }

  private static String negated(String right, boolean sum) {
    return !sum && right.startsWith("-") ? right.substring(1).strip() : "-" + signed(right, sum);
  }

  private static String signed(String right, boolean sum) {
    return sum || right.startsWith("-") ? "\\left( " + right + " \\right)" : right;
  }

  private static boolean negative(Expr term) {
    return Expressions.coefficient(term).signum() < 0;
  }
}
