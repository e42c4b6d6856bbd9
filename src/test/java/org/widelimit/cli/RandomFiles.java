package org.widelimit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;

/**
 * Random theorem files: sound ones from a grammar of declarations and claims of every kind, and
 * what may become of them in an editor, in transfer, or in the hands of somebody hostile.
 */
final class RandomFiles {

  /** Heads of the Wolfram language that read, write, run or never end. */
  static final List<String> FORBIDDEN =
      List.of(
          "Import[\"%s\"]",
          "Get[\"%s\"]",
          "Run[\"touch %s\"]",
          "Put[1, \"%s\"]",
          "Export[\"%s\", 1]",
          "ToExpression[\"Export[%s, 1]\"]",
          "OpenWrite[\"%s\"]",
          "DeleteFile[\"%s\"]",
          "FixedPoint[Function[k, k + 1], q]",
          "NestWhile[Function[k, k + 1], q, True]",
          "While[True, q]",
          "Do[q, Infinity]",
          "Compile[q, q]",
          "Import[q]",
          "Get[q]",
          "Run[q]",
          "ToExpression[q]",
          "Evaluate[q]",
          "System`Run[q]",
          "Symbol[q]",
          "Set[q, 1]",
          "Exit[]",
          "Quit[]",
          "Array[q, 10^9]",
          "Range[10^9]",
          "JavaNew[q]",
          "Needs[q]",
          "URLFetch[q]",
          "SystemOpen[q]",
          "Environment[q]");

  private static final List<String> ATOMS =
      List.of("q", "p", "c", "1", "2", "0", "1/3", "0.25", "Pi", "E", "q p", "sigmaW", "sigmaB");

  private static final List<String> FUNCTIONS =
      List.of(
          "Sqrt[1 + (%s)^2]",
          "Exp[-(%s)]",
          "Log[1 + Abs[%s]]",
          "Sin[%s]",
          "ArcTan[%s]",
          "Erf[%s]",
          "Abs[%s]",
          "Max[0, %s]",
          "Sign[%s]",
          "(%s)^2",
          "1/(1 + (%s)^2)",
          "-(%s)",
          "Floor[%s]",
          "Piecewise[{{%s, q > 1}}, 0]",
          "phi[%s]",
          "phi'[%s]",
          "LengthMap[phi, sigmaW, sigmaB][(%s)^2]",
          "E[phi[(%s) z]^2, z]",
          "Sum[n (%s), {n, 1, 3}]",
          "Integrate[t (%s), {t, 0, 1}]",
          "D[q^2 + (%s), q]",
          "Nest[LengthMap[phi, sigmaW, sigmaB], (%s)^2, 2]");

  private static final List<String> TEX =
      List.of(
          "q + p = p + q",
          "\\\\frac{q}{2} = \\\\int \\\\phi(\\\\sqrt{q} z)^2 e^{-z^2/2} dz / \\\\sqrt{2 \\\\pi}",
          "\\\\sqrt{q}^2 = q",
          "\\\\sum_{n=1}^{3} n = 6",
          "\\\\left( q + p \\\\right)^{2} = q^2 + 2 q p + p^2",
          "\\\\arccos(c) = \\\\frac{\\\\pi}{2} - \\\\arcsin c");

  private static final List<String> ACTIVATIONS =
      List.of(
          "relu",
          "tanh",
          "erf",
          "gelu",
          "sin",
          "step",
          "abs",
          "selu",
          "softplus",
          "swish",
          "'leakyRelu[1/5]'",
          "'x Erf[x]'",
          "'Max[0, x]^2'",
          "'x Exp[-x^2]'",
          "'Sin[x] + x'",
          "'1/x'",
          "'Exp[x^2]'",
          "'ArcTan[x]'");

  private static final List<String> OBSERVABLES =
      List.of("PreactivationVariance[2]", "KernelDrift[]", "Loss[]", "Output[]", "InputVariance[]");

  private final Random random;

  RandomFiles(long seed) {
    this.random = new Random(seed);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Returns a sound file. */
  String sound() {
    StringBuilder text =
        new StringBuilder(
            "title: " + pick(List.of("A", "Länge q", "λ: 'x'".replace(":", ""))) + "\n");
    if (random.nextBoolean()) {
      text.append("statement: |\n  As the width $M$ grows, $q_l$ settles.\n");
    }
    text.append("activations: {phi: [").append(pick(ACTIVATIONS)).append("]}\n");
    text.append("symbols:\n");
    text.append("  q: {in: \"")
        .append(pick(List.of("(0, 2)", "[0, 1]", "(0, 20)")))
        .append("\"}\n");
    text.append("  p: {in: \"(1/10, 3)\", tex: p_1}\n");
    text.append("  c: {in: \"(-1, 1)\"}\n");
    text.append("  sigmaW: {in: \"(0, 3)\", tex: \\sigma_w}\n");
    text.append("  sigmaB: {in: \"[0, 2)\", values: [0, 1/2, 1]}\n");
    text.append("  x: {in: vectors}\n  y: {in: vectors}\n");
    text.append("  k: {in: \"integers [1, 5]\"}\n");
    text.append("functions: {g: 1}\n");
    text.append("network: {hidden: [phi, phi], sigmaW: sigmaW, sigmaB: sigmaB}\n");
    text.append("claims:\n");
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      text.append("  claim-").append(i).append(":\n").append(claim());
      if (random.nextInt(4) == 0) {
        text.append("    where: ")
            .append(pick(List.of("q < 10", "c^2 < 1/2", "q > p")))
            .append('\n');
      }
      if (random.nextInt(6) == 0) {
        text.append("    expect: refuted\n");
      }
    }
    return text.toString();
  }

  private String claim() {
    return switch (random.nextInt(10)) {
      case 0 -> "    tex: \"" + pick(TEX) + "\"\n";
      case 1 ->
          "    inequality: \""
              + formula(2)
              + pick(List.of(" <= ", " < ", " >= "))
              + formula(1)
              + "\"\n";
      case 2 ->
          "    ode: {equation: \"f'[t] == -q f[t]\", initial: \"f[0] == p\", solution: \"f[t] == "
              + pick(List.of("p Exp[-q t]", "p Exp[q t]", formula(1)))
              + "\"}\n";
      case 3 -> "    limit: \"" + pick(OBSERVABLES) + " -> " + formula(1) + "\"\n";
      case 4 -> "    scaling: {of: \"" + pick(OBSERVABLES) + "\", order: M^(-1/2)}\n";
      case 5 -> "    asymptotic: {of: \"q/l + 1/l^2\", like: \"q/l\", as: l}\n";
      case 6 -> "    equation: \"" + example() + " == " + formula(1) + "\"\n";
      case 7 -> {
        String side = formula(2);
        yield "    equation: \"" + side + " == " + side + "\"\n";
      }
      default -> "    equation: \"" + formula(2) + " == " + formula(1) + "\"\n";
    };
  }

  private String example() {
    List<Word> words =
        Vocabulary.words().stream()
            .filter(word -> word.kind() != Word.Kind.CONDITION)
            .filter(word -> !word.name().equals("Rule") && !word.name().equals("Distributed"))
            .toList();
    String example = pick(words).example();
    return example.contains("==") || example.contains("->") || example.contains("~")
        ? "q"
        : example;
  }

  /** Returns a formula in the declared names. */
  String formula(int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return pick(ATOMS);
    }
    if (random.nextInt(3) > 0) {
      return pick(FUNCTIONS).replace("%s", formula(depth - 1));
    }
    String left = formula(depth - 1);
    // "E (q)" may mean a product or an expectation: it is asked back, so no sound file says it.
    String product = left.endsWith("E") ? " * " : " ";
    return left + pick(List.of(" + ", " - ", product)) + "(" + formula(depth - 1) + ")";
  }

  /** Returns a file in which a formula has a forbidden head, aimed at a path. */
  String forbidden(String path) {
    String text = sound();
    String poison = pick(FORBIDDEN).replace("%s", path).replace("\"", "\\\"");
    List<String> places =
        List.of(
            "    equation: \"q == " + poison + "\"\n",
            "    inequality: \"0 <= q + " + poison + "\"\n",
            "    limit: \"InputVariance[] -> " + poison + "\"\n",
            "    ode: {equation: \"f'[t] == "
                + poison
                + "\", initial: \"f[0] == 1\", solution: \"f[t] == 1\"}\n",
            "    equation: \"q == q\"\n    where: \"" + poison + " < 1\"\n",
            "    equation: \"E[" + poison + ", z] == q\"\n",
            "    equation: \"Chi[" + poison + ", 1][q] == q\"\n",
            "    asymptotic: {of: \"" + poison + "/l\", like: \"q/l\", as: l}\n");
    return text + "  poisoned:\n" + pick(places);
  }

  /** Returns a sound file after an accident. */
  String damaged() {
    String text = sound();
    for (int edits = 1 + random.nextInt(3); edits > 0 && !text.isEmpty(); edits--) {
      text = damaged(text);
    }
    return text;
  }

  private String damaged(String text) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + 1 + random.nextInt(12));
    return switch (random.nextInt(20)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + text.substring(at, to).repeat(2) + text.substring(to);
      case 2 -> swapped(text, at);
      case 3, 4 -> text.substring(0, at) + sharp() + text.substring(at);
      case 5, 6 -> inFormula(text, sharp());
      case 7 ->
          text.replaceFirst(
              pick(
                  List.of(
                      "title", "claims", "equation", "symbols", "in:", "phi", "network", "tex")),
              pick(List.of("titel", "claim", "Equation", "x", "null", "[]", "~", "1")));
      case 8 ->
          text.replaceFirst(
              "(?m): .*$",
              ": "
                  + pick(
                      List.of("[]", "{}", "1e400", "true", "null", "2020-01-01", "!!int 3", "*x")));
      case 9 -> inFormula(text, "(".repeat(1 + random.nextInt(3000)));
      case 10 -> inFormula(text, "-".repeat(1 + random.nextInt(3000)));
      case 11 ->
          inFormula(
              text,
              pick(
                  List.of(
                      "10^(10^10)",
                      "9".repeat(400),
                      "1*^99999999",
                      "q^q^q^9999999",
                      "10^999999",
                      "Factorial[10^9]",
                      "Gamma[10^8]",
                      "Binomial[10^9, 10^8]",
                      "HermiteH[10^6, q]",
                      "Sum[n, {n, 1, 10^9}]",
                      "Nest[LengthMap[phi, 1, 0], q, 10^9]")));
      case 12 ->
          inFormula(
              text,
              " + "
                  + pick(
                      List.of(
                          "Foo[q]",
                          "q[q]",
                          "1[q]",
                          "phi[phi]",
                          "E[q]",
                          "E[q, q, q, q]",
                          "D[q]",
                          "Dual[1][q]",
                          "Max[]",
                          "{q, q}",
                          "q -> 1",
                          "q == q",
                          "NTK[-1]",
                          "NTK[q]",
                          "Nest[q, q, q]",
                          "Integrate[q]",
                          "q!",
                          "q!!",
                          "q'",
                          "x . y",
                          "x + q",
                          "Derivative[q][phi][q]",
                          "Piecewise[q]",
                          "LengthMap[phi]",
                          "phi",
                          "Infinity",
                          "0/0",
                          "1/0",
                          "0^0",
                          "Log[0]",
                          "ArcCos[2]",
                          "Sqrt[-1]"))
                  + " ");
      case 13 -> text.replace(" ", pick(List.of("\t", "\u00a0", "\u2028", "  ")));
      case 14 -> "\ufeff" + text;
      case 15 -> text.replace("\n", pick(List.of("\r\n", "\r", "\n\n", "\u0085")));
      case 16 ->
          inFormula(
              text,
              pick(List.of("λ", "é", "𝒩", "\u0000", "\u202e", "½", "−", "≤", "∞", "√q", "q²")));
      case 17 -> text.substring(0, at);
      case 18 ->
          text.replaceFirst(
              "\\((0|-1|1/10), [^)]*\\)",
              pick(
                  List.of(
                      "(1, 0)",
                      "(0, 0)",
                      "[0, 0]",
                      "(0, Infinity)",
                      "(-Infinity, Infinity)",
                      "(0, 10^400)",
                      "(0, q)",
                      "reals",
                      "integers [0, 10^30]",
                      "(NaN, 1)",
                      "")));
      default ->
          text.replaceFirst(
              "title: .*\n",
              pick(
                  List.of(
                      "",
                      "title:\n",
                      "title: ''\n",
                      "---\ntitle: a\n---\n",
                      "%YAML 9\n",
                      "title: &a *a\n")));
    };
  }

  private static String swapped(String text, int at) {
    if (at + 1 >= text.length()) {
      return text;
    }
    char[] letters = text.toCharArray();
    char first = letters[at];
    letters[at] = letters[at + 1];
    letters[at + 1] = first;
    return new String(letters);
  }

  /** Inserts where a claim's formula is, if there is one. */
  private String inFormula(String text, String piece) {
    List<Integer> places = new ArrayList<>();
    for (int i = text.indexOf(": \"", text.indexOf("claims:") + 1);
        i >= 0;
        i = text.indexOf(": \"", i + 1)) {
      places.add(i + 3);
    }
    if (places.isEmpty()) {
      return text + piece;
    }
    int from = pick(places);
    int end = Math.max(from, text.indexOf('"', from));
    int at = from + random.nextInt(end - from + 1);
    return text.substring(0, at) + piece + text.substring(at);
  }

  private String sharp() {
    String letters = ":#[]{}()&*!|>'\"%@`-?,^_=<~\\/;.+$0123456789qpEeTt";
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
