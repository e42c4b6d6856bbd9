package org.widelimit.verification.derive.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.SpectralNames;

/**
 * Linear algebra with one symmetric matrix K, brought down to numbers by the spectral theorem: in
 * an orthonormal basis of eigenvectors K is diagonal, every function of K takes the eigenvalue for
 * K, a vector has one component for each eigenvalue, and inner products and traces are sums over
 * the eigenvalues.
 *
 * <p>So two vectors are equal if their components are as functions of one eigenvalue; two numbers,
 * if what stands outside of sums is equal and the summands are. Formulas in two different matrices,
 * which need not commute, are not of this kind.
 */
public final class SpectralCalculus {

  /** The name of a component of the outputs of gradient descent. */
  public static final String DESCENT = InternalNames.symbol("GradientDescentMode").name();

  private final Theorem theorem;
  private final Set<String> matrices = new TreeSet<>();

  /** The name of a function whose values are vectors. */
  private String unknown = "";

  public SpectralCalculus(Theorem theorem) {
    this.theorem = theorem;
  }

  /** A formula that is no function of one symmetric matrix. */
  public static final class NotSpectralException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotSpectralException(String message) {
      super(message);
    }
  }

  /** What a formula stands for. */
  public enum Kind {
    /** A number: what stands outside of sums, and the summand of a sum over eigenvalues. */
    NUMBER,
    /** A vector: its component. */
    VECTOR,
    /** A function of the matrix: its value at an eigenvalue. */
    MATRIX
  }

  /**
   * A formula in terms of one eigenvalue.
   *
   * @param kind what it stands for
   * @param plain what stands outside of sums, 0 but for a number
   * @param part the summand, the component or the function's value
   */
  public record Value(Kind kind, Expr plain, Expr part) {
    static Value number(Expr plain) {
      return new Value(Kind.NUMBER, plain, Expressions.ZERO);
    }

    /** Returns whether it may stand for a value of a kind: a zero is one of every kind. */
    boolean isLike(Kind other) {
      return kind == other || (isPlain() && plain.isInteger(0));
    }

    boolean isPlain() {
      return kind == Kind.NUMBER && part.isInteger(0);
    }

    /** The equalities of numbers that make two values equal. */
    public static List<Equality> equalities(Value left, Value right) {
      if (!left.isLike(right.kind) && !right.isLike(left.kind)) {
        throw new NotSpectralException("the sides are not of one kind");
      }
      List<Equality> equalities = new ArrayList<>();
      equalities.add(new Equality(left.plain, right.plain));
      equalities.add(new Equality(left.part, right.part));
      equalities.removeIf(equality -> equality.left().equals(equality.right()));
      return equalities;
    }
  }

  /** Returns the matrix of what was reduced, if there was one. */
  public Optional<String> matrix() {
    return matrices.stream().findFirst();
  }

  /** Returns a relation between numbers of the same matrix, or empty if it is none. */
  public Optional<Expr> condition(Expr relation) {
    if (!(relation instanceof Call call)) {
      return Optional.empty();
    }
    SpectralCalculus other = new SpectralCalculus(theorem);
    try {
      List<Expr> sides = call.args().stream().map(other::plain).toList();
      return matrices.containsAll(other.matrices)
          ? Optional.of(Expressions.call(call.head(), sides))
          : Optional.empty();
    } catch (NotSpectralException unread) {
      return Optional.empty();
    }
  }

  /** Returns whether a formula holds a symbol that stands for a matrix. */
  public static boolean applies(Expr expr, Theorem theorem) {
    return expr.symbols().stream().anyMatch(name -> kind(name, theorem) == Values.MATRICES);
  }

  private static Values kind(String name, Theorem theorem) {
    SymbolDeclaration symbol = theorem.symbols().get(name);
    return symbol == null ? Values.REALS : symbol.kind();
  }

  /** The proof step that says what was done. */
  public ProofStep step(Expr left, Expr right) {
    return new ProofStep(
        "spectral theorem",
        left,
        right,
        "in a basis of eigenvectors of "
            + String.join(", ", matrices)
            + " it is enough to prove this for every eigenvalue and component");
  }

  /**
   * Returns the formula in terms of one eigenvalue.
   *
   * @throws NotSpectralException if it is no function of one matrix
   */
  public Value reduce(Expr expr) {
    if (expr instanceof Num) {
      return Value.number(expr);
    }
    if (expr instanceof Sym sym) {
      return switch (kind(sym.name(), theorem)) {
        case REALS -> Value.number(sym);
        case VECTORS ->
            new Value(
                Kind.VECTOR,
                Expressions.ZERO,
                Expressions.sym(SpectralNames.componentOf(sym.name())));
        case MATRICES -> {
          matrices.add(sym.name());
          if (matrices.size() > 1) {
            throw new NotSpectralException("two matrices need not have a common eigenbasis");
          }
          yield new Value(
              Kind.MATRIX,
              Expressions.ZERO,
              Expressions.sym(SpectralNames.eigenvalueOf(sym.name())));
        }
      };
    }
    Call call = (Call) expr;
    return switch (call.headName().orElse("")) {
      case "Plus" -> call.args().stream().map(this::reduce).reduce(this::plus).orElseThrow();
      case "Times" -> call.args().stream().map(this::reduce).reduce(this::times).orElseThrow();
      case "Dot" -> product(call);
      case "Transpose" -> {
        Value transposed = reduce(call.arg(0));
        if (transposed.kind == Kind.VECTOR) {
          throw new NotSpectralException("a row that no column follows");
        }
        yield transposed;
      }
      case "Inverse" -> function(call.arg(0), part -> Expressions.power(part, Expressions.num(-1)));
      case "MatrixExp" -> function(call.arg(0), part -> Expressions.power(Expressions.EULER, part));
      case "MatrixPower" -> {
        Expr exponent = plain(call.arg(1));
        yield function(call.arg(0), part -> Expressions.power(part, exponent));
      }
      case "GradientDescent" -> descent(call);
      case "IdentityMatrix" -> {
        if (!plain(call.arg(0)).equals(SpectralNames.SIZE)) {
          throw new NotSpectralException("an identity of another size than the matrix");
        }
        yield new Value(Kind.MATRIX, Expressions.ZERO, Expressions.ONE);
      }
      case "Length" -> Value.number(SpectralNames.SIZE);
      case "LargestEigenvalue" -> {
        if (!(call.arg(0) instanceof Sym sym) || reduce(sym).kind != Kind.MATRIX) {
          throw new NotSpectralException("the largest eigenvalue of more than one symbol");
        }
        yield Value.number(Expressions.sym(SpectralNames.largestOf(sym.name())));
      }
      case "Trace" -> new Value(Kind.NUMBER, Expressions.ZERO, matrix(call.arg(0)));
      default -> {
        if (!unknown.isEmpty() && call.isCall(unknown, 1)) {
          yield new Value(Kind.VECTOR, Expressions.ZERO, call);
        }
        if (!Elementary.isElementary(call)) {
          throw new NotSpectralException("'" + call.head() + "' is no function of one matrix");
        }
        List<Expr> args = call.args().stream().map(this::plain).toList();
        yield Value.number(Expressions.call(call.head(), args));
      }
    };
  }

  /** A matrix product, in which the transpose of a vector stands first and ends at a column. */
  private Value product(Call call) {
    List<Expr> factors = new ArrayList<>(call.args());
    boolean row = false;
    if (factors.get(0) instanceof Call first && first.isCall("Transpose", 1)) {
      factors.set(0, first.arg(0));
      row = reduce(first.arg(0)).kind == Kind.VECTOR;
    }
    Value product = factors.stream().map(this::reduce).reduce(this::dot).orElseThrow();
    if (row && product.kind == Kind.VECTOR) {
      throw new NotSpectralException("a row that no column follows");
    }
    return product;
  }

  /**
   * Returns the initial value problems for numbers that an initial value problem for a vector, or
   * for a number that the right side does not depend on, comes down to.
   *
   * @throws NotSpectralException if it does not
   */
  public List<OdeClaim> reduce(OdeClaim claim) {
    Value initial = reduce(claim.initialValue());
    Value solution = reduce(claim.solution());
    boolean vector = solution.kind == Kind.VECTOR;
    if (vector) {
      unknown = claim.function();
    }
    Value right = reduce(claim.right());
    List<OdeClaim> problems = new ArrayList<>();
    if (!vector) {
      problems.add(part(claim, right.plain, initial.plain, solution.plain));
    }
    problems.add(part(claim, right.part, initial.part, solution.part));
    boolean kinds = List.of(initial, right).stream().allMatch(v -> v.isLike(solution.kind));
    if (!kinds || solution.kind == Kind.MATRIX) {
      throw new NotSpectralException("the equation, its solution and start are not of one kind");
    }
    return problems;
  }

  private static OdeClaim part(OdeClaim claim, Expr right, Expr initial, Expr solution) {
    return new OdeClaim(
        claim.header(),
        claim.function(),
        claim.variable(),
        claim.left(),
        right,
        claim.initialPoint(),
        initial,
        solution);
  }

  /** The outputs of gradient descent, which moves every component by itself. */
  private Value descent(Call call) {
    Expr rate = Expressions.divide(plain(call.arg(3)), SpectralNames.SIZE);
    return new Value(
        Kind.VECTOR,
        Expressions.ZERO,
        Expressions.call(
            DESCENT,
            matrix(call.arg(0)),
            vector(call.arg(1)),
            vector(call.arg(2)),
            rate,
            plain(call.arg(4)),
            plain(call.arg(5))));
  }

  private Expr vector(Expr argument) {
    Value value = reduce(argument);
    if (value.kind != Kind.VECTOR) {
      throw new NotSpectralException("a vector is needed");
    }
    return value.part;
  }

  private Value function(Expr argument, java.util.function.UnaryOperator<Expr> function) {
    Value value = reduce(argument);
    // A number, such as the 0 that a matrix times 0 becomes, stands for a multiple of the identity.
    Expr part = value.isPlain() ? value.plain : matrix(argument);
    return new Value(Kind.MATRIX, Expressions.ZERO, function.apply(part));
  }

  private Expr matrix(Expr argument) {
    Value value = reduce(argument);
    if (value.kind != Kind.MATRIX) {
      throw new NotSpectralException("a matrix is needed");
    }
    return value.part;
  }

  private Expr plain(Expr argument) {
    Value value = reduce(argument);
    if (!value.isPlain()) {
      throw new NotSpectralException("a function of a sum over eigenvalues is no such sum");
    }
    return value.plain;
  }

  private Value plus(Value a, Value b) {
    if (a.kind != b.kind) {
      throw new NotSpectralException("a sum of different kinds");
    }
    return new Value(a.kind, Expressions.plus(a.plain, b.plain), Expressions.plus(a.part, b.part));
  }

  private Value times(Value a, Value b) {
    if (!a.isPlain() && !b.isPlain()) {
      throw new NotSpectralException("a product of two sums over eigenvalues");
    }
    Expr factor = a.isPlain() ? a.plain : b.plain;
    Value other = a.isPlain() ? b : a;
    return new Value(
        other.kind, Expressions.times(factor, other.plain), Expressions.times(factor, other.part));
  }

  private Value dot(Value a, Value b) {
    if (a.kind == Kind.NUMBER || b.kind == Kind.NUMBER) {
      throw new NotSpectralException("a dot takes vectors and matrices");
    }
    Expr product = Expressions.times(a.part, b.part);
    Kind kind =
        a.kind == Kind.VECTOR && b.kind == Kind.VECTOR
            ? Kind.NUMBER
            : a.kind == Kind.MATRIX && b.kind == Kind.MATRIX ? Kind.MATRIX : Kind.VECTOR;
    return new Value(kind, Expressions.ZERO, product);
  }
}
