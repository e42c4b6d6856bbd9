package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.emit.JavaWriter;
import org.widelimit.algebra.emit.PythonWriter;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.KernelDerivation.Line;
import org.widelimit.network.symbolic.KernelDerivation.Recursion;

/** Writes a derivation in one of the notations of {@code derive}. */
public final class DerivationWriter {

  private static final Map<String, String> TEX =
      Map.of(
          "sigmaW", "\\sigma_w",
          "sigmaB", "\\sigma_b",
          "phi", "\\phi",
          "keepRate", "\\varrho",
          "qStar", "q^*");

  /** The letters of the kernels of a layer, as in Jacot et al. (2018) and Lee et al. (2019). */
  private static final Map<String, String> KERNELS = Map.of("NNGP", "K", "NTK", "\\Theta");

  private final DeriveFormat format;
  private final boolean steps;

  public DerivationWriter(DeriveFormat format, boolean steps) {
    this.format = format;
    this.steps = steps;
  }

  /** Returns the whole text, ending with a line break. */
  public String write(KernelDerivation derivation) {
    return switch (format) {
      case TEXT -> text(derivation);
      case TEX -> tex(derivation);
      case JSON -> json(derivation);
      case WOLFRAM -> wolfram(derivation);
      case JAVA -> java(derivation);
      case PYTHON -> python(derivation);
      case COQ -> KernelCertificates.of(derivation).whole();
    };
  }

  private static String heading(KernelDerivation derivation) {
    return "%s, %s layers"
        .formatted(
            derivation.activation().name(), derivation.layers().name().toLowerCase(Locale.ROOT));
  }

  private String text(KernelDerivation derivation) {
    StringBuilder text = new StringBuilder(heading(derivation)).append('\n');
    for (Line line : derivation.lines()) {
      text.append('\n').append(line.title());
      String note = line.recursion().isPresent() ? "" : line.note();
      text.append(note.isEmpty() ? "\n" : " (" + note + ")\n");
      Expr right = line.recursion().map(Recursion::right).orElse(line.right());
      text.append("  ").append(equation(line.left(), right)).append('\n');
      where(line, DerivationWriter::equation)
          .ifPresent(names -> text.append("  where ").append(names).append('\n'));
      if (steps) {
        int number = 1;
        for (ProofStep step : line.steps()) {
          text.append("    %2d. %s%n".formatted(number++, equation(step.left(), step.right())));
          text.append("        by ").append(step.rule());
          text.append(step.because().isEmpty() ? "" : ": " + step.because());
          text.append(step.credit().isEmpty() ? "\n" : "; " + step.credit() + "\n");
        }
      }
    }
    return text.append(ProposalWriter.text(derivation.proposals())).toString();
  }

  /** Returns what the names in a result stand for that is written in the layer below. */
  private static Optional<String> where(Line line, BiFunction<Expr, Expr, String> equation) {
    return line.recursion()
        .map(Recursion::where)
        .filter(names -> !names.isEmpty())
        .map(
            names ->
                names.entrySet().stream()
                    .map(name -> equation.apply(Expressions.sym(name.getKey()), name.getValue()))
                    .collect(Collectors.joining(", ")));
  }

  private static String equation(Expr left, Expr right) {
    return WolframWriter.write(left) + " == " + WolframWriter.write(right);
  }

  private String tex(KernelDerivation derivation) {
    StringBuilder text =
        new StringBuilder(
            "% " + heading(derivation) + "; needs the packages amsmath and amssymb\n");
    for (Line line : derivation.lines()) {
      text.append("\n\\paragraph{").append(sentence(line.title())).append("}\n");
      String note = line.recursion().isPresent() ? "" : line.note();
      text.append(note.isEmpty() ? "" : sentence(note) + "\n");
      if (!line.right().equals(Expressions.sym("Indeterminate"))) {
        Expr right = line.recursion().map(Recursion::right).orElse(line.right());
        text.append("\\[\n  ").append(equality(line.left(), right)).append("\n\\]\n");
        where(line, (name, meaning) -> "$" + equality(name, meaning) + "$")
            .ifPresent(names -> text.append("where ").append(names).append(".\n"));
      }
      if (steps && !line.steps().isEmpty()) {
        text.append("\\begin{enumerate}\n");
        for (ProofStep step : line.steps()) {
          String because = step.because().isEmpty() ? "" : " (" + words(step.because()) + ")";
          because += step.credit().isEmpty() ? "" : ", " + step.credit();
          text.append(
              "  \\item By %s%s,%n    \\[%s.\\]%n"
                  .formatted(words(step.rule()), because, equality(step.left(), step.right())));
        }
        text.append("\\end{enumerate}\n");
      }
    }
    List<String> lines = ProposalWriter.lines(derivation.proposals());
    if (!lines.isEmpty()) {
      text.append("\n\\paragraph{Proposals}\n");
      lines.forEach(line -> text.append(words(line)).append("\n\n"));
    }
    return text.toString();
  }

  private static String equality(Expr left, Expr right) {
    Map<String, String> tex = new HashMap<>(TEX);
    UnaryOperator<Expr> kernels = node -> kernel(node, tex);
    return TexWriter.write(left.transform(kernels), tex)
        + " = "
        + TexWriter.write(right.transform(kernels), tex);
  }

  /** Writes {@code NNGP[l][x, y]} as a symbol that is printed {@code K^l(x, y)}. */
  private static Expr kernel(Expr node, Map<String, String> tex) {
    if (!(node instanceof Expr.Call call) || !(call.head() instanceof Expr.Call map)) {
      return node;
    }
    String letter = KERNELS.getOrDefault(map.headName().orElse(""), "");
    if (letter.isEmpty()) {
      return node;
    }
    String name = WolframWriter.write(call);
    String inputs = call.args().stream().map(TexWriter::write).collect(Collectors.joining(", "));
    tex.put(name, letter + "^{" + TexWriter.write(map.arg(0)) + "}(" + inputs + ")");
    return Expressions.sym(name);
  }

  /** Writes words that may hold formulas in Wolfram syntax as TeX. */
  private static String words(String text) {
    return text.replaceAll("([{}_%&#$])", "\\\\$1")
        .replace("^", "\\textasciicircum{}")
        .replace("<", "\\textless{}")
        .replace(">", "\\textgreater{}");
  }

  private static String sentence(String text) {
    return words(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)) + ".";
  }

  private String json(KernelDerivation derivation) {
    ObjectNode root = JsonMapper.builder().build().createObjectNode();
    root.put("activation", derivation.activation().name());
    root.put("layers", derivation.layers().name().toLowerCase(Locale.ROOT));
    ArrayNode lines = root.putArray("lines");
    for (Line line : derivation.lines()) {
      ObjectNode node = lines.addObject();
      node.put("name", line.name());
      node.put("title", line.title());
      line.parameters().forEach(node.putArray("parameters")::add);
      node.put("left", WolframWriter.write(line.left()));
      node.put("right", WolframWriter.write(line.right()));
      node.put("note", line.note());
      if (steps) {
        ArrayNode proof = node.putArray("steps");
        for (ProofStep step : line.steps()) {
          ObjectNode row = proof.addObject();
          row.put("rule", step.rule());
          row.put("left", WolframWriter.write(step.left()));
          row.put("right", WolframWriter.write(step.right()));
          row.put("because", step.because());
          row.put("author", step.author());
          row.put("checked", step.checked());
        }
      }
    }
    ProposalWriter.json(root, derivation.proposals());
    return root.toPrettyString() + "\n";
  }

  /** {@code BivariateNormalCDF}, which is this program's own, in the words of Mathematica. */
  private static final String BIVARIATE_NORMAL =
      """

      (* P(X <= h, Y <= k) of standard normal X and Y of correlation rho *)
      BivariateNormalCDF[h_, k_, rho_] := CDF[BinormalDistribution[rho], {h, k}]
      """;

  private static String wolfram(KernelDerivation derivation) {
    StringBuilder text = new StringBuilder("(* " + heading(derivation) + " *)\n");
    boolean bivariate =
        derivation.lines().stream()
            .anyMatch(line -> WolframWriter.write(line.right()).contains("BivariateNormalCDF"));
    text.append(bivariate ? BIVARIATE_NORMAL : "");
    for (Line line : derivation.lines()) {
      text.append("\n(* ").append(line.title());
      text.append(line.note().isEmpty() ? "" : ": " + line.note()).append(" *)\n");
      List<String> patterns = line.parameters().stream().map(name -> name + "_").toList();
      text.append(line.name());
      text.append(patterns.isEmpty() ? "" : "[" + String.join(", ", patterns) + "]");
      Expr right = line.right().transform(DerivationWriter::expectation);
      text.append(" := ").append(WolframWriter.write(right)).append('\n');
    }
    return text.toString();
  }

  /** Writes {@code E[f, z]}, which is this program's own, as Mathematica's {@code Expectation}. */
  private static Expr expectation(Expr node) {
    if (!node.isCall("E", 2) && !node.isCall("E", 3)) {
      return node;
    }
    Expr.Call call = (Expr.Call) node;
    Expr zero = Expressions.ZERO;
    Expr law =
        call.arity() == 2
            ? Expressions.call("NormalDistribution", zero, Expressions.ONE)
            : Expressions.call(
                "MultinormalDistribution", Expressions.list(zero, zero), call.arg(2));
    return Expressions.call(
        "Expectation", call.arg(0), Expressions.call("Distributed", call.arg(1), law));
  }

  private static String java(KernelDerivation derivation) {
    StringBuilder text = new StringBuilder("// " + heading(derivation) + "\n");
    text.append("// special functions are those of widelimit.jar\n");
    text.append("public final class Kernels {\n\n  private Kernels() {}\n");
    for (Line line : derivation.lines()) {
      text.append("\n  // ").append(line.title());
      text.append(line.note().isEmpty() ? "\n" : ": " + line.note() + "\n");
      try {
        ProgramBody body = ProgramBody.of(line, derivation);
        String method =
            JavaWriter.method(line.name(), body.result(), line.parameters(), body.locals());
        text.append(("public " + method).strip().indent(2));
      } catch (IllegalArgumentException e) {
        // An integral, a delta or an equation: there is no number to return.
        text.append("  // no code for %s: %s%n".formatted(line.name(), shown(line)));
      }
    }
    return text.append("}\n").toString();
  }

  private static String python(KernelDerivation derivation) {
    StringBuilder text = new StringBuilder();
    for (Line line : derivation.lines()) {
      text.append(text.isEmpty() ? "" : "\n\n").append("# ").append(line.title());
      text.append(line.note().isEmpty() ? "\n" : ": " + line.note() + "\n");
      try {
        ProgramBody body = ProgramBody.of(line, derivation);
        text.append(
            PythonWriter.function(line.name(), body.result(), line.parameters(), body.locals()));
      } catch (IllegalArgumentException e) {
        // A delta or an equation: there is no number to return.
        text.append("# no code for %s: %s%n".formatted(line.name(), shown(line)));
      }
    }
    return "# " + heading(derivation) + "\n" + PythonWriter.module(text.toString());
  }

  private static String shown(Line line) {
    return WolframWriter.write(line.right());
  }
}
