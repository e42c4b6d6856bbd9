package org.widelimit.algebra.syntax.tex;

import java.util.List;

/**
 * A notation of papers and how it is read.
 *
 * @param name what it is
 * @param example it in TeX
 * @param wolfram what the example is read as
 * @param says what must be known of it, in one line
 */
public record TexNotation(String name, String example, String wolfram, String says) {

  private static final List<TexNotation> ALL =
      List.of(
          of(
              "average, law in the subscript",
              "\\mathbb{E}_{z \\sim \\mathcal{N}(0, q)}[\\phi(z)^2]",
              "E[phi[Sqrt[q] z]^2, z]",
              "the second parameter of \\mathcal{N} is a variance; \\mathop and \\underset do as"
                  + " well; z without a law is standard normal"),
          of(
              "average, law behind the equation",
              "s = \\mathbb{E}\\,\\phi(z)^2, \\quad z \\sim \\mathcal{N}(0, q)",
              "s == E[phi[Sqrt[q] z]^2, z]",
              "without brackets all factors up to the next sign are averaged"),
          of(
              "average, law declared",
              "\\mathbb{E}[\\phi(u) \\phi(v)]",
              "E[phi[u] phi[v], {u, v}, {{p, r}, {r, q}}]",
              "with law: {'u, v': '{{p, r}, {r, q}}'}; a law may be of values, 'f(x), f(y)', and"
                  + " then \\mathbb{E}_{f \\sim \\mathcal{N}(0, K)} is read with it"),
          of(
              "average in angle brackets",
              "\\langle \\phi(z)^2 \\rangle_{q}",
              "E[phi[Sqrt[q] z]^2, z]",
              "q is the variance of the one name that is not declared; a subscript z is the"
                  + " variable"),
          of(
              "Gaussian measure",
              "\\int \\mathcal{D}z\\, \\phi(\\sqrt{q} z)",
              "E[phi[Sqrt[q] z], z]",
              "also Dz, before or behind what is averaged; with limits it is an integral with the"
                  + " normal density"),
          of(
              "variance and covariance",
              "\\operatorname{Var}[\\phi(z)]",
              "E[phi[z]^2, z] - E[phi[z], z]^2",
              "\\operatorname{Cov}(a, b) alike; their laws are those of averages"),
          of(
              "probability",
              "\\mathbb{P}(z < q)",
              "E[Piecewise[{{1, z < q}}, 0], z]",
              "the average of an indicator"),
          of(
              "indicator",
              "\\mathbf{1}_{q > 0}",
              "Piecewise[{{1, q > 0}}, 0]",
              "also \\mathbb{1}\\{q > 0\\} and \\mathbb{I}[q > 0]"),
          of(
              "normal distribution function",
              "\\Phi(q)",
              "(1 + Erf[q/Sqrt[2]])/2",
              "unless Phi is declared"),
          of(
              "printed digits",
              "q \\approx 0.394",
              "787/2000 <= q <= 395/1000",
              "rounded or cut off to the digits that are printed"),
          of(
              "condition behind the equation",
              "|q| = q, \\quad \\text{for } q > 0",
              "Abs[q] == q",
              "read as 'where'; also q \\in (0, 1), and \\forall"),
          of(
              "derivative at a point",
              "\\left. q^2 \\right|_{q = 1}",
              "1",
              "of a declared map it needs an entry in reads"),
          of("floor and ceiling", "\\lfloor q \\rfloor", "Floor[q]", "\\lceil alike"),
          of(
              "macros",
              "\\newcommand{\\half}[1]{\\frac{#1}{2}} \\half{q}",
              "q/2",
              "\\def and \\DeclareMathOperator as well, in the TeX or under the key 'macros'"),
          of(
              "layout",
              "\\boxed{ s \\stackrel{\\text{def}}{=} \\underbrace{q}_{\\text{length}} } \\tag{3}",
              "s == q",
              "boxes, tags, labels, braces and remarks over a sign are skipped"),
          of(
              "superscript in brackets",
              "K^{(\\ell)}",
              "",
              "an index, an order or a power: it needs an entry in reads"));

  private static TexNotation of(String name, String example, String wolfram, String says) {
    return new TexNotation(name, example, wolfram, says);
  }

  /** Returns the notations that need words; letters, fractions and functions read as they look. */
  public static List<TexNotation> all() {
    return ALL;
  }

  /** Returns the notations that a word of the user's may mean. */
  public static List<TexNotation> about(String word) {
    String sought = word.toLowerCase(java.util.Locale.ROOT).replace("{", "").replace("}", "");
    return ALL.stream()
        .filter(
            each ->
                (each.name() + " " + each.example() + " " + each.says())
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace("{", "")
                    .replace("}", "")
                    .contains(sought))
        .toList();
  }
}
