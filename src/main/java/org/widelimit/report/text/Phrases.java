package org.widelimit.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Precise;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Verdict;

/** Numbers and evidence in words, the same in every report. */
public final class Phrases {

  private static final Pattern LONG_DECIMAL =
      Pattern.compile("(?<![\\w.])\\d+\\.\\d{8,}(?:[eE][+-]?\\d{1,3})?(?![\\w.])");

  private Phrases() {}

  /** Returns what a verdict rests on, in one short line: digits, or a witness, or the reason. */
  public static String detail(ClaimResult result) {
    Optional<Witness> witness =
        result.evidence().stream()
            .map(Evidence::witness)
            .filter(Objects::nonNull)
            .min(Comparator.comparing(Witness::grade));
    if (witness.isPresent()) {
      String seen = "witness " + witness(witness.get());
      return result.verdict() == Verdict.REFUTED ? seen : result.reason() + "; " + seen;
    }
    for (Evidence evidence : result.evidence()) {
      if (evidence instanceof Enclosed enclosed && enclosed.covered() && result.verdict().holds()) {
        return enclosed.summary()
            + (enclosed.undefined().isEmpty()
                ? ""
                : ", where defined; undefined for " + enclosed.undefined());
      }
    }
    for (Evidence evidence : result.evidence()) {
      if (evidence instanceof Integrated integrated
          && integrated.points() > 0
          && result.verdict().holds()) {
        return gaps(result) + numbers(integrated);
      }
    }
    for (Evidence evidence : result.evidence()) {
      if (evidence instanceof Simulated simulated && !simulated.summary().isEmpty()) {
        return simulated.summary();
      }
    }
    return result.reason();
  }

  /** Returns where what was proved has no meaning, as the beginning of a sentence. */
  private static String gaps(ClaimResult result) {
    return result.verdict() != Verdict.PROVED
        ? ""
        : result.evidence().stream()
            .filter(Derived.class::isInstance)
            .map(evidence -> ((Derived) evidence).undefined())
            .filter(undefined -> !undefined.isEmpty())
            .findFirst()
            .map(undefined -> "where defined; undefined for " + undefined + "; ")
            .orElse("");
  }

  /** Returns what the numbers established: digits of an equality, the margin of an inequality. */
  static String numbers(Integrated seen) {
    boolean all = seen.undefined() + seen.undecided() == 0;
    String text =
        Double.isFinite(seen.digits())
            ? String.format(
                Locale.ROOT,
                "sides equal to %.1f digits at %s",
                seen.digits(),
                seen.points() == 1 ? "1 point" : (all ? "all " : "") + seen.points() + " points")
            : seen.summary();
    return all ? text : text + ", " + seen.limits();
  }

  /** Returns how many points were tried, and for an equality how far its sides were apart. */
  public static String points(Integrated seen) {
    String text =
        "Tried at "
            + seen.points()
            + (seen.points() == 1 ? " point of the domain" : " points of the domain")
            + (seen.limits().isEmpty() ? "" : "; " + seen.limits());
    if (Double.isFinite(seen.maxRelativeError())) {
      text += "; largest relative difference " + number(seen.maxRelativeError());
    }
    if (seen.witness() == null && Double.isFinite(seen.digits()) && seen.points() > 0) {
      text +=
          String.format(
              Locale.ROOT,
              "; a relative error of %.1e would have been seen",
              Math.pow(10, -seen.digits()));
    }
    return text;
  }

  /** Returns the domain that boxes covered, or did not, and how many there were. */
  public static String boxes(Enclosed seen) {
    return (seen.covered() ? "Covered " : "Not covered: ")
        + (seen.domain().isEmpty() ? "the one point that there is" : seen.domain())
        + "; "
        + seen.boxes()
        + (seen.boxes() == 1 ? " box" : " boxes")
        + (seen.hardest().isEmpty() ? "" : "; hardest " + seen.hardest())
        + (seen.undefined().isEmpty() ? "" : "; undefined for " + seen.undefined());
  }

  /** Returns a witness as {@code q = 1.5: left 0.3, right 0.7}. */
  public static String witness(Witness witness) {
    Precise precise = witness.precise();
    String sides = precise == null ? told(witness.left(), witness.right()) : precise(precise);
    String at =
        precise == null || precise.point().isEmpty()
            ? doubles(witness.values())
            : exactValues(precise.point());
    String note = witness.note().isEmpty() ? "" : " (" + witness.note() + ")";
    return (at.isEmpty() ? sides : at + ": " + sides) + note;
  }

  /** Returns both sides with as many digits, six at least, as it takes to tell them apart. */
  private static String told(double left, double right) {
    boolean finite = Double.isFinite(left) && Double.isFinite(right);
    if (!finite || left == right || !number(left).equals(number(right))) {
      return "left " + number(left) + ", right " + number(right);
    }
    BigDecimal one = new BigDecimal(left);
    BigDecimal other = new BigDecimal(right);
    int digits = 7;
    while (digits < 17 && rounded(one, digits).compareTo(rounded(other, digits)) == 0) {
      digits++;
    }
    return "left "
        + decimal(rounded(one, digits + 1))
        + ", right "
        + decimal(rounded(other, digits + 1))
        + ", apart by "
        + decimal(rounded(one.subtract(other).abs(), 3));
  }

  private static BigDecimal rounded(BigDecimal number, int digits) {
    return number.round(new MathContext(digits));
  }

  /** A rounded point may be another one, or lie outside of the domain. */
  private static String doubles(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + decimal(BigDecimal.valueOf(entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  /** Returns both sides with as many digits as it takes to tell them apart. */
  private static String precise(Precise sides) {
    if (sides.difference().signum() == 0) {
      return "both sides are " + decimal(sides.left().round(new MathContext(6))) + " exactly";
    }
    MathContext telling = new MathContext(sides.digitsToTell());
    return "left "
        + decimal(sides.left().round(telling))
        + ", right "
        + decimal(sides.right().round(telling))
        + ", apart by "
        + decimal(sides.difference().round(new MathContext(3)))
        + (sides.derived() ? ", with the expectations in closed form" : "");
  }

  private static String decimal(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return Math.abs(plain.precision() - plain.scale()) < 8
        ? plain.toPlainString()
        : plain.toString().toLowerCase(Locale.ROOT);
  }

  private static String exactValues(Map<String, Num> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + exactValue(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Returns a double as short as it can be written, any other number as a fraction. */
  static String exactValue(Num value) {
    double nearest = value.doubleValue();
    return Double.isFinite(nearest) && Expressions.decimal(new BigDecimal(nearest)).equals(value)
        ? decimal(BigDecimal.valueOf(nearest))
        : value.toString();
  }

  /** Returns the values of symbols as {@code q = 1.5, r = 0.2}. */
  public static String values(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Returns a number with six significant digits at most, without idle zeros. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "-infinity";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return String.format(Locale.ROOT, "%.0f", value + 0.0);
    }
    String text = String.format(Locale.ROOT, "%.6g", value);
    int exponent = text.indexOf('e');
    String mantissa = exponent < 0 ? text : text.substring(0, exponent);
    if (mantissa.contains(".")) {
      mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return mantissa + (exponent < 0 ? "" : text.substring(exponent));
  }

  /** Returns prose with no number of more digits than a reader can use; JSON has them all. */
  public static String readable(String prose) {
    return LONG_DECIMAL
        .matcher(prose)
        .replaceAll(found -> Matcher.quoteReplacement(number(Double.parseDouble(found.group()))));
  }

  /** Returns controls as {@code 5/5}, or a dash if none was made. */
  public static String controls(Controls controls) {
    return controls.made() == 0 ? "\u2013" : controls.killed() + "/" + controls.made();
  }

  /** Returns a relative number in percent. */
  public static String percent(double value) {
    return Double.isFinite(value) ? number(100 * value) + " %" : "unknown";
  }

  /** Returns an exponent's estimate in one line. */
  public static String rate(RateEstimate rate) {
    return String.format(
        Locale.ROOT,
        "Exponent of %s: claimed %s, estimated %s in [%s, %s]",
        rate.of(),
        number(rate.claimed()),
        number(rate.estimate()),
        number(rate.lower()),
        number(rate.upper()));
  }
}
