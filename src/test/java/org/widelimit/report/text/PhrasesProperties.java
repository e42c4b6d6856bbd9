package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.numeric.Grade;
import org.widelimit.verification.verdict.Evidence.Witness;

/** A witness shows that its sides differ, however little they do. */
class PhrasesProperties {

  private static final Pattern SIDES =
      Pattern.compile("left ([^ ]+), right ([^ ]+)(, apart by .+)?");

  private static Matcher sides(double left, double right) {
    Matcher matcher =
        SIDES.matcher(
            Phrases.witness(new Witness(Map.of(), left, right, 0, Grade.RIGOROUS, "", null)));
    assertThat(matcher.matches()).isTrue();
    return matcher;
  }

  @Property
  void should_show_sides_that_differ_as_different(
      @ForAll @DoubleRange(min = 0.1, max = 1e5) double left,
      @ForAll @IntRange(min = 1, max = 14) int digits) {
    double right = left * (1 + Math.pow(10, -digits));
    Matcher shown = sides(left, right);
    assertThat(shown.group(1)).isNotEqualTo(shown.group(2));
  }

  @ParameterizedTest
  @CsvSource({
    "0.6331589000049536, 0.633159387, '0.6331589, 0.63315939, , apart by 0.000000487'",
    "1, 2, '1, 2, '",
    "NaN, NaN, 'undefined, undefined, '",
    "Infinity, 1, 'infinity, 1, '"
  })
  void should_use_no_more_digits_than_that_takes(double left, double right, String expected) {
    Matcher shown = sides(left, right);
    String apart = shown.group(3) == null ? "" : shown.group(3);
    assertThat(shown.group(1) + ", " + shown.group(2) + ", " + apart).isEqualTo(expected);
  }
}
