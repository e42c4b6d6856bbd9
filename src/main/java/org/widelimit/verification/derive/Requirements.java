package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Need.Kind;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.BoundNames;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.derive.linear.SpectralCalculus;
import org.widelimit.verification.evaluate.DerivativeGaps;

/**
 * Finds what a formula needs to be defined: logarithms, roots, quotients, inverses, laws. The
 * formula may be one as it is written; what is said of its parts is in canonical form.
 */
final class Requirements {

  private static final int LARGEST_COVARIANCE = 4;

  private final Theorem theorem;
  private final Set<Requirement> all = new LinkedHashSet<>();

  Requirements(Theorem theorem) {
    this.theorem = theorem;
  }

  /** Returns what was found. */
  List<Requirement> all() {
    return new ArrayList<>(all);
  }

  /**
   * Collects what a formula needs.
   *
   * @param expr the formula, definitions and activations put in
   * @param assumptions what is assumed of its symbols
   */
  void collect(Expr expr, Assumptions assumptions) {
    collect(expr, assumptions, Set.of(), Set.of());
  }

  /**
   * Collects.
   *
   * @param averaged the variables of averages around the part
   * @param indices those of sums and integrals, of which nothing is asked
   */
  private void collect(
      Expr expr, Assumptions assumptions, Set<String> averaged, Set<String> indices) {
    if (!(expr instanceof Call call)) {
      return;
    }
    String head = call.headName().orElse("");
    switch (head.equals(Binders.MANY) ? "E" : head) {
      case "E" -> average(call, assumptions, averaged, indices);
      case "Sum", "Product", "Integrate" -> {
        Set<String> bound = with(indices, BoundNames.of(call));
        call.args().forEach(arg -> collect(arg, assumptions, averaged, bound));
      }
      case "Piecewise" -> pieces(call, assumptions, averaged, indices);
      case "D" -> {
        collect(call.arg(0), assumptions, averaged, indices);
        if (averaged.isEmpty() && indices.isEmpty()) {
          DerivativeGaps.of((Call) canonical(call), assumptions)
              .forEach(gap -> all.add(new Requirement(gap, Kind.NONZERO, "", false, assumptions)));
        }
      }
      default -> {
        call.args().forEach(arg -> collect(arg, assumptions, averaged, indices));
        if (call.symbols().stream().noneMatch(indices::contains)) {
          own(call, head, new Place(assumptions, averaged));
        }
      }
    }
  }

  /** Where a part stands. */
  private record Place(Assumptions assumptions, Set<String> averaged) {
    Requirement of(Expr part, Kind kind, String words) {
      boolean average = part.symbols().stream().anyMatch(averaged::contains);
      return new Requirement(canonical(part), kind, words, average, assumptions);
    }
  }

  private static Expr canonical(Expr expr) {
    return expr.transform(node -> node);
  }

  private void own(Call call, String head, Place place) {
    switch (head + "/" + call.arity()) {
      case "Power/2" -> power(canonical(call.arg(0)), canonical(call.arg(1)), place);
      case "Nest/3" -> all.add(place.of(call.arg(2), Kind.NONNEGATIVE, ""));
      case "Inverse/1" -> matrix(canonical(call.arg(0)), Expressions.MINUS_ONE, place);
      case "MatrixPower/2" -> matrix(canonical(call.arg(0)), canonical(call.arg(1)), place);
      default ->
          FunctionTable.of(call)
              .map(RealFunction::need)
              .map(need -> place.of(need.part().apply(call.arg(0)), need.kind(), ""))
              .ifPresent(all::add);
    }
  }

  private void power(Expr base, Expr exponent, Place place) {
    if (base.equals(Expressions.EULER)) {
      return;
    }
    if (base.isInteger(0)) {
      String words = exponent instanceof Num ? "all values, by a division by 0" : "";
      all.add(place.of(exponent, Kind.NONNEGATIVE, words));
      return;
    }
    ofBase(exponent, place.assumptions())
        .ifPresent(
            kind ->
                (kind == Kind.NONZERO ? factors(base) : List.of(base))
                    .forEach(factor -> all.add(place.of(factor, kind, ""))));
  }

  /** Returns what an exponent asks of its base, or empty where it asks nothing that is known. */
  private static Optional<Kind> ofBase(Expr exponent, Assumptions assumptions) {
    Sign sign = new SignDecider(assumptions, Definedness.BUDGET_OF_A_SIGN).of(exponent);
    boolean below = sign == Sign.NEGATIVE;
    if (!isInteger(exponent, assumptions)) {
      return Optional.of(below ? Kind.POSITIVE : Kind.NONNEGATIVE);
    }
    return below ? Optional.of(Kind.NONZERO) : Optional.empty();
  }

  /** A product vanishes where a factor does, and a power where its base does. */
  private static List<Expr> factors(Expr base) {
    if (base.isCall("Times")) {
      return ((Call) base).args().stream().flatMap(arg -> factors(arg).stream()).toList();
    }
    return base.isCall("Power", 2)
            && ((Call) base).arg(1) instanceof Num exponent
            && exponent.signum() > 0
        ? factors(((Call) base).arg(0))
        : List.of(base);
  }

  private static boolean isInteger(Expr expr, Assumptions assumptions) {
    return expr instanceof Num number
        ? number.isInteger()
        : expr instanceof Sym sym
            ? assumptions.domain(sym.name()).integer()
            : (expr.isCall("Plus") || expr.isCall("Times"))
                && ((Call) expr).args().stream().allMatch(arg -> isInteger(arg, assumptions));
  }

  /** A function of a matrix needs of every eigenvalue what it needs of a number. */
  private void matrix(Expr matrix, Expr exponent, Place place) {
    try {
      SpectralCalculus.Value value = new SpectralCalculus(theorem).reduce(matrix);
      if (value.kind() == SpectralCalculus.Kind.MATRIX) {
        ofBase(exponent, place.assumptions())
            .ifPresent(
                kind ->
                    all.add(
                        place.of(
                            value.part(),
                            kind,
                            (kind == Kind.NONNEGATIVE ? "a negative eigenvalue of " : "singular ")
                                + Definedness.text(matrix))));
      }
    } catch (SpectralCalculus.NotSpectralException other) {
      // Of products of different matrices nothing is known.
    }
  }

  private void average(
      Call average, Assumptions assumptions, Set<String> averaged, Set<String> indices) {
    average
        .args()
        .subList(Math.min(2, average.arity()), average.arity())
        .forEach(arg -> collect(arg, assumptions, averaged, indices));
    Set<String> bound = BoundNames.of(average);
    Assumptions inside = ClaimAssumptions.within(assumptions, average, with(averaged, bound));
    collect(average.arg(0), inside, with(averaged, bound), indices);
    if (average.arity() == 3 && average.arg(2) instanceof Call rows && isSquare(rows)) {
      Place place = new Place(assumptions, averaged);
      for (int subset = 1; subset < 1 << rows.arity(); subset++) {
        Expr minor = canonical(minor(rows, subset));
        if (Integer.bitCount(subset) == 1 || !minor.equals(diagonal(rows, subset))) {
          all.add(place.of(minor, Kind.NONNEGATIVE, ""));
        }
      }
    }
  }

  private static boolean isSquare(Call rows) {
    return rows.isCall("List")
        && rows.arity() <= LARGEST_COVARIANCE
        && rows.args().stream().allMatch(row -> row.isCall("List", rows.arity()));
  }

  /**
   * Returns a principal minor: a symmetric matrix is positive semidefinite where none of them is
   * negative.
   *
   * @param subset the rows and columns that are kept, as bits
   */
  private static Expr minor(Call rows, int subset) {
    int[] kept = IntStream.range(0, rows.arity()).filter(i -> (subset >> i & 1) == 1).toArray();
    List<List<Expr>> matrix = new ArrayList<>();
    for (int i : kept) {
      matrix.add(IntStream.of(kept).mapToObj(j -> ((Call) rows.arg(i)).arg(j)).toList());
    }
    return determinant(matrix);
  }

  /** Returns the product of the variances: of independent variables they say it all. */
  private static Expr diagonal(Call rows, int subset) {
    return Expressions.times(
        IntStream.range(0, rows.arity())
            .filter(i -> (subset >> i & 1) == 1)
            .mapToObj(i -> ((Call) rows.arg(i)).arg(i))
            .toList());
  }

  private static Expr determinant(List<List<Expr>> matrix) {
    if (matrix.isEmpty()) {
      return Expressions.ONE;
    }
    List<Expr> terms = new ArrayList<>();
    for (int j = 0; j < matrix.size(); j++) {
      int column = j;
      List<List<Expr>> rest =
          matrix.stream()
              .skip(1)
              .map(
                  row ->
                      IntStream.range(0, row.size())
                          .filter(k -> k != column)
                          .mapToObj(row::get)
                          .toList())
              .toList();
      Expr term = Expressions.times(matrix.get(0).get(j), determinant(rest));
      terms.add(j % 2 == 0 ? term : Expressions.negate(term));
    }
    return Expressions.plus(terms);
  }

  /** A piece matters where its condition holds and none before it does. */
  private void pieces(
      Call call, Assumptions assumptions, Set<String> averaged, Set<String> indices) {
    Assumptions here = assumptions;
    for (Expr row : ((Call) call.arg(0)).args()) {
      Expr condition = canonical(((Call) row).arg(1));
      collect(((Call) row).arg(0), here.with(condition), averaged, indices);
      here = here.with(Expressions.call("Not", condition));
    }
    if (call.arity() > 1) {
      collect(call.arg(1), here, averaged, indices);
    }
  }

  private static Set<String> with(Set<String> names, Set<String> more) {
    Set<String> both = new HashSet<>(names);
    both.addAll(more);
    return both;
  }
}
