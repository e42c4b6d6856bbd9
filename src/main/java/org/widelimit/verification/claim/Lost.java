package org.widelimit.verification.claim;

import java.util.List;
import org.widelimit.algebra.Expr;

/**
 * Where a claim as it is written is undefined, though its canonical form is defined there: {@code
 * Sqrt[x]^2 == x} for negative x.
 *
 * @param where where that is, each as the end of a sentence
 * @param conditions what a point must meet for the claim to say something of it, as far as that can
 *     be said by conditions
 * @param parts averages, integrals, sums and the like that cancel: the claim says something where
 *     they have values
 * @param nothing why the claim says nothing at all, or empty where it may
 */
public record Lost(List<String> where, List<Expr> conditions, List<Expr> parts, String nothing) {

  /** Nothing cancels, or only what is defined everywhere. */
  public static final Lost NOTHING = new Lost(List.of(), List.of(), List.of(), "");

  /** Copies the lists. */
  public Lost {
    where = List.copyOf(where);
    conditions = List.copyOf(conditions);
    parts = List.copyOf(parts);
  }
}
