package org.widelimit.theorem;

import java.io.Serializable;

/**
 * A claim that cannot be read, in a file whose declarations are sound.
 *
 * @param id the key of the claim in its file
 * @param kind the kind of claim, such as {@code tex}
 * @param expect what the file expects of the claim
 * @param formula the claim as the file writes it
 * @param fault what is wrong, and where
 */
public record BrokenClaim(
    String id, String kind, Expectation expect, String formula, BrokenFile fault)
    implements Serializable {

  /** Returns the same claim with its fault at another place. */
  public BrokenClaim at(BrokenFile place) {
    return new BrokenClaim(id, kind, expect, formula, place);
  }
}
