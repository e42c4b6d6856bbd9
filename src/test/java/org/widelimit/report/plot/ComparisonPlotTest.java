package org.widelimit.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.report.text.PlainName;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Sliced;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

class ComparisonPlotTest {

  private static ClaimResult verdict(String equation) {
    String file =
        """
        title: t
        symbols:
          q: {in: "(0, 20)"}
          w: {in: "(0, 3)"}
        claims:
          a: {equation: "%s"}
        """
            .formatted(equation);
    Theorem theorem =
        (Theorem) TheoremLoader.parse("theorems/t.yaml", file.getBytes(StandardCharsets.UTF_8));
    VerificationOptions options =
        new VerificationOptions(EnumSet.of(Rung.INTEGRATE), 1, Budget.QUICK, 1, false);
    return Verifier.with(options).verify(theorem, VerificationListener.all()).claims().get(0);
  }

  private static Optional<Sliced> slice(ClaimResult result) {
    return result.evidence().stream()
        .filter(Sliced.class::isInstance)
        .map(Sliced.class::cast)
        .findFirst();
  }

  /** The curves are the sides: what the picture shows at a point is what the formula says there. */
  @Property(tries = 8)
  void should_draw_both_sides_through_the_witness(
      @ForAll @IntRange(min = 1, max = 9) int factor,
      @ForAll @IntRange(min = 1, max = 9) int term) {
    ClaimResult refuted = verdict(factor + " q w^2 == q w^2 + " + (term + 10));
    Sliced slice = slice(refuted).orElseThrow();

    assertThat(refuted.verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(slice.symbol()).isEqualTo("q");
    assertThat(slice.points()).contains(slice.at()).hasSizeGreaterThan(20);
    for (Point point : slice.points()) {
      double square = point.values().get("q") * Math.pow(point.values().get("w"), 2);
      assertThat(point.left())
          .isEqualTo(factor * square, org.assertj.core.data.Offset.offset(1e-9));
      assertThat(point.right())
          .isEqualTo(square + term + 10, org.assertj.core.data.Offset.offset(1e-9));
      assertThat(point.values().get("w")).isEqualTo(slice.at().values().get("w"));
    }
    assertThat(slice.points().stream().map(point -> point.values().get("q"))).isSorted();
  }

  @Example
  void should_draw_nothing_for_what_holds_or_has_no_symbol() {
    assertThat(slice(verdict("q + w == w + q"))).isEmpty();
    assertThat(slice(verdict("2 == 3"))).isEmpty();
  }

  @Example
  void should_say_in_words_what_is_drawn() {
    Sliced slice =
        new Sliced(
            "q",
            List.of(point(1, 2, 3), point(2, 3, 5)),
            point(2, 3, 5),
            "both sides along q through the witness");

    String svg =
        ComparisonPlot.sides(
            slice, name -> PlainName.of(name, Map.of("q", "q_l", "w", "\\sigma_w")));

    assertThat(svg)
        .contains(
            "Both sides along q_l at \u03C3_w = 1", "the left side is 3 and the right side is 5")
        .contains(">left side<", ">right side<", ">witness<");
  }

  @Example
  void should_draw_a_ratio_for_each_choice_of_the_other_symbols() {
    List<Point> points =
        List.of(indexed(4, 0.5, 1), indexed(64, 0.9, 1), indexed(4, 1, 2), indexed(64, 1.9, 2));

    String svg = ComparisonPlot.ratio(points, "l", name -> name);

    assertThat(svg).contains(">q = 1<", ">q = 2<", ">claimed<", "tends to 1");
    assertThat(ComparisonPlot.ratio(points.subList(0, 1), "l", name -> name)).isEmpty();
    assertThat(ComparisonPlot.ratio(points, "k", name -> name)).isEmpty();
  }

  @Example
  void should_keep_long_names_inside_of_the_picture() {
    String svg =
        ConvergencePlot.means(
            "x".repeat(300),
            "M",
            List.of(
                new org.widelimit.verification.verdict.Evidence.WidthPoint(1, 1, 1, 1, 1),
                new org.widelimit.verification.verdict.Evidence.WidthPoint(2, 1, 1, 1, 1)),
            1);

    assertThat(svg).containsPattern("class=\"title\"[^>]*>x{67}\u2026<");
  }

  private static Point point(double q, double left, double right) {
    return new Point(Map.of("q", q, "w", 1.0), left, right, 0, Agreement.DIFFER);
  }

  private static Point indexed(double l, double left, double q) {
    return new Point(Map.of("l", l, "q", q), left, q, 0, Agreement.AGREE);
  }
}
