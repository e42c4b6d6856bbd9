package org.widelimit.verification.claim;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.derive.inequality.InequalityProof;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Rung;

/** The first rung on one claim of a theorem file. */
public final class DerivedClaim {

  private DerivedClaim() {}

  /**
   * Derives an equation.
   *
   * @param declarations the lines of the file between the statement and the claims
   * @param equation the equation, in Wolfram syntax
   * @param where a condition, or empty
   */
  public static Evidence.Derived derive(String declarations, String equation, String where) {
    Subject subject = subject(declarations, "equation: \"" + equation + "\"", where);
    Claim.EquationClaim claim = (Claim.EquationClaim) subject.claim();
    return new Derivation(subject).derive(Equality.chain(claim.sides()));
  }

  /** Derives an inequality, from the same. */
  public static Evidence.Derived deriveInequality(
      String declarations, String relation, String where) {
    Subject subject = subject(declarations, "inequality: \"" + relation + "\"", where);
    return new InequalityProof(subject).derive((Claim.InequalityClaim) subject.claim());
  }

  private static Subject subject(String declarations, String claim, String where) {
    String file =
        "title: A test\nsource: test\nstatement: None.\n"
            + declarations
            + "claims:\n  claim:\n    "
            + claim
            + "\n"
            + (where.isEmpty() ? "" : "    where: \"" + where + "\"\n");
    Theorem theorem =
        (Theorem)
            TheoremLoader.parse("theorems/test/test.yaml", file.getBytes(StandardCharsets.UTF_8));
    return Subjects.first(
        theorem, Map.of(), VerificationOptions.defaults().withRungs(EnumSet.of(Rung.DERIVE)));
  }
}
