package org.widelimit.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.check.Mutations;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** The proved claims of a theorem file as theorems for Coq, and wrong variants that it rejects. */
public final class ClaimCertificates {

  /** Wrong variants of each claim beside its two factors. */
  private static final int MUTANTS = 3;

  private final Theorem theorem;
  private final Certificate certificate;
  private final Certificate mutants;

  private ClaimCertificates(Theorem theorem) {
    this.theorem = theorem;
    this.certificate = new Certificate(theorem.id() + ": " + theorem.title());
    this.mutants = new Certificate("Wrong variants of " + theorem.id());
  }

  /**
   * What was written of a theorem file.
   *
   * @param certificate the theorems
   * @param mutants their wrong variants, each with the proof of what it varies, which must fail
   */
  public record Written(Certificate certificate, Certificate mutants) {}

  /** Returns the certificates of the claims of a file that were proved. */
  public static Written of(Theorem theorem, TheoremResult result) {
    ClaimCertificates written = new ClaimCertificates(theorem);
    for (ClaimResult verdict : result.claims()) {
      if (verdict.verdict() == Verdict.PROVED) {
        theorem.claims().stream()
            .filter(claim -> claim.id().equals(verdict.id()))
            .findFirst()
            .ifPresent(claim -> written.add(claim, verdict));
      }
    }
    return new Written(written.certificate, written.mutants);
  }

  private void add(Claim claim, ClaimResult verdict) {
    Map<String, String> choice = ActivationChoices.of(theorem, claim, verdict);
    String name = name(claim.id() + (choice.isEmpty() ? "" : "_" + verdict.activation()));
    ActivationTable activations = ActivationTable.of(choice);
    String heading =
        claim.id()
            + (choice.isEmpty() ? "" : " for " + verdict.activation())
            + ": "
            + claim.formula();
    if (claim instanceof Claim.EquationClaim equation) {
      relations(name, heading, equation, equation.sides(), "==", activations);
    } else if (claim instanceof Claim.TexClaim tex && tex.equations().size() == 1) {
      relations(name, heading, tex, tex.equations().get(0), "==", activations);
    } else if (claim instanceof Claim.InequalityClaim order && order.sides().size() == 2) {
      String relation = order.relations().get(0).operator();
      relations(name, heading, order, order.sides(), relation, activations);
    } else if (claim instanceof Claim.TexClaim || claim instanceof Claim.InequalityClaim) {
      certificate.skip(name, "it has more than two sides");
    } else {
      certificate.skip(name, "claims of the kind " + claim.kind() + " are not covered");
    }
  }

  private void relations(
      String name,
      String heading,
      Claim claim,
      List<Expr> sides,
      String relation,
      ActivationTable activations) {
    if (sides.size() != 2) {
      certificate.skip(name, "it has more than two sides");
      return;
    }
    Set<String> used = new TreeSet<>();
    sides.forEach(side -> used.addAll(side.symbols()));
    claim.where().forEach(condition -> used.addAll(condition.symbols()));
    List<String> variables = new ArrayList<>();
    List<Expr> conditions = new ArrayList<>();
    for (Map.Entry<String, SymbolDeclaration> entry : theorem.symbols().entrySet()) {
      if (used.contains(entry.getKey())) {
        if (entry.getValue().kind() != FunctionDeclaration.Values.REALS) {
          certificate.skip(name, "vectors and matrices are not covered");
          return;
        }
        variables.add(entry.getKey());
        bounds(entry.getKey(), entry.getValue().domain(), conditions);
      }
    }
    claim.where().forEach(condition -> conditions.addAll(condition.conjuncts()));
    if (certificate.add(name, heading, variables, conditions, relation, sides, activations)) {
      int number = 1;
      for (Mutations.Mutation mutation : Mutations.of(sides.get(1), claim.discrepancy(), MUTANTS)) {
        mutants.refuse(
            name + "_" + number++,
            mutation.description(),
            variables,
            conditions,
            relation,
            List.of(sides.get(0), mutation.formula()),
            activations);
      }
    }
  }

  private static void bounds(String name, Domain domain, List<Expr> conditions) {
    Sym symbol = Expressions.sym(name);
    domain.lower().ifPresent(end -> conditions.add(order(end, symbol, domain.lowerClosed())));
    domain.upper().ifPresent(end -> conditions.add(order(symbol, end, domain.upperClosed())));
  }

  private static Call order(Expr small, Expr large, boolean closed) {
    return (Call)
        Expressions.call(Expressions.sym(closed ? "LessEqual" : "Less"), List.of(small, large));
  }

  /** Returns a name of Coq for a claim and its activations. */
  static String name(String text) {
    return "claim_" + text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
  }
}
