package org.widelimit.enclosure.box;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealInterval;

/**
 * A part of a formula, shared by all its occurrences.
 *
 * @param id the number of the part, below those of the parts that it is in
 * @param operation what it is
 * @param name of a function its name; of a part that has no enclosure why
 * @param number of a constant its enclosure, of a power with a fixed exponent the exponent
 * @param variable of a variable, and of an integral's, its number
 * @param args the parts it is made of
 * @param free the variables that it depends on, a bit for each
 */
public record Node(
    int id,
    Operation operation,
    String name,
    @Nullable RealInterval number,
    int variable,
    List<Node> args,
    long free) {

  /** What a part is. */
  public enum Operation {
    /** A number. */
    CONSTANT,
    /** A variable. */
    VARIABLE,
    /** A sum. */
    PLUS,
    /** A product. */
    TIMES,
    /** A power with a fixed exponent. */
    FIXED_POWER,
    /** A power with an exponent that varies. */
    POWER,
    /** A function of one argument that is analytic where it is defined. */
    ANALYTIC,
    /** A function of one argument with jumps or kinks, or of which only the range is known. */
    OTHER,
    /** The larger of two arguments; the third is their difference. */
    MAX,
    /** The smaller of two arguments; the third is their difference. */
    MIN,
    /** Values and conditions in turn, and the value elsewhere at the end. */
    PIECEWISE,
    /** A comparison of two arguments; the third is their difference. */
    COMPARISON,
    /** All conditions. */
    AND,
    /** One of the conditions. */
    OR,
    /** Not the condition. */
    NOT,
    /** The condition that always holds. */
    TRUE,
    /** The condition that never holds. */
    FALSE,
    /** The integral of the first argument from the second to the third. */
    INTEGRAL,
    /** The average of a product of functions of two normal variables, see {@link Mehler}. */
    AVERAGE,
    /** The fixed point that a map draws a start to: the map, its slope, the start. */
    SETTLED,
    /** A part without an enclosure. */
    UNKNOWN
  }

  /** Returns whether the part depends on the variable. */
  boolean dependsOn(int number) {
    return (free & (1L << number)) != 0;
  }

  Node arg(int index) {
    return args.get(index);
  }

  /** Equal parts are one object. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }
}
