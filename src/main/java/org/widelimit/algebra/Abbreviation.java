package org.widelimit.algebra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr.Sym;

/**
 * A name for a part of a formula, such as the kernel of a layer, under which a proof may carry the
 * part.
 *
 * @param name a symbol that occurs nowhere in the formula
 * @param meaning the part, in the formula's own symbols
 * @param range an interval that holds the part's value wherever the formula is defined
 * @param title what it is, in a few words
 * @param kind how it is put in
 */
public record Abbreviation(Sym name, Expr meaning, Interval range, String title, Kind kind) {

  /** The ways to put a name in. */
  public enum Kind {
    /** A transcendental quantity in the meaning is solved for: the name stands wherever it did. */
    UNKNOWN,
    /** The name stands for sums that equal the meaning, and for nothing else. */
    FACTOR
  }

  /** Returns the assumptions with what is known of the names. */
  public static Assumptions assumptions(Assumptions assumptions, List<Abbreviation> abbreviations) {
    Map<String, Interval> domains = new LinkedHashMap<>(assumptions.domains());
    abbreviations.forEach(each -> domains.put(each.name().name(), each.range()));
    return new Assumptions(domains, assumptions.constraints());
  }

  /** Returns the expression with the meanings in the places of the names. */
  public static Expr writtenOut(Expr expr, List<Abbreviation> abbreviations) {
    Map<Sym, Expr> meanings = new LinkedHashMap<>();
    abbreviations.forEach(each -> meanings.put(each.name(), each.meaning()));
    return expr.transform(node -> node instanceof Sym sym ? meanings.getOrDefault(sym, sym) : node);
  }
}
