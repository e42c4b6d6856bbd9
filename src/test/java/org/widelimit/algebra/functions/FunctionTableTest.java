package org.widelimit.algebra.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.Variation;
import org.widelimit.numeric.interval.RealInterval;

/** Walks the table: no cell is empty without a reason, and what a row says is so. */
class FunctionTableTest {

  /** Functions that Coq's library and the certificates' base have no name for. */
  private static final Set<String> NOT_IN_COQ =
      Set.of(
          "Sech", "Csch", "Coth", "ArcSinh", "ArcCosh", "ArcTanh", "Erfc", "Erfi", "DawsonF",
          "Floor");

  /** Written by brackets of their own. */
  private static final Set<String> BRACKETS = Set.of("Abs", "Floor");

  /** Of a list of several functions, that many names are a list that belongs into the table. */
  private static final int LIST = 6;

  static Stream<RealFunction> rows() {
    return FunctionTable.rows().stream();
  }

  private static double[] points(RealFunction row) {
    return Arrays.stream(new double[] {-2.75, -0.875, -0.25, 0.25, 0.875, 1.5, 2.75})
        .filter(x -> Double.isFinite(row.value().applyAsDouble(x)))
        .toArray();
  }

  private static Expr call(RealFunction row, Expr argument) {
    return Expressions.call(row.name(), argument);
  }

  private static double at(Expr expr, double x) {
    return ExpressionCompiler.compile(expr, List.of("x")).evaluate(x);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_have_no_empty_cell_without_a_reason(RealFunction row) {
    boolean defined = row.definition() != null;
    assertThat(row.meaning()).endsWith(".");
    assertThat(row.derivative() != null || defined).as("a derivative").isTrue();
    assertThat(row.precise() != null || defined).as("twice the digits").isTrue();
    assertThat(row.range() != null || defined).as("an enclosure").isTrue();
    assertThat(!row.spelling().owner().isEmpty() || defined).as("a compiled method").isTrue();
    assertThat(!row.spelling().python().isEmpty() || defined).as("a Python function").isTrue();
    assertThat(row.spelling().tex().isEmpty()).as("TeX").isEqualTo(BRACKETS.contains(row.name()));
    assertThat(row.spelling().coq().isEmpty())
        .as("a name in Coq")
        .isEqualTo(NOT_IN_COQ.contains(row.name()));
    assertThat(row.need() == null)
        .as("a need")
        .isEqualTo(
            row.shape().smoothness() != Smoothness.ENDS
                && row.shape().smoothness() != Smoothness.POLES);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_have_the_slope_of_its_values(RealFunction row) {
    Expr slope =
        FunctionTable.slope(call(row, Expressions.sym("x")))
            .orElseGet(
                () ->
                    org.widelimit.algebra.calculus.Derivatives.almostEverywhere(
                        call(row, Expressions.sym("x")), "x"));
    double h = 0x1p-18;
    for (double x : points(row)) {
      double difference =
          (row.value().applyAsDouble(x + h) - row.value().applyAsDouble(x - h)) / (2 * h);
      if (Double.isFinite(difference)) {
        assertThat(at(slope, x))
            .as("at %s", x)
            .isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_be_what_its_definition_says(RealFunction row) {
    Expr self = call(row, Expressions.sym("x"));
    FunctionTable.definition(self)
        .ifPresent(
            same -> {
              for (double x : points(row)) {
                assertThat(at(same, x))
                    .as("at %s", x)
                    .isCloseTo(
                        row.value().applyAsDouble(x), within(1e-13 * (1 + Math.abs(at(same, x)))));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_have_one_value_in_every_arithmetic(RealFunction row) {
    for (double x : points(row)) {
      double value = row.value().applyAsDouble(x);
      double rounding = 1e-14 * Math.max(1, Math.abs(value));
      assertThat(at(call(row, Expressions.sym("x")), x)).isCloseTo(value, within(rounding));
      if (row.precise() != null) {
        assertThat(row.precise().apply(DoubleDouble.of(x)).hi()).isCloseTo(value, within(rounding));
      }
      if (row.range() != null) {
        RealInterval range = row.range().apply(RealInterval.of(x));
        assertThat(range.lo()).isLessThanOrEqualTo(value + rounding);
        assertThat(range.hi()).isGreaterThanOrEqualTo(value - rounding);
        assertThat(range.width()).isLessThanOrEqualTo(4 * rounding);
      }
      BigDecimal digits =
          HighPrecision.evaluate(
                  call(row, Expressions.sym("x")), Map.of("x", new BigDecimal(x)), 40)
              .orElseThrow();
      assertThat(digits.doubleValue()).isCloseTo(value, within(rounding));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_have_the_shape_that_it_names(RealFunction row) {
    RealFunction.Shape shape = row.shape();
    for (double x : points(row)) {
      double value = row.value().applyAsDouble(x);
      double mirrored = row.value().applyAsDouble(-x);
      if (shape.parity() != Parity.NEITHER) {
        assertThat(mirrored)
            .isCloseTo(shape.parity() == Parity.ODD ? -value : value, within(1e-15));
      }
      if (shape.positive()) {
        assertThat(value).isPositive();
      }
      if (shape.bounded()) {
        assertThat(Math.abs(value)).isLessThan(4);
      }
      if (shape.isOddAndRising()) {
        assertThat(Math.signum(value)).isEqualTo(Math.signum(x));
      }
    }
    if (shape.variation() == Variation.MONOTONE) {
      double[] points = points(row);
      double last = row.value().applyAsDouble(points[points.length - 1]);
      double first = row.value().applyAsDouble(points[0]);
      assertThat(Math.signum(last - first)).isEqualTo(shape.falling() ? -1 : 1);
    }
    if (row.atZero() != null) {
      assertThat(at(row.atZero(), 0)).isCloseTo(row.value().applyAsDouble(0), within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_read_its_own_print(RealFunction row) {
    Expr self = call(row, Expressions.sym("x"));
    // A letter alone is a name; who means the step by it says so under reads.
    if (row.name().equals("HeavisideTheta")) {
      assertThat(TexWriter.write(self)).isEqualTo("H\\left(x\\right)");
      return;
    }
    assertThat(TexReader.create().read(TexWriter.write(self)).sides()).first().isEqualTo(self);
    for (String command : row.spelling().texRead()) {
      assertThat(TexReader.create().read(command + "(x)").sides())
          .as(command)
          .first()
          .isEqualTo(self);
    }
  }

  /** The control: the walk sees a row that is not so. */
  @ParameterizedTest
  @CsvSource({"Sin, Cos", "Tanh, Erf", "ArcSinh, ArcTan", "Log, Sinh"})
  void should_tell_functions_apart(String one, String other) {
    RealFunction first = FunctionTable.find(one).orElseThrow();
    RealFunction second = FunctionTable.find(other).orElseThrow();
    assertThat(first.value().applyAsDouble(0.875))
        .isNotCloseTo(second.value().applyAsDouble(0.875), within(1e-3));
    assertThat(
            second
                .range()
                .apply(RealInterval.of(0.875))
                .contains(first.value().applyAsDouble(0.875)))
        .isFalse();
  }

  @Test
  void should_be_the_only_list_of_functions() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> lists =
          files
              .filter(
                  file ->
                      file.toString().endsWith(".java")
                          && !file.toString().contains("algebra/functions"))
              .filter(file -> lists(read(file)))
              .toList();
      assertThat(lists).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set.of(\"Sin\", \"Cos\", \"Tan\", \"Erf\", \"Log\", \"Tanh\")",
        "Map\n .of(\"Sin\", 1, \"Cos\", 2, \"Tan\", 3, \"Erf\", 4, \"Log\", 5, \"Abs\", 6)"
      })
  void should_see_another_list(String source) {
    assertThat(lists(source)).isTrue();
  }

  private static boolean lists(String source) {
    Matcher matcher =
        Pattern.compile("(?:Set|List|Map)\\s*\\.(?:of|ofEntries)\\(((?:[^()]|\\([^()]*\\))*)\\)")
            .matcher(source);
    while (matcher.find()) {
      String inside = matcher.group(1);
      long names =
          FunctionTable.names(any -> true).stream()
              .filter(name -> inside.contains("\"" + name + "\""))
              .count();
      if (names >= LIST) {
        return true;
      }
    }
    return false;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
