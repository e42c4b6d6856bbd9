package org.widelimit.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.JavaWriter;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.PythonWriter;
import org.widelimit.algebra.TexWriter;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.network.KernelDerivation;
import org.widelimit.network.KernelDerivation.Line;

/** Writes a derivation in one of the notations of {@code derive}. */
final class DerivationWriter {

  private static final Map<String, String> TEX =
      Map.of(
          "sigmaW", "\\sigma_w",
          "sigmaB", "\\sigma_b",
          "phi", "\\phi",
          "keepRate", "\\varrho",
          "qStar", "q^*");

  private final DeriveCommand.Format format;
  private final boolean steps;

  DerivationWriter(DeriveCommand.Format format, boolean steps) {
    this.format = format;
    this.steps = steps;
  }

  /** Returns the whole text, ending with a line break. */
  String write(KernelDerivation derivation) {
    return switch (format) {
      case TEXT -> text(derivation);
      case TEX -> tex(derivation);
      case JSON -> json(derivation);
      case WOLFRAM -> wolfram(derivation);
      case JAVA -> code(derivation, true);
      case PYTHON -> code(derivation, false);
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
      text.append(line.note().isEmpty() ? "\n" : " (" + line.note() + ")\n");
      text.append("  ").append(equation(line.left(), line.right())).append('\n');
      if (steps) {
        int number = 1;
        for (ProofStep step : line.steps()) {
          text.append("    %2d. %s%n".formatted(number++, equation(step.left(), step.right())));
          text.append("        by ").append(step.rule());
          text.append(step.because().isEmpty() ? "\n" : ": " + step.because() + "\n");
        }
      }
    }
    return text.toString();
  }

  private static String equation(Expr left, Expr right) {
    return WolframWriter.write(left) + " == " + WolframWriter.write(right);
  }

  private String tex(KernelDerivation derivation) {
    StringBuilder text = new StringBuilder("% " + heading(derivation) + "\n");
    for (Line line : derivation.lines()) {
      text.append(
          "\n%% %s%s%n".formatted(line.title(), line.note().isEmpty() ? "" : ": " + line.note()));
      text.append("\\begin{equation*}\n  ")
          .append(TexWriter.write(line.left(), TEX))
          .append(" = ")
          .append(TexWriter.write(line.right(), TEX))
          .append("\n\\end{equation*}\n");
      if (steps && !line.steps().isEmpty()) {
        text.append("\\begin{enumerate}\n");
        for (ProofStep step : line.steps()) {
          text.append(
              "  \\item By %s, $\\displaystyle %s = %s$.%n"
                  .formatted(
                      step.rule(),
                      TexWriter.write(step.left(), TEX),
                      TexWriter.write(step.right(), TEX)));
        }
        text.append("\\end{enumerate}\n");
      }
    }
    return text.toString();
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
        }
      }
    }
    return root.toPrettyString() + "\n";
  }

  private static String wolfram(KernelDerivation derivation) {
    StringBuilder text = new StringBuilder("(* " + heading(derivation) + " *)\n");
    for (Line line : derivation.lines()) {
      text.append("\n(* ").append(line.title()).append(" *)\n");
      List<String> patterns = line.parameters().stream().map(name -> name + "_").toList();
      text.append(line.name());
      text.append(patterns.isEmpty() ? "" : "[" + String.join(", ", patterns) + "]");
      text.append(" := ").append(WolframWriter.write(line.right())).append('\n');
    }
    return text.toString();
  }

  private static String code(KernelDerivation derivation, boolean java) {
    String comment = java ? "// " : "# ";
    StringBuilder text = new StringBuilder(comment + heading(derivation) + "\n");
    if (!java) {
      text.append("import numpy as np\nfrom scipy import special\n");
    }
    for (Line line : derivation.lines()) {
      text.append('\n').append(comment).append(line.title());
      text.append(line.note().isEmpty() ? "\n" : ": " + line.note() + "\n");
      text.append(function(line, java));
    }
    return text.toString();
  }

  private static String function(Line line, boolean java) {
    try {
      return java
          ? JavaWriter.method(line.name(), line.right(), line.parameters())
          : "def %s(%s):%n    return %s%n"
              .formatted(
                  line.name(),
                  String.join(", ", line.parameters()),
                  PythonWriter.write(line.right(), line.parameters()));
    } catch (IllegalArgumentException e) {
      // An integral, a delta or an equation: there is no number to return.
      return "%s no code for %s: %s%n"
          .formatted(java ? "//" : "#", line.name(), WolframWriter.write(line.right()));
    }
  }
}
