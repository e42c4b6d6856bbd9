package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Samples;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

/** Whatever bytes a file holds, loading it gives a theorem or one line about a place in it. */
class TheoremLoaderProperties {

  private static final byte[] SOUND = Samples.SOUND.getBytes(StandardCharsets.UTF_8);

  /** Characters that mean something to YAML or to a formula, which random bytes seldom hit. */
  private static final byte[] SHARP =
      ":#[]{}()&*!|>'\"%@`-?,^_=<~\\\t\n\r ".getBytes(StandardCharsets.UTF_8);

  @Property(tries = 300)
  void should_survive_changed_bytes(
      @ForAll @Size(min = 1, max = 4) int[] places, @ForAll byte value, @ForAll boolean sharp) {
    byte[] bytes = SOUND.clone();
    for (int place : places) {
      bytes[Math.floorMod(place, bytes.length)] =
          sharp ? SHARP[Math.floorMod(place ^ value, SHARP.length)] : value;
    }
    assertSound(bytes);
  }

  @Property(tries = 150)
  void should_survive_cut_and_repeated_pieces(
      @ForAll @IntRange(min = 0, max = 5000) int from,
      @ForAll @IntRange(min = 0, max = 5000) int to,
      @ForAll boolean twice) {
    int a = Math.min(from, to) % SOUND.length;
    int b = Math.max(a, Math.max(from, to) % SOUND.length);
    byte[] piece = Arrays.copyOfRange(SOUND, a, b);
    byte[] bytes = new byte[twice ? SOUND.length + piece.length : SOUND.length - piece.length];
    System.arraycopy(SOUND, 0, bytes, 0, twice ? b : a);
    System.arraycopy(piece, 0, bytes, twice ? b : a, twice ? piece.length : 0);
    System.arraycopy(SOUND, b, bytes, twice ? b + piece.length : a, SOUND.length - b);
    assertSound(bytes);
  }

  @Property(tries = 150)
  void should_survive_arbitrary_bytes(@ForAll @Size(max = 200) byte[] bytes) {
    assertSound(bytes);
  }

  /** Files that would take a careless reader's time, stack or memory. */
  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(60)
  void should_survive_hostile_files(String text) {
    assertSound(text.getBytes(StandardCharsets.UTF_8));
    assertThat(TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BrokenFile.class);
  }

  static Stream<String> hostile() {
    String equation = Samples.SOUND.substring(0, Samples.SOUND.indexOf("  length-map:"));
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String one = "*a" + (i - 1);
      laughs.append("a%d: &a%d [%s, %s, %s, %s]\n".formatted(i, i, one, one, one, one));
    }
    return Stream.of(
        laughs.toString(),
        "title: " + "[".repeat(200_000),
        "{a: ".repeat(50_000),
        "title: " + "x".repeat(5_000_000),
        equation + "  c:\n    equation: \"" + "(".repeat(9000) + "\"\n",
        equation + "  c:\n    equation: \"" + "-".repeat(9000) + "q\"\n",
        equation + "  c:\n    equation: q == " + "9".repeat(15_000) + "\n",
        equation + "  c:\n    equation: q == 10^99999999999\n",
        equation + "  c:\n    equation: q == q\n    discrepancy: 1e999999999\n",
        equation + "  c:\n    equation: q == q\n    discrepancy: 1e-999999999\n",
        equation + "  c:\n    tex: '" + "\\frac{".repeat(3000) + "'\n",
        equation + "  c:\n    tex: '" + "\\left(".repeat(3000) + "'\n");
  }

  private static void assertSound(byte[] bytes) {
    TheoremFile file = TheoremLoader.parse("t.yaml", bytes);
    long lines = new String(bytes, StandardCharsets.UTF_8).lines().count();
    for (BrokenFile broken : file.faults()) {
      assertThat(broken.describe()).doesNotContain("\n", "\r").matches("t\\.yaml:\\d+:\\d+: .+");
      assertThat(broken.line()).isBetween(1, (int) lines + 2);
      assertThat(broken.column()).isPositive();
    }
    if (file instanceof Theorem theorem) {
      assertThat(theorem.claims()).isNotEmpty();
    }
  }
}
