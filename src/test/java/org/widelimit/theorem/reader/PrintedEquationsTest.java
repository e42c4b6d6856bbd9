package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.yaml.snakeyaml.Yaml;

/** Equations as the field's papers print them: each is read as what it means, or refused. */
class PrintedEquationsTest {

  /** How far the TeX stands from the margin of the files that are made here. */
  private static final int MARGIN = 6;

  /**
   * A printed equation.
   *
   * @param file the theorem file that holds it
   * @param tex the equation
   * @param is what it means, empty if it is refused
   * @param where the condition that follows it in print
   * @param refused why it is refused
   * @param at the text that the refusal points at
   */
  record Printed(
      String file, String tex, List<String> is, String where, String refused, String at) {
    @Override
    public String toString() {
      return tex;
    }
  }

  static Stream<Printed> printed() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            PrintedEquationsTest.class.getResourceAsStream("printed-equations.yaml"))) {
      List<Printed> all = new ArrayList<>();
      for (Object group : list(new Yaml().load(stream))) {
        for (Object equation : list(map(group).get("equations"))) {
          all.add(printed(String.valueOf(map(group).get("declares")), map(equation)));
        }
      }
      return all.stream();
    }
  }

  private static Printed printed(String declares, Map<?, ?> equation) {
    String tex = String.valueOf(equation.get("tex"));
    StringBuilder file = new StringBuilder("title: Printed\n").append(declares);
    file.append("claims:\n  it:\n    tex: |-\n").append(" ".repeat(MARGIN)).append(tex);
    for (String key : List.of("reads", "law")) {
      if (equation.get(key) != null) {
        file.append("\n    ").append(key).append(":");
        map(equation.get(key))
            .forEach(
                (fragment, meaning) ->
                    file.append("\n      ")
                        .append(quoted(String.valueOf(fragment)))
                        .append(": ")
                        .append(quoted(String.valueOf(meaning))));
      }
    }
    Object is = equation.get("is");
    List<String> meanings = new ArrayList<>();
    if (is != null) {
      (is instanceof List<?> several ? several : List.of(is))
          .forEach(one -> meanings.add(String.valueOf(one)));
    }
    return new Printed(
        file.append('\n').toString(),
        tex,
        meanings,
        text(equation, "where"),
        text(equation, "refused"),
        text(equation, "at"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) == null ? "" : String.valueOf(map.get(key));
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  @ParameterizedTest
  @MethodSource("printed")
  void should_read_what_is_meant_or_say_why_not(Printed printed) {
    TheoremFile file =
        TheoremLoader.parse("printed.yaml", printed.file().getBytes(StandardCharsets.UTF_8));

    if (printed.is().isEmpty()) {
      assertThat(file).isInstanceOf(BrokenFile.class);
      BrokenFile fault = (BrokenFile) file;
      assertThat(fault.faults()).hasSize(1);
      assertThat(fault.message() + " (" + fault.hint() + ")").contains(printed.refused());
      assertThat(pointedAt(printed, fault)).startsWith(printed.at());
      return;
    }
    assertThat(file)
        .as(file instanceof BrokenFile fault ? fault.describe() : "")
        .isInstanceOf(Theorem.class);
    Claim claim = ((Theorem) file).claims().get(0);
    assertThat(links(claim))
        .containsExactlyElementsOf(
            printed.is().stream()
                .flatMap(meaning -> WolframReader.read(meaning).conjuncts().stream())
                .map(PrintedEquationsTest::plain)
                .toList());
    assertThat(claim.header().where())
        .containsExactlyElementsOf(
            printed.where().isEmpty()
                ? List.of()
                : WolframReader.read(printed.where()).conjuncts());
  }

  private static String pointedAt(Printed printed, BrokenFile fault) {
    int offset = fault.column() - 1 - MARGIN;
    List<String> lines = printed.file().lines().toList();
    return lines.get(fault.line() - 1).endsWith(printed.tex())
        ? printed.tex().substring(offset)
        : lines.get(fault.line() - 1);
  }

  private static List<Expr> links(Claim claim) {
    List<Expr> links = new ArrayList<>();
    if (claim instanceof TexClaim equations) {
      for (List<Expr> sides : equations.equations()) {
        for (int i = 1; i < sides.size(); i++) {
          links.add(plain(Expressions.call("Equal", sides.get(i - 1), sides.get(i))));
        }
      }
    } else {
      InequalityClaim inequality = (InequalityClaim) claim;
      for (int i = 1; i < inequality.sides().size(); i++) {
        links.add(
            plain(
                Expressions.call(
                    inequality.relations().get(i - 1).head(),
                    inequality.sides().get(i - 1),
                    inequality.sides().get(i))));
      }
    }
    return links;
  }

  /** Names bound variables by their place, so that formulas which differ in them alone agree. */
  private static Expr plain(Expr expr) {
    return expr.transform(
        node -> {
          if (!(node instanceof Call call) || !call.isCall("E")) {
            return node;
          }
          List<Expr> variables =
              call.arg(1) instanceof Call several ? several.args() : List.of(call.arg(1));
          Expr body = call.arg(0);
          List<Expr> renamed = new ArrayList<>();
          for (int i = 0; i < variables.size(); i++) {
            Sym plain = Expressions.sym("bound" + i);
            body = body.substitute(((Sym) variables.get(i)).name(), plain);
            renamed.add(plain);
          }
          List<Expr> args = new ArrayList<>(call.args());
          args.set(0, body);
          args.set(
              1,
              call.arg(1) instanceof Call
                  ? Expressions.list(renamed.toArray(Expr[]::new))
                  : renamed.get(0));
          return Expressions.call(call.head(), args);
        });
  }
}
