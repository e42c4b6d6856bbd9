package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

/** TeX that says two things, or another than it seems to, is asked back with its place. */
class MisreadingsTest {

  private static TheoremFile parse(String tex, String more) {
    String yaml =
        """
        title: Misreadings
        symbols:
          p: {in: "(0, 2)"}
          q: {in: "(0, 2)"}
          r: {in: "(-1/4, 1/4)"}
          w: {in: "(0, 1)"}
          x: {in: "(-1, 1)"}
        functions: {G: {is: "q + 1"}}
        claims:
          c: {tex: '%s'%s}
        """
            .formatted(tex, more);
    return TheoremLoader.parse("t/t.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "w < 1, p < 1 @ a claim of its own",
        "\\begin{aligned} p &= p \\\\ w &< 1/2 \\end{aligned} @ a claim of its own",
        "\\begin{aligned} x^2 &\\ge 0 \\\\ x &> 0 \\end{aligned} @ a claim of its own",
        "\\begin{align} x &= |x| \\\\ x &> 0 \\end{align} @ a claim of its own",
        "p < 3, \\quad w < 1/2, \\quad q < 1 @ a claim of its own",
        "w \\ge 0, \\; w < 1/2 @ a claim of its own",
        "w < 1 \\text{ and } w < 1/2 @ joins two claims",
        "x = x \\text{ and } x > 0 @ joins two claims",
        "\\mathbb{E}_z (z + 1)^2 = 1 @ is the power inside",
        "\\mathbb{E}_z\\left(z + 1\\right)^2 = 1 @ is the power inside",
        "\\mathbb{E}_{z \\sim \\mathcal{N}(0, 1)} \\{z + 1\\}^2 = 1 @ is the power inside",
        "\\renewcommand{\\pi}{3} \\pi = 3 @ no macro changes",
        "\\newcommand{\\sin}{\\cos} \\sin 0 = 1 @ no macro changes",
        "\\def\\frac#1#2{#2/#1} \\frac{1}{2} = 2 @ no macro changes",
        "\\newcommand{\\le}{\\ge} x \\le 1 @ no macro changes",
        "\\newcommand{\\geqslant}{\\leqslant} p \\geqslant 2 @ no macro changes",
        "p > 0 \\quad w < 1/2 @ a wide space",
        "p - p = 0 \\quad w = 0 @ a wide space",
        "\\mathbb{E}_{z \\sim \\mathcal{N}(0, -1)}[z^2] = -1 @ a variance is not negative",
        "q^2 = q \\text{ for } 2 < 1 @ a condition on no symbol",
      })
  void should_be_asked_back(String tex, String message) {
    TheoremFile file = parse(tex, "");
    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).describe()).contains(message);
    assertThat(file.faults().get(0).line()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "\\mathbb{E} y^2 = -1 @ , law: {y: \"Gaussian[0, -1]\"} @ a variance is not negative",
        "\\mathbb{E}_{u}[u v] = r @ , law: {\"u, v\": \"{{p, r}, {r, q}}\"} @ the subscript leaves"
            + " out v",
        "\\langle y^2 \\rangle_{p} = q @ , law: {y: \"Gaussian[0, q]\"} @ the subscript is neither",
      })
  void should_hold_averages_against_their_laws(String tex, String law, String message) {
    TheoremFile file = parse(tex, law);
    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).describe()).contains(message);
  }

  /** The symbol of the file is not what a sum or an integral around it ranges over. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "\\sum_{q=1}^{3} Q q = 6 q @ Q @ q",
        "\\int_0^1 Q p \\, dp = p/2 @ Q @ p",
        "\\mathbb{E}_{w \\sim \\mathcal{N}(0, 1)}[w A] = 1 @ A @ 2 w",
      })
  void should_ask_whose_name_a_meaning_has(String tex, String fragment, String meaning) {
    String reads = ", reads: {'%s': '%s'}".formatted(fragment, meaning);
    TheoremFile file = parse(tex, reads);
    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).describe()).contains("ambiguous", "another name");
    assertThat(parse("\\sum_{q=1}^{3} Q_q = 6", ", reads: {'Q_q': 'q'}").faults()).isEmpty();
    assertThat(parse("\\sum_{k=1}^{3} Q k = 6 q", ", reads: {'Q': 'q'}").faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = |x|, \\quad x > 0",
        "x = |x| \\text{ for } x > 0 \\text{ and } p < 1",
        "w < 1 \\text{ for } p < 1",
        "G < 2 \\text{ for } q < 1",
        "\\mathbb{E}_z [z + 1]^2 = 1",
        "\\mathbb{E}_z [(z + 1)^2] = 2",
        "\\r"
            + "enewcommand{\\le}{\\leqslant} \\n"
            + "ewcommand{\\abs}[1]{\\left|#1\\r"
            + "ight|} \\abs{x} \\le 1",
        "\\DeclareMathOperator{\\erf}{erf} \\erf(x) = \\erf(x)",
        "\\renewcommand{\\epsilon}{q} \\epsilon = q",
        "\\providecommand{\\pi}{3} \\pi > 3.1",
      })
  void should_be_read(String tex) {
    assertThat(parse(tex, "").faults()).isEmpty();
  }

  /** No condition vanishes, on whatever symbols it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "w < 1 \\text{ for } p < 1 @ 1",
        "G < 2 \\text{ for } q < 1 @ 1",
        "x < 1/2 \\text{ for } p < 1/2, \\; x < p @ 2",
        "x = |x|, \\quad x > 0 @ 1",
      })
  void should_keep_its_conditions(String tex, int conditions) {
    Theorem theorem = (Theorem) parse(tex, "");
    Claim claim = theorem.claims().get(0);
    assertThat(claim.header().where()).hasSize(conditions);
  }

  /** Digits that are printed are rounded or cut off. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "q \\approx 3.15 @ 629/200 @ 79/25",
        "q \\approx -0.5 @ -3/5 @ -9/20",
        "q \\approx 0.00 @ -1/200 @ 1/200",
      })
  void should_take_digits_as_printed(String tex, String least, String greatest) {
    Claim.InequalityClaim claim =
        (Claim.InequalityClaim) ((Theorem) parse(tex, "")).claims().get(0);
    assertThat(claim.sides().get(0)).hasToString(least);
    assertThat(claim.sides().get(2)).hasToString(greatest);
  }
}
