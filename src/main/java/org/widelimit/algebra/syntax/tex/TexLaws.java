package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;

/** The laws of a text's random variables: those that its file declares, and those it prints. */
final class TexLaws {

  /**
   * Variables with a joint normal law.
   *
   * @param variables their names
   * @param texts the tokens of each
   * @param mean the mean of each
   * @param covariance the variance of one variable, or the rows of a covariance matrix
   */
  record Joint(List<Sym> variables, List<List<String>> texts, Expr mean, Expr covariance) {

    /** Returns the covariance of two of the variables, of the one alone its variance. */
    private Expr covariance(int row, int column) {
      return variables.size() == 1 ? covariance : ((Call) ((Call) covariance).arg(row)).arg(column);
    }

    /** Returns the variables that a subscript with these names leaves out, if it names some. */
    Set<Sym> without(List<List<String>> names) {
      Set<Sym> left = new HashSet<>();
      boolean whole = names.stream().allMatch(texts::contains);
      for (int i = 0; whole && i < variables.size(); i++) {
        if (!names.contains(texts.get(i))) {
          left.add(variables.get(i));
        }
      }
      return left;
    }

    /** Returns the variables that occur in an expression, by their numbers. */
    List<Integer> in(Expr body) {
      Set<String> symbols = body.symbols();
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < variables.size(); i++) {
        if (symbols.contains(variables.get(i).name())) {
          found.add(i);
        }
      }
      return found;
    }

    /** Returns these with names that nothing else has; {@code renamed} receives the old ones. */
    private Joint apart(Expr body, Map<String, Expr> renamed) {
      List<Sym> fresh = new ArrayList<>();
      for (Sym variable : variables) {
        Sym name = InternalNames.fresh(variable.name(), body, mean, covariance);
        renamed.put(variable.name(), name);
        fresh.add(name);
      }
      return new Joint(fresh, texts, mean, covariance);
    }

    /** Returns the average of an expression over those of the variables that it has. */
    Expr average(Expr body) {
      boolean named =
          variables.stream()
              .map(Sym::name)
              .anyMatch(
                  name -> mean.symbols().contains(name) || covariance.symbols().contains(name));
      if (named) {
        // The parameters of the law mean what the name means outside of this average.
        Map<String, Expr> renamed = new LinkedHashMap<>();
        Joint apart = apart(body, renamed);
        return apart.average(Binders.put(body, renamed));
      }
      List<Integer> used = in(body);
      if (used.isEmpty()) {
        return body;
      }
      if (used.size() == 1) {
        Sym name = variables.get(used.get(0));
        Expr variance = covariance(used.get(0), used.get(0));
        Expr value = Expressions.plus(mean, Expressions.times(Expressions.sqrt(variance), name));
        return Expressions.call("E", Binders.put(body, Map.of(name.name(), value)), name);
      }
      Expr shifted = body;
      List<Expr> names = new ArrayList<>();
      List<Expr> rows = new ArrayList<>();
      for (int row : used) {
        Sym name = variables.get(row);
        names.add(name);
        if (!mean.isInteger(0)) {
          shifted = Binders.put(shifted, Map.of(name.name(), Expressions.plus(mean, name)));
        }
        rows.add(
            Expressions.call(
                Expressions.sym("List"),
                used.stream().map(column -> covariance(row, column)).toList()));
      }
      return Expressions.call(
          "E",
          shifted,
          Expressions.call(Expressions.sym("List"), names),
          Expressions.call(Expressions.sym("List"), rows));
    }
  }

  /**
   * Returns why a covariance is none, as far as numbers say it.
   *
   * @param covariance a variance, or the rows of a matrix
   */
  static Optional<String> fault(Expr covariance) {
    if (!(covariance instanceof Call rows) || !covariance.isCall("List")) {
      return isNegative(covariance) ? Optional.of("a variance is not negative") : Optional.empty();
    }
    for (int i = 0; i < rows.arity(); i++) {
      if (rows.arg(i) instanceof Call row && row.arity() > i && isNegative(row.arg(i))) {
        return Optional.of("a variance is not negative");
      }
    }
    return Optional.empty();
  }

  private static boolean isNegative(Expr expr) {
    return expr instanceof Expr.Num number && number.signum() < 0;
  }

  private final List<Joint> laws = new ArrayList<>();
  private final Set<Joint> used = new HashSet<>();

  void add(Joint law) {
    laws.add(law);
  }

  /** Returns the laws that have variables in one of the expressions. */
  List<Joint> in(List<Expr> bodies) {
    return laws.stream()
        .filter(law -> bodies.stream().anyMatch(body -> !law.in(body).isEmpty()))
        .toList();
  }

  /** Takes a law for used, so that nobody misses it. */
  Joint use(Joint law) {
    used.add(law);
    return law;
  }

  /**
   * Returns the law that a subscript names: by its variables, or, as {@code f} does of {@code
   * f(x)}, by how each of them starts.
   */
  Optional<Joint> named(List<List<String>> names) {
    return laws.stream()
        .filter(
            law ->
                names.stream()
                    .allMatch(
                        name -> law.texts().stream().anyMatch(text -> startsWith(text, name))))
        .findFirst();
  }

  private static boolean startsWith(List<String> text, List<String> start) {
    return text.size() >= start.size() && text.subList(0, start.size()).equals(start);
  }

  /** Returns a law that no average has used. */
  Optional<Joint> unused() {
    return laws.stream().filter(law -> !used.contains(law)).findFirst();
  }
}
