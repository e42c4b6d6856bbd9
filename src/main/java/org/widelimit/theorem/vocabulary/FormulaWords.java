package org.widelimit.theorem.vocabulary;

import java.util.List;
import java.util.Set;
import org.widelimit.algebra.functions.Families;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.theorem.vocabulary.Word.Kind;

/** The words for numbers, functions, conditions and operators. */
final class FormulaWords {

  private static final int ANY = WordTable.ANY;

  private FormulaWords() {}

  /** Adds the words to the table. */
  static void addTo(WordTable words) {
    constants(words);
    functions(words);
    conditions(words);
    operators(words);
  }

  private static void constants(WordTable words) {
    words.constant("Pi", "The circle constant.", "2 Pi");
    words.constant(
        "E",
        "Euler's number when it stands alone or under a power. E[f, z] in brackets is the Gaussian"
            + " expectation, E[f, {u, v}, {{p, r}, {r, q}}] that of two variables of mean 0 and"
            + " this covariance, and so of three and four.",
        "E^(-q)");
    words.constant(
        "Infinity", "The end of a range.", "Integrate[E^(-z^2), {z, -Infinity, Infinity}]");
    words.constant("M", "The width of the hidden layers of the network.", "1/M");
    words.constant("Width", "The width of the hidden layers, like M.", "1/Width");
    words.constant("Depth", "The number of hidden layers.", "Depth + 1");
    words.constant("DataSize", "The number of training inputs of the network.", "1/DataSize");
  }

  private static void functions(WordTable words) {
    words.function("Sqrt", 1, 1, "The square root.", "Sqrt[q]");
    words.function("Exp", 1, 1, "The exponential, like E^x.", "Exp[-q]");
    for (RealFunction function : FunctionTable.rows()) {
      String example = function.name() + (function.name().equals("ArcCosh") ? "[1 + q]" : "[q]");
      words.function(function.name(), 1, 1, function.meaning(), example);
    }
    words.function(
        "BivariateNormalCDF",
        3,
        3,
        "The probability P(X <= h, Y <= k) for h, k, rho: X and Y are standard normal of"
            + " correlation rho.",
        "BivariateNormalCDF[0, q, 1/2]");
    words.function("Max", 1, ANY, "The largest argument.", "Max[0, q]");
    words.function("Min", 1, ANY, "The smallest argument.", "Min[1, q]");
    words.function("DiracDelta", 1, 1, "Dirac's delta.", "E[DiracDelta[z], z]");
    words.function("Factorial", 1, 1, "The factorial, also n!.", "Factorial[3]");
    words.function(
        "Factorial2",
        1,
        1,
        "The double factorial of an integer from -1 on, also n!!: n (n - 2) (n - 4) ... down to 1"
            + " or 2.",
        "Factorial2[5]");
    words.function("Gamma", 1, 1, "The gamma function.", "Gamma[q]");
    words.function("Binomial", 2, 2, "The binomial coefficient.", "Binomial[5, 2]");
    words.function("HermiteH", 2, 2, "The physicists' Hermite polynomial.", "HermiteH[2, q]");
    words.function("HermiteHe", 2, 2, "The probabilists' Hermite polynomial.", "HermiteHe[2, q]");
    for (Families.Family family : Families.all()) {
      words.function(
          family.name(), family.arity(), family.arity(), family.meaning(), family.example());
    }
    words.function("Plus", 0, ANY, "The sum, written a + b.", "q + 1");
    words.function("Times", 0, ANY, "The product, written a b or a*b.", "2 q");
    words.function("Power", 2, 2, "The power, written a^b.", "q^2");
  }

  private static void conditions(WordTable words) {
    for (String name : List.of("Less", "LessEqual", "Greater", "GreaterEqual", "Equal")) {
      String sign =
          switch (name) {
            case "Less" -> "<";
            case "LessEqual" -> "<=";
            case "Greater" -> ">";
            case "GreaterEqual" -> ">=";
            default -> "==";
          };
      words.add(
          new Word(
              name,
              Kind.CONDITION,
              2,
              ANY,
              0,
              0,
              Set.of(),
              Set.of(),
              "Written a " + sign + " b.",
              "Piecewise[{{1, q " + sign + " 1}}, 0]"));
    }
    words.add(
        words.condition(
            "And", 1, ANY, "Both, written a && b.", "Piecewise[{{1, q > 0 && q < 1}}, 0]"));
    words.add(
        words.condition(
            "Or", 1, ANY, "One of them, written a || b.", "Piecewise[{{1, q < 1 || q > 2}}, 0]"));
    words.add(
        words.condition("Not", 1, 1, "The negation, written !a.", "Piecewise[{{1, !(q < 1)}}, 0]"));
  }

  private static void operators(WordTable words) {
    words.operator(
        "Piecewise",
        1,
        2,
        "Values under conditions, and the value elsewhere (0 if not given).",
        "Piecewise[{{q, q > 0}}, 0]");
    words.operator("Integrate", 2, 4, "The integral over a range.", "Integrate[z^2, {z, 0, q}]");
    words.operator("Sum", 2, 4, "The sum over a range of integers.", "Sum[n, {n, 1, 3}]");
    words.operator(
        "Product", 2, 4, "The product over a range of integers.", "Product[n, {n, 1, 3}]");
    words.operator("D", 2, 2, "The derivative in a symbol, {x, n} for the n-th.", "D[q^2, q]");
    words.add(
        new Word(
            "Nest",
            Kind.OPERATOR,
            3,
            3,
            0,
            0,
            Set.of(),
            Set.of(0),
            "The map applied n times: Nest[f, x, n].",
            "Nest[LengthMap[phi, sigmaW, sigmaB], q, 2]"));
    words.operator(
        "Derivative",
        1,
        1,
        "The n-th derivative of a function, Derivative[n][f][x]; also f'[x].",
        "phi'[q]");
    words.operator(
        "List", 0, ANY, "A list, written {a, b}.", "E[phi[u] phi[v], {u, v}, {{q, 0}, {0, q}}]");
    words.operator(
        "Rule", 2, 2, "Tends to, written a -> b; only in 'limit'.", "InputVariance[] -> q");
  }
}
