package org.widelimit.algebra;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/**
 * Differences that are 0 everywhere, and differences that are 0 only nearly or only on a part of
 * the line, built from textbook identities put into one another.
 */
public final class RandomIdentities {

  /** Whatever x and y are. */
  public static final Assumptions REALS = Assumptions.none();

  private RandomIdentities() {}

  /** Two sides, equal for U and V of the kind given. */
  private record Rule(String left, String right) {}

  /** For all real U and V. */
  private static final List<Rule> REAL =
      List.of(
          new Rule("(U + V)^2", "U^2 + 2 U V + V^2"),
          new Rule("U^3 - V^3", "(U - V) (U^2 + U V + V^2)"),
          new Rule("Sqrt[U^2]", "Abs[U]"),
          new Rule("Sqrt[1 + U^2]^3", "(1 + U^2) Sqrt[1 + U^2]"),
          new Rule("1/(Sqrt[U^2 + 1] + Abs[U])", "Sqrt[U^2 + 1] - Abs[U]"),
          new Rule("Exp[U + V]", "Exp[U] Exp[V]"),
          new Rule("Exp[U/2]^2", "Exp[U]"),
          new Rule("Sin[U + V]", "Sin[U] Cos[V] + Cos[U] Sin[V]"),
          new Rule("Cos[2 U]", "1 - 2 Sin[U]^2"),
          new Rule("Sin[3 U]", "3 Sin[U] - 4 Sin[U]^3"),
          new Rule("Tanh[U]", "1 - 2/(Exp[2 U] + 1)"),
          new Rule("Sech[U]^2", "1 - Tanh[U]^2"),
          new Rule("Cosh[U] Sinh[U]", "Sinh[2 U]/2"),
          new Rule("Erf[-U]", "Erfc[U] - 1"),
          new Rule("ArcTan[-U]", "-ArcTan[U]"),
          new Rule("ArcTan[U]", "ArcSin[U/Sqrt[1 + U^2]]"),
          new Rule("ArcTan[U]", "2 ArcTan[U/(1 + Sqrt[1 + U^2])]"),
          new Rule("ArcCos[U/Sqrt[1 + U^2]]", "Pi/2 - ArcTan[U]"),
          new Rule("Log[1 + U^2]", "2 Log[Sqrt[1 + U^2]]"),
          new Rule("Log[Exp[U] + 1]", "U + Log[1 + Exp[-U]]"),
          new Rule("Max[U, V]", "(U + V + Abs[U - V])/2"),
          new Rule("Min[U, V]", "U + V - Max[U, V]"),
          new Rule("Abs[U V]", "Abs[U] Abs[V]"),
          new Rule("U", "Abs[U] Sign[U]"),
          new Rule("HeavisideTheta[U]", "(1 + Sign[U])/2"),
          new Rule("Piecewise[{{U, U > 0}}, 0]", "Max[0, U]"),
          new Rule("Piecewise[{{U^2, U >= 0}, {-U^2, True}}, 0]", "U Abs[U]"));

  /** For positive U and V. */
  private static final List<Rule> POSITIVE =
      List.of(
          new Rule("Sqrt[U] Sqrt[V]", "Sqrt[U V]"),
          new Rule("Sqrt[U/V]", "Sqrt[U]/Sqrt[V]"),
          new Rule("Sqrt[U^2 V]", "U Sqrt[V]"),
          new Rule("(U V)^(1/3)", "U^(1/3) V^(1/3)"),
          new Rule("Log[U^2 V]", "2 Log[U] + Log[V]"),
          new Rule("Log[U/V]", "Log[U] - Log[V]"),
          new Rule("Exp[Log[U]/2]", "Sqrt[U]"),
          new Rule("ArcTan[U] + ArcTan[1/U]", "Pi/2"),
          new Rule("ArcTan[U/V]", "Pi/2 - ArcTan[V/U]"),
          new Rule("ArcSin[U/Sqrt[U^2 + V^2]]", "ArcTan[U/V]"),
          new Rule("ArcCos[U/Sqrt[U^2 + V^2]]", "ArcTan[V/U]"),
          new Rule("U^V", "Exp[V Log[U]]"),
          new Rule("Abs[U]", "U"));

  /** Rules as they are often misapplied: they fail for some real U and V. */
  private static final List<Rule> MISUSED =
      List.of(
          new Rule("Sqrt[U^2]", "U"),
          new Rule("Sqrt[(U - V)^2]", "U - V"),
          new Rule("ArcTan[U] + ArcTan[1/U]", "Pi/2"),
          new Rule("ArcTan[U] + ArcTan[V]", "ArcTan[(U + V)/(1 - U V)]"),
          new Rule("2 ArcTan[U]", "ArcTan[2 U/(1 - U^2)]"),
          new Rule("2 ArcTan[U]", "ArcSin[2 U/(1 + U^2)]"),
          new Rule("2 ArcTan[U]", "ArcCos[(1 - U^2)/(1 + U^2)]"),
          new Rule("ArcSin[Sin[U]]", "U"),
          new Rule("ArcCos[Cos[U]]", "U"),
          new Rule("ArcTan[Tan[U]]", "U"),
          new Rule("ArcSin[2 U/(1 + U^2)]", "2 ArcSin[U/Sqrt[1 + U^2]]"),
          new Rule("Abs[U + V]", "Abs[U] + Abs[V]"),
          new Rule("Max[U, V]^2", "Max[U^2, V^2]"),
          new Rule("Sign[U + V]", "Sign[U]"),
          new Rule("Sqrt[Sin[U]^2]", "Sin[U]"),
          new Rule("Sqrt[1 - Sin[U]^2]", "Cos[U]"),
          new Rule("(U^6)^(1/6)", "U"),
          new Rule("(U^4)^(1/4)", "U"),
          new Rule("Log[Exp[U]^2 + V^2]", "2 U"),
          new Rule("Piecewise[{{U, U > -1000}}, 0]", "U"),
          new Rule("HeavisideTheta[U + 50]", "1"),
          new Rule("Max[U, -40]", "U"),
          new Rule("Sqrt[U^2 + 10^(-40)]", "Abs[U]"),
          new Rule("Tanh[30 + U^2]", "1"),
          new Rule("Erf[20 + U^2]", "1"),
          new Rule("Log[1 + 10^(-45) U^2]", "0"),
          new Rule("Exp[10^(-38) U]", "1"),
          new Rule("ArcTan[10^42 U]", "Pi/2 Sign[U]"),
          new Rule("ArcTan[10^35 + U^2]", "Pi/2"),
          new Rule("1/(1 + Exp[-200 - U^2])", "1"));

  private static final List<String> REAL_BASES =
      List.of("x", "y", "x + y", "x y", "x - 2", "3 x/2 - y", "x^2 - y", "Sin[x]", "x Exp[-y^2]");

  private static final List<String> POSITIVE_BASES =
      List.of(
          "1 + x^2", "Exp[y]", "1 + Abs[x]", "2/(1 + y^2)", "Sqrt[2 + x^2]", "3", "x^2 + y^2 + 1");

  private static final List<String> CONTEXTS =
      List.of(
          "W",
          "3 W + x",
          "W^2 - y/7",
          "x W",
          "W (W + 1)",
          "W/(2 + y^2)",
          "Exp[-y^2] W + ArcTan[x]",
          "W - Sqrt[2]",
          "Sin[x]^2 + W");

  /** Returns a difference that is 0 wherever it is defined. */
  public static Expr zero(Random random) {
    Expr left = WolframReader.read("W");
    Expr right = left;
    for (int depth = 1 + random.nextInt(2); depth > 0; depth--) {
      boolean positive = random.nextInt(3) == 0;
      Rule rule = pick(positive ? POSITIVE : REAL, random);
      List<String> bases = positive ? POSITIVE_BASES : REAL_BASES;
      Map<String, Expr> parts =
          Map.of(
              "U",
              WolframReader.read(pick(bases, random)),
              "V",
              WolframReader.read(pick(bases, random)));
      Expr context = WolframReader.read(pick(CONTEXTS, random));
      boolean swap = random.nextBoolean();
      left = left.substitute("W", context.substitute("W", side(rule, swap, parts)));
      right = right.substitute("W", context.substitute("W", side(rule, !swap, parts)));
      if (depth > 1) {
        left = Expressions.plus(left, WolframReader.read("x W"));
        right = Expressions.plus(right, WolframReader.read("x W"));
      }
    }
    return Expressions.minus(left, right);
  }

  /** Returns a difference that is 0 nearly, or on a part of its domain only. */
  public static Expr nonzero(Random random) {
    if (random.nextInt(3) == 0) {
      Expr tiny = Expressions.power(Expressions.num(10), Expressions.num(-30 - random.nextInt(20)));
      Expr factor = WolframReader.read(pick(POSITIVE_BASES, random));
      return Expressions.plus(zero(random), Expressions.times(tiny, factor));
    }
    Rule rule = pick(MISUSED, random);
    Map<String, Expr> parts =
        Map.of(
            "U",
            WolframReader.read(pick(List.of("x", "2 x", "x/3", "x - 1/2"), random)),
            "V",
            WolframReader.read(pick(List.of("y", "y/2", "1 + y"), random)));
    Expr trap = Expressions.minus(side(rule, false, parts), side(rule, true, parts));
    return Expressions.plus(zero(random), trap);
  }

  private static Expr side(Rule rule, boolean right, Map<String, Expr> parts) {
    Expr side = WolframReader.read(right ? rule.right() : rule.left());
    return side.substitute("U", parts.get("U")).substitute("V", parts.get("V"));
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
