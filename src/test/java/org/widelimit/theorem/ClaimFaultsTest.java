package org.widelimit.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.reader.TheoremLoader;

/** What is asked back of a file: with its place, claim by claim, and never guessed. */
class ClaimFaultsTest {

  private static final String DECLARATIONS =
      """
      title: Claims of which some cannot be read
      activations: {phi: [tanh]}
      symbols:
        q: {in: "(0, 2)"}
        p: {in: "(0, 2)"}
        v: {in: vectors}
        w: {in: vectors}
        K: {in: symmetric matrices}
        S: {in: symmetric matrices}
      claims:
        sound: {equation: q + 1 == 1 + q}
      """;

  private static TheoremFile load(String text) {
    return TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<BrokenFile> faults(String claims) {
    return load(DECLARATIONS + claims).faults();
  }

  @Test
  void should_break_the_claims_at_fault_and_no_other() {
    // GIVEN two claims that cannot be read, before and after one that can
    TheoremFile file =
        load(
            DECLARATIONS
                + "  letters: {tex: 'q = exp(-p)', expect: refuted}\n"
                + "  other: {equation: q == q + 0 p}\n"
                + "  name: {equation: q == r}\n");
    // THEN the others are claims still
    assertThat(file).isInstanceOf(Theorem.class);
    Theorem theorem = (Theorem) file;
    assertThat(theorem.claims()).extracting(Claim::id).containsExactly("sound", "other");
    assertThat(theorem.brokenClaims())
        .extracting(BrokenClaim::id)
        .containsExactly("letters", "name");
    assertThat(theorem.brokenClaims().get(0).expect()).isEqualTo(Expectation.REFUTED);
    assertThat(file.faults()).extracting(BrokenFile::line).containsExactly(12, 14);
    assertThat(file.faults().get(1).column()).isEqualTo(25);
  }

  @Test
  void should_name_all_faults_of_a_file_that_has_no_sound_claim() {
    List<BrokenFile> faults =
        load(DECLARATIONS.replace("  sound: {equation: q + 1 == 1 + q}\n", "")
                + "  a: {equation: q == r}\n  b: {equation: s == q}\n")
            .faults();

    assertThat(faults).extracting(BrokenFile::line).containsExactly(11, 12);
  }

  @ParameterizedTest
  @CsvSource({
    "relu(q), 'relu' is a function",
    "phi (q), 'phi' is a function",
    "q sigmoid(p), 'sigmoid' is a function",
    "'Max(0, q)', parentheses only group",
    "sqrt(q), parentheses only group",
    "e^q, write E",
    "2 pi q, write Pi",
    "q$1, has no meaning here",
    "x_1, an underscore is a pattern",
    "Sin q, 'Sin' needs brackets",
    "'Log[2, q]', takes 1 argument",
    "q^2[p], a number cannot be applied",
    "phi^(-1)[q], 'phi' is an activation",
    "1e-3 q, a power of ten is written",
    "q!!!, the double factorial",
    "E(q), 'E' is a function",
    "1.5.2, one decimal point",
    "ln[q], write Log[x]",
    "UnitStep[q], write HeavisideTheta[x]",
    "2 z, declare it under 'symbols'"
  })
  void should_ask_back_in_wolfram_syntax(String formula, String message) {
    List<BrokenFile> faults = faults("  c:\n    equation: \"q == " + formula + "\"\n");

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).describe()).contains(message);
    assertThat(faults.get(0).line()).isEqualTo(13);
    assertThat(faults.get(0).column()).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K S . v == S . K . v",
        "K v == S . v",
        "v w == q",
        "K^2 . v == v",
        "E^K . v == v",
        "Exp[K] == K",
        "K + 1 == K",
        "v . w == v . w + v",
        "Sqrt[K] == K",
        "phi[{1, 2}] + Chi[phi, {q, q}][q] == 0",
        "Dual[phi][{{q, p}, {p, q}}, q, p] == q",
        "E[z^2, {z, w}, {{K, q}, {q, p}}] == q",
        "Integrate[z, {z, 0, v}] == q"
      })
  void should_refuse_arrays_where_numbers_stand(String equation) {
    assertThat(faults("  c:\n    equation: \"" + equation + "\"\n")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K . S . v == S . K . v",
        "v . w == w . v",
        "(v . w) K == K",
        "q v + 2 w == v",
        "MatrixPower[K, 2] . v == v",
        "K + IdentityMatrix[Length[v]] == K",
        "phi[v] . Tanh[w] == q",
        "v . Transpose[w] == K",
        "Transpose[v] . K . w == q",
        "E[v^2 + 1, v] == q",
        "E[Tanh[v]^2 u, {u, v}, {{q, p}, {p, q}}] == q",
        "Integrate[v + v^2, {v, 0, 1}] == q",
        "Sum[v^2 K, {v, 1, 3}] == K"
      })
  void should_read_arrays_in_their_places(String equation) {
    assertThat(faults("  c:\n    equation: \"" + equation + "\"\n")).isEmpty();
  }

  @Property(tries = 60)
  void should_let_nobody_redefine_a_constant(@ForAll("constants") String fragment) {
    List<BrokenFile> reads =
        faults(
            "  c:\n    tex: 'k + "
                + fragment
                + " = q'\n    reads: {'k': q, '"
                + fragment
                + "': p}\n");
    assertThat(reads).as(fragment).hasSize(1);
    assertThat(reads.get(0).message()).contains("has a meaning of its own");
    assertThat(reads.get(0).line()).isEqualTo(14);

    TheoremFile printed =
        load(
            DECLARATIONS.replace(
                "p: {in: \"(0, 2)\"}", "p: {in: \"(0, 2)\", tex: '" + fragment + "'}"));
    assertThat(printed).as(fragment).isInstanceOf(BrokenFile.class);
  }

  @Provide
  Arbitrary<String> constants() {
    Arbitrary<String> constant =
        Arbitraries.of(
            "\\pi", "e", "i", "E", "\\infty", "2", "\\exp", "\\sin", "\\tanh", "\\mathrm{e}");
    return constant.flatMap(
        one ->
            Arbitraries.of("%s", "{%s}", "2%s", "2 %s", "\\frac{%s}{2}", "\\sqrt{%s}", "-%s")
                .map(form -> form.formatted(one)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\tanh(q)", "\\tau q", "\\nu", "\\rho q", "\\beta", "\\frac{q}{2}"})
  void should_notice_double_quotes_that_take_backslashes(String tex) {
    List<BrokenFile> faults = faults("  c:\n    tex: \"q = " + tex + "\"\n");

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).message()).contains("double quotes take backslashes away");
    assertThat(faults.get(0).line()).isEqualTo(13);
    assertThat(faults("  c:\n    tex: 'q = \\frac{q}{2} + \\tanh(q)'\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "e, is a constant",
    "pi, is a constant",
    "I, is a constant",
    "True, is a constant",
    "GoldenRatio, is a constant",
    "Pi, is a word",
    "E, is a word",
    "Infinity, is a word",
    "i, is the imaginary unit"
  })
  void should_let_nobody_declare_a_constant(String name, String message) {
    TheoremFile file =
        load(DECLARATIONS.replace("  p: {in: \"(0, 2)\"}", "  " + name + ": {in: \"(0, 2)\"}"));

    assertThat(file).isInstanceOf(BrokenFile.class);
    assertThat(((BrokenFile) file).message()).contains(message);
    assertThat(((BrokenFile) file).line()).isEqualTo(5);
  }

  @Test
  void should_take_i_for_an_index() {
    assertThat(
            load(DECLARATIONS.replace("  p: {in: \"(0, 2)\"}", "  i: {in: \"integers [1, 5]\"}")))
        .isInstanceOf(Theorem.class);
  }

  @Property(tries = 60)
  void should_refuse_scales_that_depend_on_the_width(
      @ForAll("scales") String scale, @ForAll("keys") String key) {
    List<BrokenFile> faults =
        load(DECLARATIONS.replace(
                "claims:", "network: {hidden: [phi], " + key + ": \"" + scale + "\"}\nclaims:"))
            .faults();

    assertThat(faults).as(scale).hasSize(1);
    assertThat(faults.get(0).message()).contains("cannot depend on the width");
    assertThat(faults.get(0).line()).isEqualTo(10);
  }

  @Property(tries = 20)
  void should_let_the_variance_of_a_weight_depend_on_the_width(@ForAll("scales") String scale) {
    List<BrokenFile> faults =
        load(DECLARATIONS.replace(
                "claims:", "network: {hidden: [phi], weightVariance: \"" + scale + "\"}\nclaims:"))
            .faults();

    boolean other = scale.contains("Width");
    assertThat(faults).as(scale).hasSize(other ? 1 : 0);
  }

  @Provide
  Arbitrary<String> scales() {
    return Arbitraries.of("M", "Width")
        .flatMap(
            width ->
                Arbitraries.of("%s^(-1/2)", "1/%s", "Sqrt[2/%s]", "q + %s", "Log[%s]")
                    .map(form -> form.formatted(width)));
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("sigmaW", "sigmaB", "inputVariance");
  }

  /** Lines of a file with what is said where they are at fault. */
  private enum Line {
    TITLE("title: All at once", "titel: All at once", "unknown key 'titel'"),
    PHI("  phi: [tanh]", "  phi: [tahn]", "did you mean tanh"),
    Q("  q: {in: '(0, 2)'}", "  q: {in: '(2, 0)'}", "no set, or an empty one"),
    P("  p: {in: '(0, 2)'}", "  p: {inn: '(0, 2)'}", "unknown key 'inn'"),
    F("  f: 1", "  f: 9", "an arity is 0 to 4"),
    KIND("  a: {equation: p + 1 == 1 + p}", "  a: {equatoin: p + 1 == 1 + p}", "'equatoin'"),
    NAME("  b: {equation: 2 == 1 + 1}", "  b: {equation: 2 == lenght + 1}", "'lenght'"),
    TEX("  c: {tex: '2 = 1 + 1'}", "  c: {tex: '2 = 1 +'}", "expected a formula"),
    WHERE(
        "  d: {equation: 2 == 1 + 1, where: 1 < 2}",
        "  d: {equation: 2 == 1 + 1, where: [1 < two, three < 3]}",
        "'three'"),
    ESCAPE("  e: {tex: '2 = 1 + 1'}", "  e: {tex: \"2 = \\theta\"}", "double quotes"),
    WORD(
        "  g: {limit: 'InputVariance[] -> 2'}", "  g: {limit: 'InputVarianze[] -> 2'}", "Varianze");

    private final String sound;
    private final String faulty;
    private final String says;

    Line(String sound, String faulty, String says) {
      this.sound = sound;
      this.faulty = faulty;
      this.says = says;
    }
  }

  @Provide
  Arbitrary<Set<Line>> faultyLines() {
    return Arbitraries.of(Line.class).set().ofMinSize(1);
  }

  @Property(tries = 200)
  void should_say_all_faults_of_a_file_and_break_no_sound_claim(
      @ForAll("faultyLines") Set<Line> faulty) {
    // GIVEN a file with some lines at fault
    StringBuilder text = new StringBuilder();
    for (Line line : Line.values()) {
      text.append(
          switch (line) {
            case PHI -> "activations:\n";
            case Q -> "symbols:\n";
            case F -> "functions:\n";
            case KIND -> "network: {hidden: [tanh]}\nclaims:\n";
            default -> "";
          });
      text.append(faulty.contains(line) ? line.faulty : line.sound).append('\n');
    }

    // WHEN it is read
    TheoremFile file = load(text.toString());

    // THEN each is said at its line, and a fault of a claim alone breaks that claim alone
    List<String> lines = text.toString().lines().toList();
    for (Line line : faulty) {
      int place = lines.indexOf(line.faulty) + 1;
      assertThat(file.faults())
          .anySatisfy(
              fault -> {
                assertThat(fault.describe()).contains(line.says);
                assertThat(line == Line.TITLE ? 1 : fault.line())
                    .isEqualTo(line == Line.TITLE ? 1 : place);
              });
    }
    assertThat(file.faults())
        .allMatch(
            fault ->
                faulty.stream()
                    .anyMatch(
                        line ->
                            lines.get(fault.line() - 1).equals(line.faulty) || line == Line.TITLE));
    boolean declarations = faulty.stream().anyMatch(line -> line.compareTo(Line.KIND) < 0);
    assertThat(file instanceof Theorem).isEqualTo(!declarations && faulty.size() < 6);
    if (file instanceof Theorem theorem) {
      assertThat(theorem.claims()).hasSize(6 - faulty.size());
      assertThat(theorem.brokenClaims()).hasSize(faulty.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Psi == q, declare it",
    "h == q, declare it",
    "Xi == q, declare it",
    "tan[q] == q, Tan",
    "Sqt[q] == q, Sqrt",
    "Lenght[v] == q, Length"
  })
  void should_point_at_no_unrelated_word(String equation, String hint) {
    List<BrokenFile> faults = faults("  c: {equation: '" + equation + "'}\n");

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).hint()).contains(hint);
  }
}
