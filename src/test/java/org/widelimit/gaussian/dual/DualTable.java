package org.widelimit.gaussian.dual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/** Tables of duals and derivative duals with 50 digits; the files say how they were made. */
public final class DualTable {

  static final List<String> FILES =
      List.of("dual-closed-forms.csv", "dual-smooth.csv", "dual-kinked.csv");

  private static final MathContext DIGITS = new MathContext(60);

  /**
   * How far a mean that vanishes by design may be from the table's: its constants have the 32
   * digits that were published, those of the catalogue 64.
   */
  private static final double CONSTANTS = 1e-30;

  private DualTable() {}

  /**
   * One point of one activation.
   *
   * @param value the dual with 50 digits
   * @param derivative the derivative dual with 50 digits, or {@code inf}
   */
  public record Row(
      String activation,
      double p,
      double q,
      Correlation correlation,
      String value,
      String derivative) {

    /**
     * Whether a mean vanishes by design: the constants of SELU, of 64 digits, make its mean zero at
     * variance 1 (Klambauer et al. 2017).
     */
    public boolean isZeroByDesign() {
      return activation.equals("selu") && correlation.rho() == 0 && (p == 1 || q == 1);
    }
  }

  /** Returns the rows of one of the files. */
  public static List<Row> read(String file) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(DualTable.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.startsWith("activation;")) {
          rows.add(row(line.split(";", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Row row(String[] cells) {
    Correlation correlation = Correlation.ofComplement(complement(cells[3]), cells[4].equals("1"));
    return new Row(
        cells[0],
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        correlation,
        cells[5],
        cells[6]);
  }

  private static double complement(String cell) {
    return cell.startsWith("0x1p")
        ? Math.scalb(1.0, Integer.parseInt(cell.substring(4)))
        : Double.parseDouble(cell);
  }

  /** Returns the relative error of a number, infinite for a wrong infinity or a wrong zero. */
  static double relativeError(Bounded actual, String expected) {
    if (expected.equals("inf") || Double.isInfinite(actual.value())) {
      return expected.equals("inf") && actual.value() == Double.POSITIVE_INFINITY
          ? 0
          : Double.POSITIVE_INFINITY;
    }
    BigDecimal exact = new BigDecimal(expected);
    BigDecimal difference = new BigDecimal(actual.value()).subtract(exact).abs();
    if (exact.signum() == 0) {
      return difference.signum() == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return difference.divide(exact.abs(), DIGITS).doubleValue();
  }

  /** Returns whether the bound covers the true error. */
  static boolean covers(Bounded actual, String expected) {
    if (expected.equals("inf") || Double.isInfinite(actual.value())) {
      return expected.equals("inf") && actual.value() == Double.POSITIVE_INFINITY;
    }
    if (Double.isInfinite(actual.error())) {
      return true;
    }
    BigDecimal difference = new BigDecimal(actual.value()).subtract(new BigDecimal(expected)).abs();
    return difference.compareTo(new BigDecimal(actual.error())) <= 0;
  }

  /**
   * Holds one result against the table.
   *
   * @return what is wrong, or null
   */
  static @Nullable String judge(
      String what, Row row, Bounded actual, String expected, double tolerance) {
    boolean zero = row.isZeroByDesign() && what.equals("value");
    // Of a zero the bound is the error.
    double error = zero ? actual.error() : relativeError(actual, expected);
    if (!(error <= tolerance)) {
      return "%s off by %.2g: %s, %s".formatted(what, error, actual, row);
    }
    Bounded seen = zero ? new Bounded(actual.value(), actual.error() + CONSTANTS) : actual;
    return covers(seen, expected) ? null : "%s not covered: %s, %s".formatted(what, actual, row);
  }
}
