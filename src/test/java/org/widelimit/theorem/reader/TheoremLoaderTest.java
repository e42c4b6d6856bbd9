package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.theorem.Samples.SOUND;
import static org.widelimit.theorem.Samples.broken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.NetworkDeclaration.Parameterization;
import org.widelimit.theorem.Relation;
import org.widelimit.theorem.Samples;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

class TheoremLoaderTest {

  @Test
  void should_read_what_a_sound_file_declares() {
    Theorem theorem = Samples.sound();

    assertThat(theorem.id()).isEqualTo("area/sample");
    assertThat(theorem.title()).isEqualTo("Length map of a wide random layer");
    assertThat(theorem.activations()).isEqualTo(Map.of("phi", List.of("tanh", "relu", "x Erf[x]")));
    assertThat(theorem.activationChoices())
        .containsExactly(Map.of("phi", "tanh"), Map.of("phi", "relu"), Map.of("phi", "x Erf[x]"));
    assertThat(theorem.symbols().keySet()).containsExactly("q", "sigmaW", "sigmaB", "x", "n");
    assertThat(theorem.symbols().get("sigmaB").domain()).hasToString("[0, 2)");
    assertThat(theorem.symbols().get("n").domain().integer()).isTrue();
    assertThat(theorem.symbols().get("n").values()).hasSize(3);
    assertThat(theorem.symbols().get("x").kind()).isEqualTo(FunctionDeclaration.Values.VECTORS);
    assertThat(theorem.functions().get("g").arity()).isEqualTo(2);
    assertThat(theorem.texNames()).containsEntry("sigmaW", "\\sigma_w").containsEntry("g", "G");
    NetworkDeclaration network = theorem.network().orElseThrow();
    assertThat(network.hidden()).hasSize(3);
    assertThat(network.parameterization()).isEqualTo(Parameterization.NTK);
    assertThat(network.weightVariance()).isEmpty();
  }

  /** The program's own symbols hold a dollar sign. */
  @ParameterizedTest
  @CsvSource({"symbols, q$1", "symbols, $q", "functions, f$", "activations, phi$1"})
  void should_refuse_a_declared_name_that_may_be_one_of_the_program(String kind, String name) {
    String file =
        "title: A test\n"
            + kind
            + ":\n  "
            + name
            + ": {in: reals}\n"
            + "claims:\n  claim:\n    equation: \"1 == 1\"\n";

    assertThat(TheoremLoader.parse("theorems/a/b.yaml", file.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BrokenFile.class);
  }

  @Test
  void should_read_every_kind_of_claim() {
    List<Claim> claims = Samples.sound().claims();

    assertThat(claims)
        .extracting(Claim::id)
        .containsExactly("length-map", "self-averaging", "slope", "decay", "drift", "depth");
    EquationClaim equation = (EquationClaim) claims.get(0);
    assertThat(equation.sides()).hasSize(2);
    assertThat(equation.where()).containsExactly(WolframReader.read("q < 10"));
    assertThat(equation.expect()).isEqualTo(Expectation.HOLDS);
    assertThat(equation.discrepancy()).isEqualTo(0.01);
    LimitClaim limit = (LimitClaim) claims.get(1);
    assertThat(limit.rate()).contains(Expressions.HALF);
    assertThat(limit.bias()).isEmpty();
    InequalityClaim inequality = (InequalityClaim) claims.get(2);
    assertThat(inequality.relations()).containsExactly(Relation.LESS_EQUAL, Relation.LESS);
    assertThat(inequality.sides()).hasSize(3);
    assertThat(inequality.expect()).isEqualTo(Expectation.REFUTED);
    assertThat(inequality.discrepancy()).isEqualTo(0.05);
    OdeClaim ode = (OdeClaim) claims.get(3);
    assertThat(ode.function()).isEqualTo("f");
    assertThat(ode.variable()).isEqualTo("t");
    assertThat(ode.initialPoint()).isEqualTo(Expressions.ZERO);
    assertThat(ode.solution()).isEqualTo(WolframReader.read("sigmaW E^(-q t)"));
    ScalingClaim scaling = (ScalingClaim) claims.get(4);
    assertThat(scaling.variable()).isEqualTo("M");
    assertThat(scaling.exponent()).isEqualTo(Expressions.num(-1, 2));
    assertThat(scaling.upperBound()).isTrue();
    NetworkDeclaration own = scaling.network().orElseThrow();
    assertThat(own.hidden()).hasSize(3);
    assertThat(own.sigmaB()).isEqualTo(Expressions.ZERO);
    assertThat(own.weightVariance()).contains(WolframReader.read("sigmaW^2/2"));
    assertThat(own.inputVariance()).contains(WolframReader.read("sigmaW^2 + 1"));
    assertThat(((AsymptoticClaim) claims.get(5)).variable()).isEqualTo("l");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'title: L'             | 'titel: L'                | 2:1: unknown key 'titel' in the file (did you mean 'title'?)
          'claims:'              | 'claim:'                  | 19:1: unknown key 'claim' in the file (did you mean 'claims'?)
          'rate: 1/2'            | 'rat: 1/2'                | 25:5: unknown key 'rat' in self-averaging (did you mean 'rate'?)
          '    equation: Length' | '    equatoin: Length'    | 21:5: unknown key 'equatoin' in length-map (did you mean 'equation'?)
          'sigmaW^2 E[phi'       | 'sigmW^2 E[phi'           | 21:52: unknown symbol 'sigmW' (did you mean 'sigmaW'?)
          'Nest['                | 'Nset['                   | 24:40: unknown function 'Nset' (did you mean 'Nest'?)
          'expect: refuted'      | 'expect: refutd'          | 29:5: expect must be holds or refuted, not 'refutd' (did you mean 'refuted'?)
          '[tanh, relu'          | '[tahn, relu'             | 8:9: not an activation: unknown symbol tahn; did you mean tanh? (a name of the catalogue or an expression in x)
          'hidden: [phi'         | 'hidden: [psi'            | 18:20: unknown activation 'psi' (declare it under 'activations')
          '"(0, 20)"'            | '"(0 20)"'                | 10:16: no set, or an empty one: '(0 20)' (write (0, 20), [0, 2), (0, Pi), integers [1, 5], reals, vectors, or symmetric, positive semidefinite or positive definite matrices)
          'values: [1, 2, 5]'    | 'values: [1, 2, 6]'       | 14:50: 6 is not in integers [1, 5] (values lie in the set 'in')
          'sigmaB][q]'           | 'sigmaB][q, q]'           | 21:15: 'LengthMap' takes 1 argument, not 2 (for example LengthMap[phi, sigmaW, sigmaB][q])
          'phi[Sqrt[q] z]'       | 'phi[Sqrt[q] z, z]'       | 21:63: 'phi' takes 1 argument, not 2
          'equation: LengthMap'  | 'equation: LengthMp'     | 21:15: unknown map 'LengthMp' (did you mean 'LengthMap'?)
          'sigmaB][q] =='        | 'sigmaB] =='              | 21:15: 'LengthMap' is a map and needs second brackets: 3 arguments, then 1 argument (for example LengthMap[phi, sigmaW, sigmaB][q])
          'KernelDrift[]'        | 'KernelDrift'             | 37:20: 'KernelDrift' needs brackets: 0 to 1 argument (for example KernelDrift[])
          'order: M^(-1/2)'      | 'order: M + 1'            | 37:43: an order is a power of one symbol (for example M^(-1/2), M the width, Depth the depth)
          'rate: 1/2'            | 'rate: -1/2'              | 25:11: rate is an exponent r > 0 of M^-r, not -1/2 (for example 1/2)
          'f[0] == sigmaW'       | 'g[0, 0] == sigmaW'       | 34:16: an initial value is 'f[0] == ...' (the unknown function of the solution at one point)
          'where: q < 10'        | 'where: q + 10'           | '22:12: a condition is a comparison (write a < b, a <= b, a == b, joined by && and ||)'
          '[3] -> Nest'          | '[3] == Nest'             | 24:12: expected 'Observable -> limit' (an equality belongs in 'equation')
          'PreactivationVariance[3]' | '2 Mean[Output[]^2]' | 24:12: 'Mean' is the outermost word of a limit (write Mean[2 Output[]^2] for 2 Mean[Output[]^2])
          'PreactivationVariance[3]' | 'Mean[Output[]^2]'   | 25:11: a mean over networks does not fluctuate ('bias' is the exponent of what its mean is off by)
          'discrepancy: 0.05'    | 'discrepancy: 5'          | 30:5: discrepancy: must be less than 1 (The smallest relative error the check must see (0.01).)
          'says: The slope'      | 'equation: q == 1 #'      | 26:3: slope needs exactly one of equation, tex, inequality, limit, ode, recursion, scaling, asymptotic (one claim makes one statement)
          '  slope:'             | '  decay:'                | 31:3: duplicate key 'decay' (it stands at 26:3 already)
          'arity: 2'             | 'arity: two'              | 17:7: arity must be an integer, not a text (The number of arguments.)
          '  q: '                | '  Chi: '                 | 10:3: 'Chi' is a word of the vocabulary and cannot be declared (see 'widelimit explain Chi')
          """)
  void should_say_in_one_line_what_is_wrong_and_where(String from, String to, String expected) {
    assertThat(broken(from, to)).isEqualTo("theorems/area/sample.yaml:" + expected);
  }

  @Test
  void should_point_at_an_unbalanced_bracket() {
    assertThat(broken("Sqrt[q] z]^2", "Sqrt[q z]^2"))
        .startsWith("theorems/area/sample.yaml:21:62: '[' is never closed; expected ']'");
  }

  @Test
  void should_explain_the_underscore() {
    assertThat(broken("  q: ", "  q_l: "))
        .isEqualTo(
            "theorems/area/sample.yaml:10:3: 'q_l' is no name for an entry of symbols (an"
                + " underscore is a pattern in Wolfram syntax: write camelCase)");
    assertThat(broken("Sqrt[q] z", "Sqrt[q_l] z"))
        .startsWith("theorems/area/sample.yaml:21:73: an underscore is a pattern");
  }

  @ParameterizedTest
  @CsvSource({"''", "'   '", "'# only a comment'", "'---'", "null"})
  void should_call_an_empty_file_empty(String text) {
    assertThat(((BrokenFile) Samples.parse(text)).describe())
        .isEqualTo(
            "theorems/area/sample.yaml:1:1: the file is empty (a theorem needs 'title' and"
                + " 'claims'; 'widelimit new ID' writes a template)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a: &x 1'         | 1:4: an anchor (&name) is not part
          'a: *x'           | 1:4: an alias (*name) is not part
          'a: !!int 1'      | 1:4: a tag (!name) is not part
          '[1, 2]'          | 1:1: a theorem file is a map of keys to values
          'title: x'        | 1:1: the file lacks the key 'claims'
          'title: a: b'     | 1:9: not YAML: mapping values are not allowed here
          '{a: E[x, {y: 1}' | 1:6: not YAML
          """)
  void should_refuse_what_the_format_has_no_use_for(String text, String expected) {
    assertThat(((BrokenFile) Samples.parse(text)).describe())
        .startsWith("theorems/area/sample.yaml:" + expected);
  }

  @Test
  void should_refuse_a_bomb_of_aliases_and_deep_nesting_and_size() {
    String bomb =
        "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c]\n";
    String deep = "a: " + "[".repeat(10_000);
    String large = SOUND + "# " + "x".repeat(TheoremLoader.LARGEST_FILE);

    assertThat(Samples.parse(bomb)).isInstanceOf(BrokenFile.class);
    assertThat(Samples.parse(deep)).isInstanceOf(BrokenFile.class);
    assertThat(((BrokenFile) Samples.parse(large)).message()).contains("larger than");
  }

  @Test
  void should_refuse_bytes_that_are_no_text() {
    byte[] bytes = SOUND.getBytes(StandardCharsets.UTF_8);
    bytes[SOUND.indexOf("Length map")] = (byte) 0xFF;

    assertThat(((BrokenFile) TheoremLoader.parse("t.yaml", bytes)).describe())
        .isEqualTo("t.yaml:2:8: the file is not UTF-8 text (save it as UTF-8)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain            | equation: q == qq                            | 5:20
          double quoted    | equation: "q == qq"                          | 5:21
          single quoted    | equation: 'q == qq'                          | 5:21
          escaped          | equation: "q \\u003d\\x3d qq"                | 5:29
          literal block    | 'equation: |\\n      q ==\\n        qq'        | 7:9
          folded block     | equation: >-\\n      q ==\\n      qq           | 7:7
          folded plain     | equation: q ==\\n      qq                    | 6:7
          folded quotes    | equation: "q ==\\n      qq"                  | 6:7
          """)
  void should_find_the_place_in_every_style_of_text(String style, String yaml, String place) {
    String head = "{title: " + style + ", symbols: {q: {in: reals}}, claims: {";
    assertThat(Samples.parse(head + "c: {equation: q == q}}}")).isInstanceOf(Theorem.class);
    String text = "title: t\nsymbols: {q: {in: reals}}\nclaims:\n  c:\n    ";
    BrokenFile broken = (BrokenFile) Samples.parse(text + yaml.replace("\\n", "\n") + "\n");
    assertThat(broken.message()).isEqualTo("unknown symbol 'qq'");
    assertThat(broken.line() + ":" + broken.column()).isEqualTo(place);
  }

  @Test
  void should_walk_directories_in_order(@TempDir Path directory) throws IOException {
    Files.createDirectories(directory.resolve("theorems/b"));
    Files.writeString(directory.resolve("theorems/b/two.yaml"), SOUND);
    Files.writeString(directory.resolve("theorems/one.yaml"), "");
    Files.writeString(directory.resolve("theorems/references.bib"), "");

    List<TheoremFile> files = TheoremLoader.loadAll(List.of(directory));

    assertThat(files).hasSize(2);
    assertThat(((Theorem) files.get(0)).id()).isEqualTo("b/two");
    assertThat(files.get(1)).isInstanceOf(BrokenFile.class);
    assertThat(((BrokenFile) TheoremLoader.load(directory.resolve("none.yaml"))).message())
        .isEqualTo("no such file");
  }
}
