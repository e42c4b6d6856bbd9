package org.widelimit.theorem;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;

/**
 * What every claim has beside its formula.
 *
 * @param id the key of the claim in its file
 * @param says what the claim says, in one sentence, or empty
 * @param source where the claim was printed, or empty
 * @param expect what the file expects of the claim
 * @param where conditions beside the symbols' domains, such as {@code r^2 < p q}
 * @param discrepancy the smallest relative error that the check must be able to see, in (0, 1)
 * @param network the network the claim is about: the claim's own declaration over its file's
 * @param formula the claim as the file writes it: Wolfram text or TeX
 * @param asWritten the formulas of the statement as {@link org.widelimit.algebra.AsWritten} keeps
 *     them, where something in the statement cancels that may be undefined; else none
 * @param position the place of the claim's key in its file
 */
public record ClaimHeader(
    String id,
    String says,
    String source,
    Expectation expect,
    List<Expr> where,
    double discrepancy,
    Optional<NetworkDeclaration> network,
    String formula,
    List<Expr> asWritten,
    Position position)
    implements Serializable {

  /** The discrepancy of a claim that names none. */
  public static final double DEFAULT_DISCREPANCY = 0.01;

  /** Copies the lists. */
  public ClaimHeader {
    where = List.copyOf(where);
    asWritten = List.copyOf(asWritten);
  }

  /** Returns the header of the same claim at another place. */
  public ClaimHeader at(Position place) {
    return new ClaimHeader(
        id, says, source, expect, where, discrepancy, network, formula, asWritten, place);
  }

  /** Returns the header of the same claim under more conditions. */
  public ClaimHeader and(List<Expr> conditions) {
    List<Expr> all = new ArrayList<>(where);
    all.addAll(conditions);
    return new ClaimHeader(
        id, says, source, expect, all, discrepancy, network, formula, asWritten, position);
  }

  /** Returns the header of the same claim, whose formulas are written so. */
  public ClaimHeader written(List<Expr> formulas) {
    return new ClaimHeader(
        id, says, source, expect, where, discrepancy, network, formula, formulas, position);
  }
}
