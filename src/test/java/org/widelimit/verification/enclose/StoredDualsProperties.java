package org.widelimit.verification.enclose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.gaussian.dual.DualTable;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.verification.claim.ActivationTable;

/**
 * Duals and derivative duals on boxes hold the values inside that another program computed to fifty
 * digits, kinks, jumps, different lengths and correlations next to 1 among them.
 */
class StoredDualsProperties {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final MathContext DIGITS = new MathContext(60);
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Constants of activations have at least 32 digits in the tables. */
  private static final BigDecimal PRINTED = new BigDecimal("1e-28");

  private static final List<DualTable.Row> ROWS =
      Stream.of("dual-closed-forms.csv", "dual-smooth.csv", "dual-kinked.csv")
          .flatMap(file -> DualTable.read(file).stream())
          .filter(row -> row.p() <= 25 && row.q() <= 25)
          .toList();

  @Provide
  Arbitrary<DualTable.Row> rows() {
    return Arbitraries.of(ROWS);
  }

  /** An interval of doubles around a root, and a part of the width below it. */
  private static RealInterval around(double variance, double width, double part) {
    BigDecimal root = new BigDecimal(variance).sqrt(DIGITS);
    RealInterval exact =
        RealInterval.of(root.unscaledValue(), BigInteger.TEN.pow(Math.max(0, root.scale())));
    double low = Math.max(0, exact.lo() - width * part);
    return RealInterval.of(low, Math.max(exact.hi(), low + width));
  }

  private static RealInterval correlations(double rho, double width, double part) {
    return RealInterval.of(
        Math.max(-1, Math.nextDown(rho) - width * part),
        Math.min(1, Math.nextUp(rho) + width * (1 - part)));
  }

  @Property(tries = 60)
  void should_hold_stored_values_on_boxes_around_them(
      @ForAll("rows") DualTable.Row row,
      @ForAll boolean derived,
      @ForAll @IntRange(min = 0, max = 7) int wide,
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll @IntRange(min = 0, max = 8) int scale) {
    String stored = derived ? row.derivative() : row.value();
    boolean jumps = List.of("sign", "step").contains(row.activation());
    // At length 0 the tables have limits, from which functions with jumps differ.
    boolean limit = (derived || jumps) && (row.p() == 0 || row.q() == 0);
    if (stored.equals("inf") || (derived && jumps) || limit) {
      return;
    }
    double width = Math.scalb(0.5, -scale);
    String phi = row.activation() + (derived ? "'" : "");
    Expr dual =
        PointEnclosure.formula(
            WolframReader.read("Dual[" + phi + "," + phi + "][a^2, b^2, c a b]"),
            ActivationTable.of(Map.of()));
    RealInterval[] box = {
      around(row.p(), (wide & 1) == 0 ? 0 : width, part),
      around(row.q(), (wide & 2) == 0 ? 0 : width, part),
      correlations(row.correlation().rho(), (wide & 4) == 0 ? 0 : width, part)
    };

    EnclosedValue value = PointValues.over(dual, NAMES, box, LONG);

    BigDecimal exact = new BigDecimal(stored);
    BigDecimal slack = exact.abs().add(BigDecimal.ONE).multiply(PRINTED);
    RealInterval range = value.range();
    if (Double.isFinite(range.lo())) {
      assertThat(new BigDecimal(range.lo()))
          .as("%s of %s on %s", value, row, List.of(box))
          .isLessThanOrEqualTo(exact.add(slack));
    }
    if (Double.isFinite(range.hi())) {
      assertThat(new BigDecimal(range.hi()))
          .as("%s of %s on %s", value, row, List.of(box))
          .isGreaterThanOrEqualTo(exact.subtract(slack));
    }
  }
}
