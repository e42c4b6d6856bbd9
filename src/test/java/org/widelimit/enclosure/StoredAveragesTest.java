package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.interval.RealInterval;

/** Enclosures hold values to many digits that another program computed. */
class StoredAveragesTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Sym U = Expressions.sym("u");
  private static final Sym V = Expressions.sym("v");

  /** Digits beyond the last stored one do not count. */
  private static final double PRINTED = 1e-22;

  private record Row(String kind, Activation phi, Num scale, Num correlation, BigDecimal value) {
    static Row of(String line) {
      String[] parts = line.split(",", -1);
      return new Row(
          parts[0],
          Activation.named(parts[1]),
          Expressions.decimal(new BigDecimal(parts[2])),
          Expressions.decimal(new BigDecimal(parts[3])),
          new BigDecimal(parts[4]));
    }

    Expr average() {
      if (kind.equals("square")) {
        Expr argument = Expressions.times(scale, U);
        return Expressions.call("E", Expressions.square(phi.at(argument)), U);
      }
      Expr variance = Expressions.square(scale);
      Expr covariance = Expressions.times(correlation, variance);
      return Expressions.call(
          "E",
          Expressions.times(phi.at(U), phi.at(V)),
          Expressions.list(U, V),
          Expressions.list(
              Expressions.list(variance, covariance), Expressions.list(covariance, variance)));
    }
  }

  private static List<Row> rows() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(StoredAveragesTest.class.getResourceAsStream("averages.csv"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Row::of)
          .toList();
    }
  }

  @Test
  void should_hold_every_stored_value() throws IOException {
    List<Double> widths = new ArrayList<>();
    for (Row row : rows()) {
      EnclosedValue value = PointValues.at(row.average(), Map.of(), LONG);
      RealInterval range = value.range();
      BigDecimal printed = row.value().abs().multiply(new BigDecimal(PRINTED));

      assertThat(value.isSure()).as("%s", row).isTrue();
      assertThat(new BigDecimal(range.lo())).isLessThanOrEqualTo(row.value().add(printed));
      assertThat(new BigDecimal(range.hi())).isGreaterThanOrEqualTo(row.value().subtract(printed));
      widths.add(range.width() / range.magnitude());
    }
    Collections.sort(widths);
    assertThat(widths).hasSizeGreaterThan(200);
    assertThat(widths.get(widths.size() / 2)).isLessThan(1e-13);
  }
}
