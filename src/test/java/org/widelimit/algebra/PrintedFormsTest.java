package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexReading;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** Printed forms that could be read in two ways: each has its standard reading, or is refused. */
public class PrintedFormsTest {

  private static final Set<String> SYMBOLS =
      Set.of("a", "b", "c", "k", "n", "p", "q", "r", "t", "u", "x", "y", "sigmaW");

  private static final TexReader READER =
      TexReader.create()
          .withFunctions(Set.of("phi", "psi", "f", "g"))
          .withDeclared(SYMBOLS)
          .withShapes(
              Map.of(
                  "v", TensorShape.COLUMN,
                  "w", TensorShape.COLUMN,
                  "K", TensorShape.MATRIX,
                  "S", TensorShape.MATRIX))
          .withWords(Set.of("relu", "phi", "psi"));

  public static Stream<String> read() {
    return lines().stream().filter(line -> line.contains(" => "));
  }

  static Stream<String> refused() {
    return lines().stream().filter(line -> line.contains(" =! "));
  }

  @ParameterizedTest
  @MethodSource("read")
  void should_have_the_standard_reading(String line) {
    // GIVEN
    String[] parts = line.split(" => ", 2);
    Expr expected = WolframReader.read(parts[1]);
    // WHEN
    TexReading reading = READER.read(parts[0]);
    // THEN
    assertThat(reading.sides()).containsExactly(expected);
    assertThat(WolframReader.read(WolframWriter.write(expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void should_be_asked_back(String line) {
    // GIVEN
    String[] parts = line.split(" =! ", 2);
    // WHEN
    Throwable thrown = catchThrowable(() -> READER.read(parts[0]));
    // THEN
    assertThat(thrown).isInstanceOf(SyntaxException.class).hasMessageContaining(parts[1]);
    assertThat(((SyntaxException) thrown).offset()).isBetween(0, parts[0].length());
  }

  @Test
  void should_tell_a_symbol_d_from_the_sign_of_a_differential() {
    TexReader reader = TexReader.create().withDeclared(Set.of("d", "x"));

    assertThat(reader.read("\\int_0^1 d x\\,\\mathrm{d}x").sides())
        .containsExactly(WolframReader.read("Integrate[d x, {x, 0, 1}]"));
    for (String tex : List.of("\\int_0^1 x\\,dx", "\\int_0^1 x d\\,dx", "\\frac{d}{dx} x")) {
      assertThat(catchThrowable(() -> reader.read(tex)))
          .as(tex)
          .isInstanceOf(SyntaxException.class)
          .hasMessageContaining("d is a symbol here");
    }
  }

  /** Returns the sides of all equations of a text. */
  public static List<Expr> sides(String tex) {
    return READER.readAll(tex).stream().flatMap(reading -> reading.sides().stream()).toList();
  }

  public static List<String> lines() {
    try (InputStream stream = PrintedFormsTest.class.getResourceAsStream("printed-forms.txt")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n"))
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
