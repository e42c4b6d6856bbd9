package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/** One changed character of a formula that holds costs the claim its verdict. */
class OneCharacterProperties {

  private static final Pattern FORMULA = Pattern.compile("(?m)^    (?:equation|tex): ([^>].*)$");

  private static final Pattern NEXT_CLAIM = Pattern.compile("(?m)^  [\\w-]+:$");

  /**
   * Unit variances that can be changed one at a time, in duals of sums of Hermite polynomials no
   * two of whose degrees are both even or both odd. Where {@code Var v = 1}, a polynomial of v is
   * orthogonal to all lower powers of u, so that of one of u with the same degree the leading power
   * alone counts; that of the covariance r does not hold the variance of u.
   */
  private static final Pattern FREE_VARIANCES =
      Pattern.compile("(?i)Dual\\[[^=]*hermite[^=]*]\\[(1), (1), r] ==");

  /**
   * Claims in which a character may be free, as every one of their edits that holds was seen to be:
   * powers and places of steps, powers of {@code E[z^2] == 1}, a constant beside an odd factor or
   * beside a polynomial that is centered, the sign of an odd term.
   */
  private static final Set<String> FREE =
      Set.of(
          "residual#slope",
          "gaussian-units#mean",
          "normalized#second-hermite",
          "random-features#absolute-value",
          "random-features#family-mean",
          "moments#linear-fluctuation",
          "moments#relu-fluctuation",
          "isometry#relu-spread",
          "universality#taylor",
          "universality#taylor-perpendicular",
          "committee#third");

  /** Numbers without a closed form are compared to no more digits, as their verdicts say. */
  private static final int DIGITS = 12;

  private static final VerificationOptions OPTIONS =
      VerificationOptions.defaults()
          .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
          .withBudget(Budget.QUICK);

  /**
   * A changed file.
   *
   * @param path the file
   * @param claim the claim whose formula is changed
   * @param text the changed text
   * @param formula the changed formula
   */
  record Edit(String path, String claim, String text, String formula) {
    @Override
    public String toString() {
      return path + "#" + claim + ": " + formula;
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void should_lose_the_verdict_with_one_character(@ForAll("edits") Edit edit) {
    // GIVEN a formula that holds, with a digit or an operator replaced
    TheoremFile file =
        TheoremLoader.parse(edit.path(), edit.text().getBytes(StandardCharsets.UTF_8));
    // WHEN it is a file still
    if (!file.faults().isEmpty()) {
      return;
    }
    Theorem theorem = (Theorem) file;
    Claim claim = claim(theorem, edit.claim());
    List<Verdict> verdicts =
        ActivationChoices.of(theorem, claim).stream()
            .map(choice -> ClaimCheck.of(theorem, claim, choice, OPTIONS).run().verdict())
            .toList();
    // THEN it does not hold for all activations: for one alone the change may be none, as the cube
    // of a step is its square
    assertThat(verdicts).as("%s", edit).anyMatch(verdict -> !verdict.holds());
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void should_keep_the_verdict_without_a_change(@ForAll("edits") Edit edit) throws IOException {
    Theorem theorem = (Theorem) TheoremLoader.load(Path.of(edit.path()));
    Claim claim = claim(theorem, edit.claim());
    for (Map<String, String> choice : ActivationChoices.of(theorem, claim)) {
      assertThat(ClaimCheck.of(theorem, claim, choice, OPTIONS).run().verdict())
          .as("%s %s", edit, choice)
          .matches(Verdict::holds);
    }
  }

  private static Claim claim(Theorem theorem, String id) {
    return theorem.claims().stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Provide
  Arbitrary<Edit> edits() throws IOException {
    return Arbitraries.of(all());
  }

  static List<Edit> all() throws IOException {
    List<Edit> edits = new ArrayList<>();
    for (Path path : TheoremLoader.find(List.of(Path.of("theorems")))) {
      String text = Files.readString(path);
      Theorem theorem = (Theorem) TheoremLoader.load(path);
      for (Claim claim : theorem.claims()) {
        boolean equation = claim instanceof Claim.EquationClaim || claim instanceof Claim.TexClaim;
        String name = path.getFileName().toString().replace(".yaml", "") + "#" + claim.id();
        if (equation && claim.expect() == Expectation.HOLDS && !FREE.contains(name)) {
          Matcher formula = FORMULA.matcher(text);
          int start = text.indexOf("\n  " + claim.id() + ":\n");
          if (formula.region(start, endOfClaim(text, start)).find()) {
            changes(path, claim.id(), text, formula.start(1), formula.end(1), edits);
          }
        }
      }
    }
    assertThat(edits).hasSizeGreaterThan(300);
    return edits;
  }

  /** Returns where the next claim begins, so that no claim is taken for the one before it. */
  private static int endOfClaim(String text, int start) {
    Matcher next = NEXT_CLAIM.matcher(text);
    return next.find(text.indexOf('\n', start + 1)) ? next.start() : text.length();
  }

  private static void changes(
      Path path, String claim, String text, int start, int end, List<Edit> edits) {
    Matcher free = FREE_VARIANCES.matcher(text).region(start, end);
    boolean hermite = free.find();
    for (int i = start; i < end; i++) {
      if (hermite && (i == free.start(1) || i == free.start(2))) {
        continue;
      }
      if (significantDigits(text, i) >= DIGITS) {
        continue;
      }
      for (char other : others(text.charAt(i)).toCharArray()) {
        String changed = text.substring(0, i) + other + text.substring(i + 1);
        edits.add(new Edit(path.toString(), claim, changed, changed.substring(start, end)));
      }
    }
  }

  /** Returns how many significant digits of the same decimal number stand before a place. */
  private static int significantDigits(String text, int place) {
    int start = place;
    while (Character.isDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '.') {
      start--;
    }
    return text.substring(start, place).replace(".", "").replaceFirst("^0+", "").length();
  }

  private static String others(char character) {
    return switch (character) {
      case '1' -> "239";
      case '2', '4' -> "137";
      case '+' -> "-";
      case '-' -> "+";
      case '^', '/' -> " ";
      default -> "";
    };
  }
}
