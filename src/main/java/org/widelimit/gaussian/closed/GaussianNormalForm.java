package org.widelimit.gaussian.closed;

import static org.widelimit.gaussian.closed.GaussianTerms.collect;
import static org.widelimit.gaussian.closed.GaussianTerms.concat;
import static org.widelimit.gaussian.closed.GaussianTerms.one;
import static org.widelimit.gaussian.closed.GaussianTerms.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactReader;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * Brings an expression in one variable to a sum of {@link GaussianTerm}s.
 *
 * <p>Steps and kinks become soft signs of softness 0, {@code Erf} a soft sign, sine and cosine
 * exponentials of imaginary rate. A function of something with steps inside is split: {@code
 * f[HeavisideTheta[t]] = HeavisideTheta[t] f[1] + (1 - HeavisideTheta[t]) f[0]}.
 */
public final class GaussianNormalForm {

  private static final Set<String> INCREASING_ODD =
      FunctionTable.names(f -> f.shape().isOddAndRising());

  private static final String CLASS =
      " (sums of polynomial x exponential of a quadratic x sine of a line x step x erf of a line)";

  private final String variable;
  private final ExactReader reader;
  private final GaussianTerms terms;
  private final StepTerms steps;

  public GaussianNormalForm(String variable, ExactReader reader) {
    this.variable = variable;
    this.reader = reader;
    this.terms = new GaussianTerms(reader.field());
    this.steps = new StepTerms(reader.field(), terms);
  }

  /**
   * Returns the terms of the expression, equal shapes collected.
   *
   * @throws OutsideClassException if the expression is not in the class
   */
  public List<GaussianTerm> of(Expr expr) {
    return expand(Derivatives.foldSteps(Derivatives.asSteps(expr)));
  }

  private List<GaussianTerm> expand(Expr expr) {
    if (!expr.symbols().contains(variable)) {
      return List.of(GaussianTerm.constant(reader.read(expr)));
    }
    if (expr instanceof Sym) {
      return List.of(GaussianTerm.variable());
    }
    Call call = (Call) expr;
    List<Expr> args = call.args();
    String head = call.headName().orElse("");
    switch (head) {
      case "Plus" -> {
        List<GaussianTerm> sum = new ArrayList<>();
        args.forEach(arg -> sum.addAll(expand(arg)));
        return collect(sum);
      }
      case "Times" -> {
        List<GaussianTerm> product = List.of(GaussianTerm.constant(ExactSum.ONE));
        for (Expr arg : args) {
          product = terms.multiply(product, expand(arg));
        }
        return product;
      }
      case "Power" -> {
        if (args.get(1) instanceof Num num
            && num.isInteger()
            && num.signum() > 0
            && num.numerator().bitLength() < 7) {
          return terms.power(expand(args.get(0)), num.numerator().intValue());
        }
      }
      default -> {}
    }
    Expr step = innermostStep(args);
    if (step != null) {
      return split(call, step);
    }
    return switch (head) {
      case "Power" -> powerOf(call);
      case "Erf" -> erf(args.get(0));
      case "Erfc" -> collect(concat(one(1), scale(erf(args.get(0)), ExactSum.of(-1, 1))));
      case "Sin" -> wave(args.get(0), true);
      case "Cos" -> wave(args.get(0), false);
      case "Sinh" -> hyperbolic(args.get(0), -1);
      case "Cosh" -> hyperbolic(args.get(0), 1);
      case "HeavisideTheta" -> theta(args.get(0));
      case "DiracDelta" -> delta(args.get(0));
      default -> expand(FunctionTable.definition(call).orElseThrow(() -> outside(call)));
    };
  }

  private static OutsideClassException outside(Expr part) {
    return new OutsideClassException(WolframWriter.write(part) + " is outside the class" + CLASS);
  }

  private @org.jspecify.annotations.Nullable Expr innermostStep(List<Expr> args) {
    for (Expr arg : args) {
      if (arg instanceof Call call) {
        Expr inner = innermostStep(call.args());
        if (inner != null) {
          return inner;
        }
        if (arg.isCall("HeavisideTheta") && arg.symbols().contains(variable)) {
          return arg;
        }
      }
    }
    return null;
  }

  private List<GaussianTerm> split(Call call, Expr step) {
    Expr above = replace(call, step, Expressions.ONE);
    Expr below = replace(call, step, Expressions.ZERO);
    List<GaussianTerm> up = expand(step);
    List<GaussianTerm> down = collect(concat(one(1), scale(up, ExactSum.of(-1, 1))));
    return collect(concat(terms.multiply(up, expand(above)), terms.multiply(down, expand(below))));
  }

  private static Expr replace(Expr expr, Expr part, Expr value) {
    return Derivatives.foldSteps(expr.transform(node -> node.equals(part) ? value : node));
  }

  private List<GaussianTerm> powerOf(Call call) {
    Expr base = call.arg(0);
    Expr exponent = call.arg(1);
    if (!base.symbols().contains(variable)) {
      Expr natural =
          base.equals(Expressions.EULER)
              ? exponent
              : Expressions.times(exponent, Expressions.call("Log", base));
      return exponential(natural);
    }
    if (exponent instanceof Num num && num.isInteger()) {
      List<GaussianTerm> powers = expand(base);
      if (powers.size() == 1
          && powers.get(0).power() == 0
          && powers.get(0).signs().isEmpty()
          && powers.get(0).deltas().isEmpty()) {
        GaussianTerm only = powers.get(0);
        GaussianTerm inverse =
            new GaussianTerm(
                only.coefficient().inverse(reader.field()),
                0,
                only.decay().negate(),
                only.rate().negate(),
                List.of(),
                List.of());
        return terms.power(List.of(inverse), num.numerator().abs().intValue());
      }
    }
    if (exponent instanceof Num num && num.signum() < 0) {
      throw new OutsideClassException(
          WolframWriter.write(call) + " is a quotient by a function of " + variable + CLASS);
    }
    if (!(exponent instanceof Num) && !exponent.symbols().contains(variable)) {
      throw new OutsideClassException(
          WolframWriter.write(call)
              + " has a symbolic exponent: only powers with a number are averaged");
    }
    throw outside(call);
  }

  private List<GaussianTerm> exponential(Expr exponent) {
    ExactSum[] c = coefficients(Expressions.exp(exponent), exponent, 2);
    RationalFunction decay =
        c[2].times(RationalFunction.of(-2, 1)).requireRational("the decay of an exponential");
    return List.of(GaussianTerm.exponential(decay, c[1]).scale(ExactSum.exponential(c[0])));
  }

  /** Sine and cosine by Euler's formula. */
  private List<GaussianTerm> wave(Expr argument, boolean sine) {
    Expr whole = Expressions.call(sine ? "Sin" : "Cos", argument);
    ExactSum[] c = coefficients(whole, argument, 1);
    ExactSum i = ExactSum.squareRoot(RationalFunction.of(-1, 1), reader.field());
    ExactSum half = sine ? i.times(RationalFunction.of(-1, 2)) : ExactSum.of(1, 2);
    GaussianTerm forth =
        GaussianTerm.exponential(RationalFunction.ZERO, c[1].times(i))
            .scale(ExactSum.exponential(c[0].times(i)).times(half));
    ExactSum other = sine ? half.negate() : half;
    GaussianTerm back =
        GaussianTerm.exponential(RationalFunction.ZERO, c[1].times(i).negate())
            .scale(ExactSum.exponential(c[0].times(i).negate()).times(other));
    return List.of(forth, back);
  }

  private List<GaussianTerm> hyperbolic(Expr argument, int sign) {
    ExactSum half = ExactSum.of(1, 2);
    return concat(
        scale(exponential(argument), half),
        scale(exponential(Expressions.negate(argument)), half.times(ExactSum.of(sign, 1))));
  }

  private List<GaussianTerm> erf(Expr argument) {
    ExactSum[] c = coefficients(Expressions.call("Erf", argument), argument, 1);
    ExactSum[] line = steps.line(c, "the argument of Erf");
    RationalFunction softness =
        line[0]
            .times(line[0])
            .requireRational("the squared slope under Erf")
            .times(RationalFunction.of(2, 1))
            .inverse(reader.field());
    GaussianTerm sign = GaussianTerm.sign(new SoftSign(softness, line[1]));
    return List.of(sign.scale(line[2]));
  }

  private List<GaussianTerm> theta(Expr argument) {
    ExactSum half = ExactSum.of(1, 2);
    Expr inner = withoutOddFunctions(argument);
    ExactSum[] c = coefficients(Expressions.call("Sign", argument), inner, 2);
    return concat(List.of(GaussianTerm.constant(half)), scale(steps.sign(c), half));
  }

  private List<GaussianTerm> delta(Expr argument) {
    return steps.delta(coefficients(Expressions.call("DiracDelta", argument), argument, 2));
  }

  /** Drops increasing odd functions around an argument, which do not change its sign. */
  private static Expr withoutOddFunctions(Expr argument) {
    if (argument instanceof Call call
        && call.arity() == 1
        && INCREASING_ODD.contains(call.headName().orElse(""))) {
      return withoutOddFunctions(call.arg(0));
    }
    boolean oddPower =
        argument.isCall("Power", 2)
            && ((Call) argument).arg(1) instanceof Num exponent
            && exponent.isInteger()
            && exponent.numerator().testBit(0);
    return oddPower ? withoutOddFunctions(((Call) argument).arg(0)) : argument;
  }

  /** Returns the coefficients of a polynomial of at most that degree, padded to degree 2. */
  private ExactSum[] coefficients(Expr whole, Expr expr, int degree) {
    ExactSum[] result = {ExactSum.ZERO, ExactSum.ZERO, ExactSum.ZERO};
    for (GaussianTerm term : inside(whole, expr)) {
      if (term.power() > degree
          || !term.shape()
              .withSigns(List.of())
              .equals(terms.power(List.of(GaussianTerm.variable()), term.power()).get(0))) {
        throw outside(whole);
      }
      if (!term.signs().isEmpty()) {
        throw outside(whole);
      }
      result[term.power()] = result[term.power()].plus(term.coefficient());
    }
    return result;
  }

  private List<GaussianTerm> inside(Expr whole, Expr inside) {
    try {
      return expand(inside);
    } catch (OutsideClassException e) {
      throw e.divergent() ? e : outside(whole);
    }
  }
}
