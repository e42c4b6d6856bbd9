package org.widelimit.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expressions;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Precise;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Witness;

/** Witnesses in one line, the point and the sides in TeX between dollar signs. */
public final class WitnessTex {

  /** A point with more coordinates than this is named by its first ones. */
  private static final int MOST = 4;

  /** A longer note is left to the evidence. */
  private static final int LONGEST = 48;

  private WitnessTex() {}

  /** Returns why a claim is refuted, with TeX between dollar signs, without what goes on. */
  public static String brief(Theorem theorem, ClaimResult refuted) {
    String line = line(theorem, refuted, LONGEST);
    int end = line.indexOf(';');
    return line.length() > 2 * LONGEST && end > 0 && line.indexOf('$') < 0
        ? line.substring(0, end)
        : line;
  }

  /** Returns why a claim is refuted, in one line of prose with TeX between dollar signs. */
  public static String line(Theorem theorem, ClaimResult refuted) {
    return line(theorem, refuted, Integer.MAX_VALUE);
  }

  private static String line(Theorem theorem, ClaimResult refuted, int longestNote) {
    Witness witness =
        refuted.evidence().stream()
            .map(Evidence::witness)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (witness == null) {
      return refuted.evidence().stream()
          .filter(Simulated.class::isInstance)
          .map(seen -> ((Simulated) seen).summary())
          .findFirst()
          .map(Phrases::readable)
          .orElse(refuted.reason())
          .replace('$', ' ');
    }
    boolean equation = refuted.kind().equals("equation") || refuted.kind().equals("tex");
    String point = point(theorem, witness);
    String note =
        witness.note().isEmpty() || witness.note().length() > longestNote
            ? ""
            : " (" + Phrases.readable(witness.note()).replace('$', ' ') + ")";
    return (point.isEmpty() ? "" : "at " + point + ": ") + sides(witness, equation) + note;
  }

  private static String point(Theorem theorem, Witness witness) {
    Map<String, String> values = new LinkedHashMap<>();
    Precise precise = witness.precise();
    if (precise != null && !precise.point().isEmpty()) {
      precise.point().forEach((name, value) -> values.put(name, Phrases.exactValue(value)));
    } else {
      witness.values().forEach((name, value) -> values.put(name, number(value)));
    }
    List<String> parts = new ArrayList<>();
    values.entrySet().stream()
        .limit(MOST)
        .forEach(
            entry ->
                named(theorem, entry.getKey())
                    .ifPresentOrElse(
                        name -> parts.add("$" + name + " = " + power(entry.getValue()) + "$"),
                        () -> parts.add(entry.getKey() + " = " + entry.getValue())));
    return String.join(", ", parts)
        + (values.size() > MOST ? " and " + (values.size() - MOST) + " more values" : "");
  }

  private static Optional<String> named(Theorem theorem, String name) {
    return name.matches("[A-Za-z][A-Za-z0-9]*")
        ? Optional.of(MathTex.of(Expressions.sym(name), theorem.texNames()))
        : Optional.empty();
  }

  private static String sides(Witness witness, boolean equation) {
    String left = number(witness.left());
    String right = number(witness.right());
    @Nullable Precise precise = witness.precise();
    if (precise != null) {
      if (precise.difference().signum() == 0) {
        return "both sides are $" + power(rounded(precise.left(), 6)) + "$ exactly";
      }
      left = rounded(precise.left(), precise.digitsToTell());
      right = rounded(precise.right(), precise.digitsToTell());
    }
    if (left.equals(right)) {
      left = BigDecimal.valueOf(witness.left()).toString();
      right = BigDecimal.valueOf(witness.right()).toString();
    }
    return equation
        ? "$" + power(left) + " \\ne " + power(right) + "$"
        : "left side $" + power(left) + "$, right side $" + power(right) + "$";
  }

  private static String rounded(BigDecimal value, int digits) {
    BigDecimal plain = value.round(new MathContext(digits)).stripTrailingZeros();
    return Math.abs(plain.precision() - plain.scale()) < 8
        ? plain.toPlainString()
        : plain.toString().toLowerCase(java.util.Locale.ROOT).replace("e+", "e");
  }

  private static String number(double value) {
    return Double.isFinite(value) ? rounded(BigDecimal.valueOf(value), 6) : Phrases.number(value);
  }

  /** Returns a number in TeX: a power of ten for an exponent, a fraction for a slash. */
  static String power(String number) {
    int exponent = number.indexOf('e');
    if (number.contains("infinity")) {
      return number.replace("infinity", "\\infty");
    }
    if (number.equals("undefined")) {
      return "\\text{undefined}";
    }
    return exponent < 0
        ? number
        : number.substring(0, exponent)
            + " \\cdot 10^{"
            + number.substring(exponent + 1).replaceFirst("^\\+?(-?)0+(?=\\d)", "$1")
            + "}";
  }
}
