package org.widelimit.adversary;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A claim that holds, in parts, so that it can be made false or written in another way.
 *
 * @param kind what is claimed
 * @param left the left side; of an initial value problem the right side of {@code f'[t] == ...}; of
 *     a ratio the sequence. {@code {in}} marks a place inside of an average over z
 * @param right the right side; the claimed solution; what the sequence is like
 * @param start of an initial value problem the value at 0, else empty
 * @param symbols the domains by symbol
 * @param where a condition, or empty
 * @param size a bound on both sides over the domain
 */
record TrueClaim(
    Kind kind,
    String left,
    String right,
    String start,
    Map<String, Range> symbols,
    String where,
    double size) {

  /** What is claimed. */
  enum Kind {
    EQUATION,
    INEQUALITY,
    ODE,
    ASYMPTOTIC
  }

  /** The place inside of an average, or of an activation. */
  static final String INSIDE = "{in}";

  /**
   * The domain of a symbol, an open interval.
   *
   * @param from its lower end
   * @param to its upper end
   * @param text as a file writes it
   */
  record Range(double from, double to, String text) {
    static Range open(int from, int to) {
      return new Range(from, to, "(" + from + ", " + to + ")");
    }

    static Range integers(int from, int to) {
      return new Range(from, to, "integers [" + from + ", " + to + "]");
    }

    /** Matrices or vectors, along which nothing is changed. */
    static Range of(String text) {
      return new Range(0, 0, text);
    }

    double length() {
      return to - from;
    }

    /** Returns whether its values are numbers. */
    boolean isOfNumbers() {
      return length() > 0;
    }
  }

  static final List<TrueClaim> ALL =
      List.of(
          equation("Sin[x]^2 + Cos[x]^2", "1", 1, Map.of("x", Range.open(-9, 9))),
          equation("(x + a)^2", "x^2 + 2 a x + a^2", 100, reals("x", "a")),
          equation(
              "Exp[a + b]",
              "Exp[a] Exp[b]",
              8000,
              Map.of("a", Range.open(-4, 4), "b", Range.open(-4, 4))),
          equation("Log[s^2]", "2 Log[s]", 20, Map.of("s", Range.open(0, 50))),
          equation("Sqrt[s^2]", "s", 50, Map.of("s", Range.open(0, 50))),
          equation("Tanh[x]", "1 - 2/(1 + Exp[2 x])", 1, Map.of("x", Range.open(-6, 6))),
          equation("Erf[x] + Erfc[x]", "1", 1, Map.of("x", Range.open(-3, 3))),
          equation("Max[x, -x]", "Abs[x]", 9, Map.of("x", Range.open(-9, 9))),
          equation("ArcTan[s] + ArcTan[1/s]", "Pi/2", 2, Map.of("s", Range.open(0, 9))),
          equation(
              "1/(1 + a) - 1/(2 + a)", "1/((1 + a) (2 + a))", 1, Map.of("a", Range.open(0, 30))),
          equation("Cosh[x]^2 - Sinh[x]^2", "1", 1, Map.of("x", Range.open(-3, 3))),
          equation("E[relu[Sqrt[q] z]^2{in}, z]", "q/2", 10, Map.of("q", Range.open(0, 20))),
          equation(
              "E[Erf[Sqrt[q] z]^2{in}, z]",
              "2/Pi ArcSin[2 q/(1 + 2 q)]",
              1,
              Map.of("q", Range.open(0, 6))),
          equation("E[Cos[Sqrt[q] z]{in}, z]", "Exp[-q/2]", 1, Map.of("q", Range.open(0, 4))),
          equation("E[z^4{in}, z]", "3", 3, Map.of()),
          equation("E[Abs[z]{in}, z]", "Sqrt[2/Pi]", 1, Map.of()),
          equation("E[Exp[-q z^2]{in}, z]", "1/Sqrt[1 + 2 q]", 1, Map.of("q", Range.open(0, 5))),
          equation("1 + E[Tanh[Sqrt[q] z]{in}, z]", "1", 1, Map.of("q", Range.open(0, 5))),
          equation(
              "Chi[relu, w][q]", "w^2/2", 5, Map.of("w", Range.open(0, 3), "q", Range.open(0, 9))),
          equation(
              "LengthMap[relu, w, b][q]",
              "w^2 q/2 + b^2",
              50,
              Map.of("w", Range.open(0, 3), "b", Range.open(0, 2), "q", Range.open(0, 9))),
          equation(
              "LengthMap[Tanh[x]{in}, w, 0][q]",
              "w^2 E[Tanh[Sqrt[q] z]^2, z]",
              9,
              Map.of("w", Range.open(0, 3), "q", Range.open(0, 9))),
          equation(
                  "Dual[erf, erf][p, q, r]",
                  "2/Pi ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]",
                  1,
                  Map.of("p", Range.open(0, 5), "q", Range.open(0, 5), "r", Range.open(-5, 5)))
              .where("r^2 < p q"),
          equation(
              "CorrelationMap[relu, Sqrt[2], 0][q, c]",
              "(Sqrt[1 - c^2] + c (Pi - ArcCos[c]))/Pi",
              1,
              Map.of("q", Range.open(0, 5), "c", Range.open(-1, 1))),
          equation(
              "Sum[k^2, {k, 1, n}]",
              "n (n + 1) (2 n + 1)/6",
              1e9,
              Map.of("n", Range.integers(1, 900))),
          equation(
              "E[Max[0, z - s]{in}, z]",
              "Exp[-s^2/2]/Sqrt[2 Pi] - s Erfc[s/Sqrt[2]]/2",
              1,
              Map.of("s", Range.open(0, 3))),
          equation(
              "E[HeavisideTheta[z - s]{in}, z]",
              "Erfc[s/Sqrt[2]]/2",
              1,
              Map.of("s", Range.open(0, 3))),
          equation("E[E[(z + s x)^2, x], z]", "1 + s^2", 10, Map.of("s", Range.open(0, 3))),
          equation(
              "E[z Tanh[Sqrt[q] z]{in}, z]",
              "Sqrt[q] E[Sech[Sqrt[q] z]^2, z]",
              2,
              Map.of("q", Range.open(0, 5))),
          equation(
              "E[Sign[u] Sign[v], {u, v}, {{1, c}, {c, 1}}]",
              "2/Pi ArcSin[c]",
              1,
              Map.of("c", Range.open(-1, 1))),
          equation(
              "Dual[relu, relu][p, p, c p]",
              "p (Sqrt[1 - c^2] + c (Pi - ArcCos[c]))/(2 Pi)",
              3,
              Map.of("p", Range.open(0, 5), "c", Range.open(-1, 1))),
          equation(
              "Integrate[t0 Exp[-a t0], {t0, 0, Infinity}]",
              "1/a^2",
              1,
              Map.of("a", Range.open(1, 4))),
          equation(
              "Integrate[Sin[t0]^2, {t0, 0, a}]",
              "a/2 - Sin[2 a]/4",
              3,
              Map.of("a", Range.open(0, 5))),
          equation("Sum[a^k, {k, 0, 6}]", "(1 - a^7)/(1 - a)", 6000, Map.of("a", Range.open(2, 4))),
          equation(
              "Floor[n/2] + Floor[(n + 1)/2]", "n", 5e5, Map.of("n", Range.integers(1, 500_000))),
          equation(
              "Nest[LengthMap[relu, w, 0], q, 3]",
              "w^6 q/8",
              500,
              Map.of("w", Range.open(0, 3), "q", Range.open(0, 5))),
          equation("FixedPoint[LengthMap[relu, 1, b]]", "2 b^2", 8, Map.of("b", Range.open(1, 2))),
          equation(
              "LengthMap[Abs[x]{in}, w, b][q]",
              "w^2 q + b^2",
              90,
              Map.of("w", Range.open(0, 3), "b", Range.open(0, 2), "q", Range.open(0, 9))),
          equation("gelu[x] - gelu[-x]", "x", 9, Map.of("x", Range.open(-9, 9))),
          equation("softplus[x] - softplus[-x]", "x", 9, Map.of("x", Range.open(-9, 9))),
          equation("Piecewise[{{x, x > 0}}, 0]", "Max[0, x]", 9, Map.of("x", Range.open(-9, 9))),
          equation(
              "Trace[K . S]",
              "Trace[S . K]",
              50,
              Map.of(
                  "K", Range.of("positive definite matrices"),
                  "S", Range.of("symmetric matrices"),
                  "a", Range.open(0, 3))),
          equation(
              "v . MatrixExp[-t K] . MatrixExp[t K] . v",
              "v . v",
              50,
              Map.of(
                  "K", Range.of("positive definite matrices"),
                  "v", Range.of("vectors"),
                  "t", Range.open(0, 2))),
          inequality("gelu[x]", "Max[0, x]", 9, Map.of("x", Range.open(-9, 9))),
          inequality("Sqrt[n]", "(1 + n)/2", 1e5, Map.of("n", Range.integers(1, 200_000))),
          inequality("Log[1 + s]", "s", 9, Map.of("s", Range.open(0, 9))),
          inequality("E[Tanh[Sqrt[q] z]^2, z]", "q", 9, Map.of("q", Range.open(0, 9))),
          inequality(
              "c",
              "CorrelationMap[relu, Sqrt[2], 0][q, c]",
              1,
              Map.of("q", Range.open(0, 5), "c", Range.open(-1, 1))),
          inequality(
              "(v . w)^2",
              "(v . v) (w . w) + a",
              50,
              Map.of("v", Range.of("vectors"), "w", Range.of("vectors"), "a", Range.open(0, 3))),
          inequality("Tanh[s]", "s", 9, Map.of("s", Range.open(0, 9))),
          inequality("1 + x", "Exp[x]", 60, Map.of("x", Range.open(-4, 4))),
          inequality("s Exp[-s]", "3679/10000", 1, Map.of("s", Range.open(0, 12))),
          inequality(
              "2 a b", "a^2 + b^2", 50, Map.of("a", Range.open(-5, 5), "b", Range.open(-5, 5))),
          inequality("E[Erf[Sqrt[q] z]^2{in}, z]", "1", 1, Map.of("q", Range.open(0, 9))),
          inequality(
              "LengthMap[tanh, w, b][q]",
              "w^2 + b^2",
              13,
              Map.of("w", Range.open(0, 3), "b", Range.open(0, 2), "q", Range.open(0, 9))),
          inequality(
              "Abs[x + a]",
              "Abs[x] + Abs[a]",
              10,
              Map.of("x", Range.open(-5, 5), "a", Range.open(-5, 5))),
          ode(
              "-a f[t]",
              "2",
              "2 Exp[-a t]",
              2,
              Map.of("t", Range.open(0, 3), "a", Range.open(0, 2))),
          ode("1 - f[t]^2", "0", "Tanh[t]", 1, Map.of("t", Range.open(0, 4))),
          ode("f[t] (1 - f[t])", "1/2", "1/(1 + Exp[-t])", 1, Map.of("t", Range.open(0, 5))),
          ode(
              "2 t a",
              "b",
              "b + a t^2",
              20,
              Map.of("t", Range.open(0, 3), "a", Range.open(0, 2), "b", Range.open(0, 2))),
          ode("-t f[t]", "1", "Exp[-t^2/2]", 1, Map.of("t", Range.open(0, 3))),
          ode("Exp[-t] - f[t]", "0", "t Exp[-t]", 1, Map.of("t", Range.open(0, 3))),
          ode("a Cos[t]", "0", "a Sin[t]", 2, Map.of("t", Range.open(0, 5), "a", Range.open(0, 2))),
          ode(
              "f[t]/(1 + t)",
              "a",
              "a (1 + t)",
              8,
              Map.of("t", Range.open(0, 3), "a", Range.open(0, 2))),
          ode("HeavisideTheta[t - 1]", "0", "Max[0, t - 1]", 2, Map.of("t", Range.open(0, 3))),
          asymptotic("l + 7 Log[l]", "l"),
          asymptotic("Log[l + 5]", "Log[l]"),
          asymptotic("(1 + 1/l)^l", "E"),
          asymptotic("l + 3 Cos[l]", "l"),
          asymptotic("Sqrt[l] + 4", "Sqrt[l]"),
          asymptotic("l + 3 Sqrt[l]", "l"),
          asymptotic("2 l^2 + 7 l", "2 l^2"),
          asymptotic("1/l + 5/l^2", "1/l"),
          asymptotic("Sqrt[1 + l^2]", "l"));

  private static Map<String, Range> reals(String... names) {
    Map<String, Range> symbols = new TreeMap<>();
    for (String name : names) {
      symbols.put(name, Range.open(-5, 5));
    }
    return symbols;
  }

  private static TrueClaim equation(
      String left, String right, double size, Map<String, Range> symbols) {
    return new TrueClaim(Kind.EQUATION, left, right, "", symbols, "", size);
  }

  private static TrueClaim inequality(
      String left, String right, double size, Map<String, Range> symbols) {
    return new TrueClaim(Kind.INEQUALITY, left, right, "", symbols, "", size);
  }

  private static TrueClaim ode(
      String slope, String start, String solution, double size, Map<String, Range> symbols) {
    return new TrueClaim(Kind.ODE, slope, solution, start, symbols, "", size);
  }

  private static TrueClaim asymptotic(String of, String like) {
    return new TrueClaim(
        Kind.ASYMPTOTIC, of, like, "", Map.of("l", Range.integers(1, 1_000_000)), "", 1);
  }

  /** Returns the claim under a condition. */
  TrueClaim where(String condition) {
    return new TrueClaim(kind, left, right, start, symbols, condition, size);
  }

  /** Returns the claim with other sides. */
  TrueClaim withSides(String newLeft, String newRight) {
    return new TrueClaim(kind, newLeft, newRight, start, symbols, where, size);
  }

  /** Returns the claim with one more symbol. */
  TrueClaim with(String name, Range range) {
    Map<String, Range> more = new TreeMap<>(symbols);
    more.put(name, range);
    return new TrueClaim(kind, left, right, start, more, where, size);
  }

  /** Returns the claim with every occurrence of a symbol under another name. */
  TrueClaim renamed(String from, String to) {
    String word = "(?<![A-Za-z0-9])" + from + "(?![A-Za-z0-9])";
    Map<String, Range> renamed = new TreeMap<>(symbols);
    renamed.put(to, renamed.remove(from));
    return new TrueClaim(
        kind,
        left.replaceAll(word, to),
        right.replaceAll(word, to),
        start.replaceAll(word, to),
        renamed,
        where.replaceAll(word, to),
        size);
  }

  /** Returns a theorem file with this one claim. */
  String file() {
    StringBuilder text = new StringBuilder("title: A claim\n");
    if (!symbols.isEmpty()) {
      text.append("symbols:\n");
      new TreeMap<>(symbols)
          .forEach(
              (name, range) ->
                  text.append("  ")
                      .append(name)
                      .append(": {in: \"")
                      .append(range.text())
                      .append("\"}\n"));
    }
    text.append("claims:\n  claim:\n    ").append(formula()).append('\n');
    if (!where.isEmpty()) {
      text.append("    where: \"").append(where).append("\"\n");
    }
    return text.toString();
  }

  /** Returns the line that states the claim. */
  String formula() {
    String of = left.replace(INSIDE, "");
    String to = right.replace(INSIDE, "");
    return switch (kind) {
      case EQUATION -> "equation: \"" + of + " == " + to + "\"";
      case INEQUALITY -> "inequality: \"" + of + " <= " + to + "\"";
      case ODE ->
          "ode: {equation: \"f'[t] == %s\", initial: \"f[0] == %s\", solution: \"f[t] == %s\"}"
              .formatted(of, start, to);
      case ASYMPTOTIC -> "asymptotic: {of: \"" + of + "\", like: \"" + to + "\", as: l}";
    };
  }
}
