package org.widelimit.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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

  private static void assertSound(byte[] bytes) {
    TheoremFile file = TheoremLoader.parse("t.yaml", bytes);
    if (file instanceof BrokenFile broken) {
      long lines = new String(bytes, StandardCharsets.UTF_8).lines().count();
      assertThat(broken.describe()).doesNotContain("\n", "\r").matches("t\\.yaml:\\d+:\\d+: .+");
      assertThat(broken.line()).isBetween(1, (int) lines + 2);
      assertThat(broken.column()).isPositive();
    } else {
      assertThat(((Theorem) file).claims()).isNotEmpty();
    }
  }
}
