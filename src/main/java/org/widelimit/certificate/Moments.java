package org.widelimit.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * A function of {@code x} as a sum of powers times atoms, whose Gaussian moments the certificates'
 * base knows: the form of which {@code comb} in {@code Widelimit.v} is the value.
 *
 * @param terms the terms; none for the function 0
 */
record Moments(List<Term> terms) {

  private static final Sym X = Expressions.sym("x");

  private static final int MOST_TERMS = 12;

  /** Copies the terms. */
  Moments {
    terms = List.copyOf(terms);
  }

  /** What a power is multiplied with. */
  enum Kind {
    /** {@code exp(-a x^2 + b x)}. */
    GAUSS,
    /** {@code erf(a x)}. */
    ERF,
    /** The step from 0 to 1. */
    STEP,
    /** {@code sin(b x)}. */
    SIN,
    /** {@code cos(b x)}. */
    COS
  }

  /**
   * An atom.
   *
   * @param kind its kind
   * @param a its first parameter, or 0
   * @param b its second parameter, or 0
   */
  record Atom(Kind kind, Expr a, Expr b) {
    static final Atom ONE = new Atom(Kind.GAUSS, Expressions.ZERO, Expressions.ZERO);
    static final Atom STEP = new Atom(Kind.STEP, Expressions.ZERO, Expressions.ZERO);

    boolean isOne() {
      return equals(ONE);
    }

    String text(CoqWriter writer) throws NotExportedException {
      return switch (kind) {
        case GAUSS -> isOne() ? "One" : "Gauss " + writer.write(a) + " " + writer.write(b);
        case ERF -> "Erf " + writer.write(a);
        case STEP -> "Step";
        case SIN -> "Sin " + writer.write(b);
        case COS -> "Cos " + writer.write(b);
      };
    }
  }

  /**
   * A term.
   *
   * @param coefficient a formula without {@code x}
   * @param power the power of {@code x}, from 0
   * @param atom the atom
   */
  record Term(Expr coefficient, int power, Atom atom) {}

  /** Returns the form of a formula in {@code x}. */
  static Moments of(Expr formula) throws NotExportedException {
    return read(formula).collected();
  }

  private static Moments read(Expr formula) throws NotExportedException {
    if (!formula.contains(X)) {
      return single(formula, 0, Atom.ONE);
    }
    if (formula.equals(X)) {
      return single(Expressions.ONE, 1, Atom.ONE);
    }
    Call call = (Call) formula;
    switch (call.headName().orElse("")) {
      case "Plus" -> {
        List<Term> sum = new ArrayList<>();
        for (Expr part : call.args()) {
          sum.addAll(read(part).terms());
        }
        return new Moments(sum);
      }
      case "Times" -> {
        Moments product = single(Expressions.ONE, 0, Atom.ONE);
        for (Expr part : call.args()) {
          product = product.times(read(part));
        }
        return product;
      }
      case "Power" -> {
        return power(call);
      }
      case "Max" -> {
        if (call.arity() == 2
            && call.args().contains(Expressions.ZERO)
            && call.args().contains(X)) {
          return single(Expressions.ONE, 1, Atom.STEP);
        }
      }
      case "Min" -> {
        if (call.arity() == 2
            && call.args().contains(Expressions.ZERO)
            && call.args().contains(X)) {
          return new Moments(
              List.of(
                  new Term(Expressions.ONE, 1, Atom.ONE),
                  new Term(Expressions.MINUS_ONE, 1, Atom.STEP)));
        }
      }
      case "Abs" -> {
        if (call.arg(0).equals(X)) {
          return new Moments(
              List.of(
                  new Term(Expressions.TWO, 1, Atom.STEP),
                  new Term(Expressions.MINUS_ONE, 1, Atom.ONE)));
        }
      }
      case "Sign" -> {
        if (call.arg(0).equals(X)) {
          return new Moments(
              List.of(
                  new Term(Expressions.TWO, 0, Atom.STEP),
                  new Term(Expressions.MINUS_ONE, 0, Atom.ONE)));
        }
      }
      case "HeavisideTheta" -> {
        if (call.arg(0).equals(X)) {
          return single(Expressions.ONE, 0, Atom.STEP);
        }
      }
      case "Erf" -> {
        List<Expr> line = polynomial(call.arg(0), 1);
        if (line.get(0).isInteger(0)) {
          return single(Expressions.ONE, 0, new Atom(Kind.ERF, line.get(1), Expressions.ZERO));
        }
      }
      case "Sin", "Cos" -> {
        return wave(call);
      }
      default -> {
        // Said below.
      }
    }
    throw new NotExportedException("the Gaussian averages of " + call + " are not covered");
  }

  private static Moments wave(Call call) throws NotExportedException {
    List<Expr> line = polynomial(call.arg(0), 1);
    Atom sin = new Atom(Kind.SIN, Expressions.ZERO, line.get(1));
    Atom cos = new Atom(Kind.COS, Expressions.ZERO, line.get(1));
    boolean isSin = call.isCall("Sin");
    if (line.get(0).isInteger(0)) {
      return single(Expressions.ONE, 0, isSin ? sin : cos);
    }
    Expr sinOfPhase = Expressions.call("Sin", line.get(0));
    Expr cosOfPhase = Expressions.call("Cos", line.get(0));
    return isSin
        ? new Moments(List.of(new Term(cosOfPhase, 0, sin), new Term(sinOfPhase, 0, cos)))
        : new Moments(
            List.of(
                new Term(cosOfPhase, 0, cos), new Term(Expressions.negate(sinOfPhase), 0, sin)));
  }

  private static Moments power(Call call) throws NotExportedException {
    if (call.arg(0).equals(Expressions.EULER)) {
      List<Expr> square = polynomial(call.arg(1), 2);
      Expr coefficient =
          square.get(0).isInteger(0) ? Expressions.ONE : Expressions.exp(square.get(0));
      return single(
          coefficient, 0, new Atom(Kind.GAUSS, Expressions.negate(square.get(2)), square.get(1)));
    }
    if (call.arg(1) instanceof Num exponent
        && exponent.isInteger()
        && exponent.signum() > 0
        && exponent.compareTo(Expressions.num(MOST_TERMS)) <= 0) {
      Moments base = read(call.arg(0));
      Moments product = single(Expressions.ONE, 0, Atom.ONE);
      for (int i = 0; i < exponent.numerator().intValue(); i++) {
        product = product.times(base).collected();
      }
      return product;
    }
    throw new NotExportedException("the Gaussian averages of " + call + " are not covered");
  }

  /** Returns the coefficients of a polynomial in {@code x} of at most that degree. */
  private static List<Expr> polynomial(Expr formula, int degree) throws NotExportedException {
    List<Expr> coefficients = new ArrayList<>();
    for (int i = 0; i <= degree; i++) {
      coefficients.add(Expressions.ZERO);
    }
    for (Term term : read(formula).terms()) {
      if (term.power() > degree || !term.atom().isOne()) {
        throw new NotExportedException("the Gaussian averages of " + formula + " are not covered");
      }
      coefficients.set(
          term.power(), Expressions.plus(coefficients.get(term.power()), term.coefficient()));
    }
    return coefficients;
  }

  private static Moments single(Expr coefficient, int power, Atom atom) {
    return new Moments(List.of(new Term(coefficient, power, atom)));
  }

  private Moments times(Moments other) throws NotExportedException {
    List<Term> product = new ArrayList<>();
    for (Term left : terms) {
      for (Term right : other.terms) {
        product.add(
            new Term(
                Expressions.times(left.coefficient(), right.coefficient()),
                left.power() + right.power(),
                product(left, right)));
      }
    }
    return new Moments(product);
  }

  private static Atom product(Term left, Term right) throws NotExportedException {
    Atom a = left.atom();
    Atom b = right.atom();
    if (a.isOne()) {
      return b;
    }
    if (b.isOne()) {
      return a;
    }
    if (a.kind() == Kind.GAUSS && b.kind() == Kind.GAUSS) {
      return new Atom(Kind.GAUSS, Expressions.plus(a.a(), b.a()), Expressions.plus(a.b(), b.b()));
    }
    // At 0 the square of the step is not the step: only times a power they are one.
    if (a.kind() == Kind.STEP && b.kind() == Kind.STEP && left.power() + right.power() > 0) {
      return a;
    }
    throw new NotExportedException("products of two functions of one variable are not covered");
  }

  private Moments collected() throws NotExportedException {
    List<Term> sum = new ArrayList<>();
    for (Term term : terms) {
      int place = -1;
      for (int i = 0; i < sum.size(); i++) {
        if (sum.get(i).power() == term.power() && sum.get(i).atom().equals(term.atom())) {
          place = i;
        }
      }
      if (place < 0) {
        sum.add(term);
      } else {
        sum.set(
            place,
            new Term(
                Expressions.plus(sum.get(place).coefficient(), term.coefficient()),
                term.power(),
                term.atom()));
      }
    }
    sum.removeIf(term -> term.coefficient().isInteger(0));
    if (sum.size() > MOST_TERMS) {
      throw new NotExportedException("its sum of moments is too long");
    }
    return new Moments(sum);
  }

  /** Returns the derivative away from kinks, where the function has no jump. */
  Moments derivative() throws NotExportedException {
    List<Term> sum = new ArrayList<>();
    for (Term term : terms) {
      Expr c = term.coefficient();
      int i = term.power();
      Atom atom = term.atom();
      if (atom.kind() == Kind.STEP && i == 0) {
        throw new NotExportedException("a jump has no derivative");
      }
      if (i > 0) {
        sum.add(new Term(Expressions.times(Expressions.num(i), c), i - 1, atom));
      }
      switch (atom.kind()) {
        case GAUSS -> {
          sum.add(new Term(Expressions.times(Expressions.num(-2), atom.a(), c), i + 1, atom));
          sum.add(new Term(Expressions.times(atom.b(), c), i, atom));
        }
        case ERF ->
            sum.add(
                new Term(
                    Expressions.divide(
                        Expressions.times(Expressions.TWO, atom.a(), c),
                        Expressions.sqrt(Expressions.PI)),
                    i,
                    new Atom(Kind.GAUSS, Expressions.square(atom.a()), Expressions.ZERO)));
        case STEP -> {
          // Between its jump it is constant.
        }
        case SIN ->
            sum.add(
                new Term(
                    Expressions.times(atom.b(), c),
                    i,
                    new Atom(Kind.COS, Expressions.ZERO, atom.b())));
        case COS ->
            sum.add(
                new Term(
                    Expressions.times(Expressions.MINUS_ONE, atom.b(), c),
                    i,
                    new Atom(Kind.SIN, Expressions.ZERO, atom.b())));
      }
    }
    return new Moments(sum).collected();
  }

  /** Returns the list of which {@code comb} is the function. */
  String list(CoqWriter writer) throws NotExportedException {
    List<String> parts = new ArrayList<>();
    for (Term term : terms) {
      parts.add(
          "(%s, %d%%nat, %s)"
              .formatted(writer.write(term.coefficient()), term.power(), term.atom().text(writer)));
    }
    return parts.stream().collect(Collectors.joining("; ", "[", "]"));
  }
}
