package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.verification.verdict.ClaimResultAssert.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * Solutions of initial value problems hold on their whole interval or not at all: ends before the
 * interval's, pulses between any two times, problems with more than one solution, equations that
 * are not solved for the derivative, names.
 */
class OdeSolutionsProperties {

  private static final Set<Verdict> HOLDS =
      Set.of(Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED);

  private static ClaimResult check(
      String symbols, String equation, String initial, String solution) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: A test
            symbols:
            %s
            claims:
              claim:
                ode: {equation: "%s", initial: "%s", solution: "%s"}
            """
                .formatted(symbols.indent(2).stripTrailing(), equation, initial, solution));
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), VerificationOptions.defaults())
        .run();
  }

  private static String time(String domain) {
    return "t: {in: \"" + domain + "\"}";
  }

  private static void assertNeverHolds(ClaimResult result) {
    assertThat(HOLDS).as(result.reason()).doesNotContain(result.verdict());
  }

  /** {@code f' = f^(1 + 1/n)/c} from 1 is {@code (1 - t/(n c))^-n}, until {@code t = n c}. */
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_see_that_a_solution_ends(
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll @IntRange(min = 1, max = 30) int tenths,
      @ForAll boolean beyond) {
    // GIVEN
    String rate = "(%d/10)".formatted(tenths);
    String solution = "f[t] == (1 - t/(%d %s))^(-%d)".formatted(n, rate, n);
    String equation = "f'[t] == Abs[f[t]]^(1 + 1/%d)/%s".formatted(n, rate);
    String end = beyond ? "%d/100".formatted(11 * n * tenths) : "%d/100".formatted(9 * n * tenths);
    // WHEN
    ClaimResult result = check(time("[0, " + end + "]"), equation, "f[0] == 1", solution);
    // THEN
    if (beyond) {
      assertNeverHolds(result);
    } else {
      assertThat(HOLDS).as(result.reason()).contains(result.verdict());
    }
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void should_see_the_poles_of_a_tangent(
      @ForAll @IntRange(min = 1, max = 300) int rate, @ForAll boolean cotangent) {
    String solution = cotangent ? "-1/Tan[%d t/10 + 1]" : "Tan[%d t/10 + 1]";
    ClaimResult result =
        check(
            time("[0, Infinity)"),
            "f'[t] == %d/10 (1 + f[t]^2)".formatted(rate),
            "f[0] == " + (cotangent ? "-1/Tan[1]" : "Tan[1]"),
            "f[t] == " + solution.formatted(rate));
    assertNeverHolds(result);
    assertThat(result).hasVerdict(Verdict.REFUTED);
  }

  /** A solution that stops where it is 0 goes on there; the parabola beyond is none. */
  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void should_see_that_a_root_changes_its_branch(@ForAll @IntRange(min = 1, max = 20) int tenths) {
    String decay = "f'[t] == -2 Sqrt[f[t]]";
    String start = "f[0] == (%d/10)^2".formatted(tenths);
    ClaimResult beyond =
        check(time("[0, 3]"), decay, start, "f[t] == (%d/10 - t)^2".formatted(tenths));
    assertThat(beyond).hasVerdict(Verdict.REFUTED);
    ClaimResult stopped =
        check(time("[0, 3]"), decay, start, "f[t] == Max[%d/10 - t, 0]^2".formatted(tenths));
    assertThat(stopped.verdict()).as(stopped.reason()).isNotEqualTo(Verdict.REFUTED);
  }

  /** Pulses of area 1 of many shapes and widths, where a root, a logarithm or a number is. */
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_see_pulses_of_any_width(
      @ForAll @IntRange(min = 0, max = 4) int shape,
      @ForAll @IntRange(min = 0, max = 2) int place,
      @ForAll @IntRange(min = 3, max = 12) int narrow,
      @ForAll @IntRange(min = 2, max = 39) int twentieths) {
    // GIVEN
    String distance =
        switch (place) {
          case 0 -> "(t - %d/20)".formatted(twentieths);
          case 1 -> "(t^2 - (%d/20)^2)".formatted(twentieths);
          default -> "(Log[1 + t] - Log[1 + %d/20])".formatted(twentieths);
        };
    String height = "10^" + narrow;
    String argument = "(%s %s)".formatted(height, distance);
    String pulse =
        switch (shape) {
          case 0 -> "HeavisideTheta[1 - %s^2]".formatted(argument);
          case 1 -> "HeavisideTheta[%1$s] HeavisideTheta[1 - %1$s]".formatted(argument);
          case 2 -> "Exp[-%s^2]".formatted(argument);
          case 3 -> "1/(1 + %s^2)".formatted(argument);
          default -> "Piecewise[{{1, Abs[%s] < 1}}]".formatted(argument);
        };
    // WHEN
    ClaimResult result =
        check(
            time("[0, 2]"),
            "f'[t] == -f[t] + %s %s".formatted(height, pulse),
            "f[0] == 1",
            "f[t] == Exp[-t]");
    // THEN
    assertThat(result).hasVerdict(Verdict.REFUTED);
  }

  /** {@code f' = f^(1 - 1/n) n} from 0: the power n, that power after any wait, and 0. */
  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void should_never_refute_one_of_several_solutions(
      @ForAll @IntRange(min = 2, max = 7) int n,
      @ForAll @IntRange(min = 0, max = 19) int wait,
      @ForAll boolean scaled) {
    String equation = "f'[t] == %1$d Abs[f[t]]^(1 - 1/%1$d)".formatted(n);
    String power = wait == 0 ? "t^%d".formatted(n) : "Max[t - %d/10, 0]^%d".formatted(wait, n);
    ClaimResult result =
        check(time("[0, 2]"), equation, "f[0] == 0", "f[t] == " + (scaled ? "3 " : "") + power);
    if (scaled) {
      assertThat(result).hasVerdict(Verdict.REFUTED);
    } else {
      assertThat(result.verdict())
          .as(result.reason())
          .isIn(Verdict.SUPPORTED, Verdict.VERIFIED, Verdict.INCONCLUSIVE);
    }
  }

  /** The same linear equation in many forms, with symbols of any name. */
  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void should_solve_the_equation_for_the_derivative(
      @ForAll @IntRange(min = 0, max = 5) int form, @ForAll boolean wrong) {
    String rate = "unknown";
    String equation =
        switch (form) {
          case 0 -> "f'[t]/unknown + f[t] == 1";
          case 1 -> "unknown (1 - f[t]) == f'[t]";
          case 2 -> "f'[t] - unknown == -unknown f[t]";
          case 3 -> "3 (f'[t] + unknown f[t]) == f'[t] + unknown f[t] + 2 unknown";
          case 4 -> "f[t] == 1 - f'[t]/unknown";
          default -> "Exp[t] f'[t] == Exp[t] unknown (1 - f[t])";
        };
    ClaimResult result =
        check(
            time("[0, 2]") + "\n" + rate + ": {in: \"(1, 2)\"}",
            equation,
            "f[0] == 0",
            "f[t] == 1 - Exp[-%s t]".formatted(wrong ? "1/" + rate : rate));
    assertThat(result).hasVerdict(wrong ? Verdict.REFUTED : Verdict.PROVED);
  }

  /** Steps, staircases and changes of branch that leave the equation alone. */
  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void should_see_that_a_solution_jumps(
      @ForAll @IntRange(min = 0, max = 4) int kind,
      @ForAll @IntRange(min = 1, max = 19) int tenths) {
    String jump =
        switch (kind) {
          case 0 -> "HeavisideTheta[t - %d/10]";
          case 1 -> "Floor[t 10/%d]/100";
          case 2 -> "Piecewise[{{1/50, t > %d/10}}]";
          case 3 -> "Sign[t^2 - (%d/10)^2]/3";
          default -> "ArcTan[1/(t - %d/10)]";
        };
    String start = kind == 3 ? "2/3" : kind == 4 ? "1 - ArcTan[10/%d]".formatted(tenths) : "1";
    String slope = kind == 4 ? " - 1/(1 + (t - %d/10)^2)".formatted(tenths) : "";
    ClaimResult result =
        check(
            time("[0, 2]"),
            "f'[t] == 1" + slope,
            "f[0] == " + start,
            "f[t] == t + 1 + " + jump.formatted(tenths));
    assertNeverHolds(result);
  }

  /** Changes that start late, are tiny, or touch the equation along the solution alone. */
  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void should_see_late_and_tiny_changes(
      @ForAll @IntRange(min = 0, max = 3) int kind, @ForAll @IntRange(min = 2, max = 20) int n) {
    String change =
        switch (kind) {
          case 0 -> "Max[t - %d, 0]^2";
          case 1 -> "10^-%d t^2";
          case 2 -> "Max[t - (2 - 10^-%d), 0]";
          default -> "t^2 HeavisideTheta[10^-%d - Abs[t - 1]]";
        };
    ClaimResult result =
        check(
            time(kind == 0 ? "[0, Infinity)" : "[0, 2]"),
            "f'[t] == -f[t]",
            "f[0] == 1",
            "f[t] == Exp[-t] + " + change.formatted(n));
    assertThat(result).hasVerdict(Verdict.REFUTED);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void should_find_a_constant_solution_and_kill_its_controls(
      @ForAll @Size(2) java.util.List<@IntRange(min = -9, max = 9) Integer> numbers) {
    String end = numbers.get(0).toString();
    ClaimResult result =
        check(
            time("[0, 2]"),
            "f'[t] == 3 (%s - f[t])".formatted(end),
            "f[0] == " + end,
            "f[t] == " + end + " + 0 t");
    assertThat(result).hasVerdict(Verdict.PROVED).killsEveryControl();
  }

  @Example
  void should_count_an_undefined_time_against_the_solution() {
    ClaimResult result =
        check(time("[0, 3]"), "f'[t] == -1/(2 f[t])", "f[0] == 1", "f[t] == Sqrt[1 - t]");
    assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
    assertThat(result.reason()).contains("on the whole interval", "no value");
  }

  @Example
  void should_verify_by_enclosures_what_the_derivation_leaves_open() {
    ClaimResult result =
        check(time("[0, 3/2)"), "f'[t] == 1 + f[t]^2", "f[0] == 0", "f[t] == Tan[t]");
    assertThat(result).hasVerdict(Verdict.VERIFIED).killsEveryControl();
  }

  @Example
  void should_say_that_there_is_another_solution() {
    ClaimResult result = check(time("[0, 2]"), "f'[t] == 2 Sqrt[f[t]]", "f[0] == 0", "f[t] == t^2");
    // Boxes show that it solves the equation throughout; that 0 does, too, is said beside it.
    assertThat(result).hasVerdict(Verdict.VERIFIED);
    assertThat(result.reason()).contains("not the only one");
  }

  @Example
  void should_say_nothing_of_kinks_where_the_derivative_is_squared() {
    ClaimResult result = check(time("[0, 2]"), "f'[t]^2 == 1", "f[0] == 1", "f[t] == Abs[t - 1]");
    assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
  }
}
