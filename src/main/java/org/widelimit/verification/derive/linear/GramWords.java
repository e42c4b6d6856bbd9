package org.widelimit.verification.derive.linear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;

/**
 * Linear algebra with the matrix J of the outputs' gradients, a column for each of N inputs: the
 * kernel is {@code J^T J} and the Fisher information {@code J J^T/N} (Karakida et al. 2019, section
 * 3.1).
 *
 * <p>Shapes allow only products in which J and its transpose take turns, so that a product is known
 * by its first factor and the number of factors. A trace does not change when the first factor
 * moves to the end; and {@code J J^T} and {@code J^T J} have the same largest eigenvalue, as they
 * have the same ones but for zeros, none of which is negative.
 */
public final class GramWords {

  private static final Set<String> WORDS = Set.of("GradientMatrix", "KernelMatrix", "FisherMatrix");
  private static final Sym SIZE = Expressions.sym("DataSize");
  private static final Interval POSITIVE_INTEGERS =
      new Interval(Optional.of(Expressions.ONE), true, Optional.empty(), false, true);

  private static final GramProduct JACOBIAN = new GramProduct(false, Expressions.ZERO, true);
  private static final GramProduct TRANSPOSE = new GramProduct(true, Expressions.ZERO, true);
  private static final GramProduct KERNEL = TRANSPOSE.times(JACOBIAN);

  /**
   * A number or a sum of products.
   *
   * @param number what stands outside of products
   * @param words the factor of each product
   */
  private record Value(Expr number, Map<GramProduct, Expr> words) {
    boolean isNumber() {
      return words.isEmpty();
    }
  }

  private final Assumptions assumptions;
  private final Map<Expr, Sym> traces = new LinkedHashMap<>();
  private final Sym largest;
  private Assumptions known;

  /**
   * Creates the algebra.
   *
   * @param assumptions what is assumed of the symbols
   */
  public GramWords(Assumptions assumptions) {
    this.assumptions = assumptions;
    this.known = assumptions.with(SIZE.name(), POSITIVE_INTEGERS);
    this.largest = number("largestEigenvalue");
  }

  /** Returns a symbol for a number that is not negative. */
  private Sym number(String name) {
    Sym number = ClaimAssumptions.fresh(name, known);
    known = known.with(number.name(), Interval.NONNEGATIVE);
    return number;
  }

  /** Returns whether an equality is about these matrices. */
  public static boolean applies(Equality equality) {
    return mentions(equality.left()) || mentions(equality.right());
  }

  private static boolean mentions(Expr expr) {
    return expr instanceof Call call
        && (call.headName().filter(WORDS::contains).isPresent()
            || call.args().stream().anyMatch(GramWords::mentions));
  }

  /**
   * Returns what is to be proved of numbers.
   *
   * @return the equalities, or empty if the equality is about other matrices as well
   */
  public Optional<List<Equality>> reduce(Equality equality) {
    try {
      Value left = value(equality.left());
      Value right = value(equality.right());
      if (left.isNumber() != right.isNumber()) {
        return Optional.empty();
      }
      List<Equality> equalities = new ArrayList<>(List.of(new Equality(left.number, right.number)));
      Set<GramProduct> words = new LinkedHashSet<>(left.words.keySet());
      words.addAll(right.words.keySet());
      for (GramProduct word : words) {
        equalities.add(
            new Equality(
                left.words.getOrDefault(word, Expressions.ZERO),
                right.words.getOrDefault(word, Expressions.ZERO)));
      }
      equalities.removeIf(part -> part.left().equals(part.right()));
      return Optional.of(equalities);
    } catch (GramProduct.NotGramException other) {
      return Optional.empty();
    }
  }

  /** Returns what is assumed of the numbers in the equalities. */
  public Assumptions assumptions() {
    return known;
  }

  /** Returns the line that says how the equality came down to numbers. */
  public static ProofStep step(Equality equality) {
    return new ProofStep(
        "singular values",
        equality.left(),
        equality.right(),
        "with J = GradientMatrix[], KernelMatrix[] = J^T J and FisherMatrix[] = J J^T/DataSize:"
            + " both sides are one product of J and its transpose, one trace or one largest"
            + " eigenvalue, if the factors before them are equal");
  }

  private Value value(Expr expr) {
    if (expr instanceof Num || (expr instanceof Sym sym && isNumber(sym))) {
      return new Value(expr, Map.of());
    }
    if (!(expr instanceof Call call)) {
      throw new GramProduct.NotGramException("a symbol for a vector or a matrix");
    }
    return switch (call.headName().orElse("")) {
      case "GradientMatrix" -> single(Expressions.ONE, JACOBIAN);
      case "KernelMatrix" -> single(Expressions.ONE, KERNEL);
      case "FisherMatrix" ->
          single(Expressions.power(SIZE, Expressions.MINUS_ONE), JACOBIAN.times(TRANSPOSE));
      case "Plus" -> call.args().stream().map(this::value).reduce(GramWords::plus).orElseThrow();
      case "Times" -> call.args().stream().map(this::value).reduce(GramWords::scaled).orElseThrow();
      case "Dot" -> call.args().stream().map(this::value).reduce(GramWords::dot).orElseThrow();
      case "Transpose" -> transpose(value(call.arg(0)));
      case "MatrixPower" -> power(value(call.arg(0)), number(call.arg(1)));
      case "Trace" -> trace(value(call.arg(0)));
      case "LargestEigenvalue" -> largest(value(call.arg(0)));
      case "Sum" -> sumOfDiagonal(call);
      default -> {
        if (!Elementary.isElementary(call)) {
          throw new GramProduct.NotGramException("'" + call.head() + "'");
        }
        yield new Value(
            Expressions.call(call.head(), call.args().stream().map(this::number).toList()),
            Map.of());
      }
    };
  }

  /** Symbols for numbers alone have a domain of their own. */
  private boolean isNumber(Sym sym) {
    return sym.equals(SIZE)
        || Assumptions.CONSTANTS.contains(sym.name())
        || assumptions.domains().containsKey(sym.name());
  }

  private static Value single(Expr factor, GramProduct word) {
    return new Value(Expressions.ZERO, Map.of(word, factor));
  }

  private Expr number(Expr expr) {
    Value value = value(expr);
    if (!value.isNumber()) {
      throw new GramProduct.NotGramException("a matrix in the place of a number");
    }
    return value.number;
  }

  private static Value plus(Value a, Value b) {
    if (a.isNumber() != b.isNumber()) {
      throw new GramProduct.NotGramException("a sum of a number and a matrix");
    }
    Map<GramProduct, Expr> words = new LinkedHashMap<>(a.words);
    b.words.forEach((word, factor) -> words.merge(word, factor, Expressions::plus));
    return new Value(Expressions.plus(a.number, b.number), words);
  }

  private static Value scaled(Value a, Value b) {
    if (!a.isNumber() && !b.isNumber()) {
      throw new GramProduct.NotGramException("a product of matrices entry by entry");
    }
    Value matrix = a.isNumber() ? b : a;
    Expr factor = a.isNumber() ? a.number : b.number;
    Map<GramProduct, Expr> words = new LinkedHashMap<>();
    matrix.words.forEach((word, old) -> words.put(word, Expressions.times(factor, old)));
    return new Value(Expressions.times(factor, matrix.number), words);
  }

  private static Value dot(Value a, Value b) {
    if (a.isNumber() || b.isNumber()) {
      throw new GramProduct.NotGramException("a dot takes matrices");
    }
    Map<GramProduct, Expr> words = new LinkedHashMap<>();
    a.words.forEach(
        (left, factor) ->
            b.words.forEach(
                (right, other) ->
                    words.merge(
                        left.times(right), Expressions.times(factor, other), Expressions::plus)));
    return new Value(Expressions.ZERO, words);
  }

  private static Value transpose(Value value) {
    Map<GramProduct, Expr> words = new LinkedHashMap<>();
    value.words.forEach((word, factor) -> words.put(word.transpose(), factor));
    return new Value(value.number, words);
  }

  /** A power of one product; its exponent is a positive integer. */
  private Value power(Value base, Expr exponent) {
    if (base.words.size() != 1
        || !isInteger(exponent)
        || new SignDecider(assumptions).of(exponent) != Sign.POSITIVE) {
      throw new GramProduct.NotGramException("a power that is not looked into");
    }
    Map.Entry<GramProduct, Expr> only = base.words.entrySet().iterator().next();
    GramProduct word = only.getKey();
    if (word.odd()) {
      throw new GramProduct.NotGramException("a power of a matrix that is not square");
    }
    return single(
        Expressions.power(only.getValue(), exponent),
        new GramProduct(word.transposed(), Expressions.times(word.pairs(), exponent), false));
  }

  private boolean isInteger(Expr expr) {
    if (expr instanceof Sym sym) {
      return assumptions.domain(sym.name()).integer();
    }
    return expr instanceof Call call
        ? (call.isCall("Plus") || call.isCall("Times"))
            && call.args().stream().allMatch(this::isInteger)
        : ((Num) expr).isInteger();
  }

  private Value trace(Value matrix) {
    if (matrix.isNumber()) {
      throw new GramProduct.NotGramException("the trace of a number");
    }
    List<Expr> terms = new ArrayList<>();
    matrix.words.forEach(
        (word, factor) -> {
          if (word.odd()) {
            throw new GramProduct.NotGramException("the trace of a matrix that is not square");
          }
          terms.add(Expressions.times(factor, traceOf(word.pairs())));
        });
    return new Value(Expressions.plus(terms), Map.of());
  }

  private Sym traceOf(Expr pairs) {
    return traces.computeIfAbsent(pairs, any -> number("trace"));
  }

  /** The largest eigenvalue of a positive multiple of a power. */
  private Value largest(Value matrix) {
    if (matrix.words.size() != 1) {
      throw new GramProduct.NotGramException("the largest eigenvalue of a sum");
    }
    Map.Entry<GramProduct, Expr> only = matrix.words.entrySet().iterator().next();
    if (only.getKey().odd() || !new SignDecider(known).of(only.getValue()).isNonnegative()) {
      throw new GramProduct.NotGramException(
          "the largest eigenvalue of a matrix that may not be positive");
    }
    return new Value(
        Expressions.times(only.getValue(), Expressions.power(largest, only.getKey().pairs())),
        Map.of());
  }

  /** The kernel's diagonal, summed over all inputs, is its trace. */
  private Value sumOfDiagonal(Call sum) {
    if (sum.arity() == 2
        && sum.arg(1).isCall("List", 3)
        && ((Call) sum.arg(1)).arg(0) instanceof Sym index) {
      Expr input = Expressions.call("Input", index);
      boolean all =
          ((Call) sum.arg(1)).arg(1).isInteger(1) && ((Call) sum.arg(1)).arg(2).equals(SIZE);
      if (all && sum.arg(0).equals(Expressions.call("EmpiricalNTK", input, input))) {
        return trace(single(Expressions.ONE, KERNEL));
      }
    }
    throw new GramProduct.NotGramException("a sum that is no trace");
  }
}
