package org.widelimit.algebra.syntax.tex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class TexNotationTest {

  static Stream<TexNotation> notations() {
    return TexNotation.all().stream();
  }

  @ParameterizedTest
  @MethodSource("notations")
  void should_read_every_notation_as_it_is_explained(TexNotation notation) {
    TexReader reader =
        TexReader.create().withFunctions(Set.of("phi")).withDeclared(Set.of("p", "q", "r", "s"));
    if (notation.name().endsWith("declared")) {
      reader =
          reader.withLaws(
              List.of(
                  new TexLaw(
                      List.of("u", "v"),
                      Expressions.ZERO,
                      WolframReader.read("{{p, r}, {r, q}}"))));
    }
    TexReader known = reader;
    if (notation.wolfram().isEmpty()) {
      assertThatThrownBy(() -> known.read(notation.example())).isInstanceOf(SyntaxException.class);
      return;
    }
    TexReading reading = known.read(notation.example());

    List<Expr> links = new ArrayList<>();
    for (int i = 0; i < reading.relations().size(); i++) {
      links.add(
          Expressions.call(
              reading.relations().get(i), reading.sides().get(i), reading.sides().get(i + 1)));
    }
    assertThat(links.isEmpty() ? reading.sides() : links)
        .containsExactlyElementsOf(WolframReader.read(notation.wolfram()).conjuncts());
  }
}
