package org.widelimit.theorem;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.theorem.vocabulary.Vocabulary;

/**
 * A claim: a relation between two quantities. Every name in its formulas is declared by the file or
 * a word of the {@link Vocabulary}, with the right number of arguments.
 */
public sealed interface Claim extends Serializable {

  /** Returns what every claim has beside its formula. */
  ClaimHeader header();

  /** Returns the key that a file writes for this kind of claim. */
  String kind();

  /** Returns the key of the claim in its file. */
  default String id() {
    return header().id();
  }

  /** Returns what the claim says, in one sentence, or an empty text. */
  default String says() {
    return header().says();
  }

  /** Returns where the claim was printed, or an empty text. */
  default String source() {
    return header().source();
  }

  /** Returns what the file expects of the claim. */
  default Expectation expect() {
    return header().expect();
  }

  /** Returns the conditions beside the symbols' domains. */
  default List<Expr> where() {
    return header().where();
  }

  /** Returns the smallest relative error that the check must be able to see. */
  default double discrepancy() {
    return header().discrepancy();
  }

  /** Returns the network the claim is about. */
  default Optional<NetworkDeclaration> network() {
    return header().network();
  }

  /** Returns the claim as the file writes it: Wolfram text or TeX. */
  default String formula() {
    return header().formula();
  }

  /** Returns the same statement under more conditions, where its kind has conditions. */
  default Claim under(List<Expr> more) {
    return this;
  }

  /** Returns the formulas of its statement and its conditions. */
  default List<Expr> formulas() {
    List<Expr> formulas = new ArrayList<>(where());
    formulas.addAll(statement());
    return formulas;
  }

  /** Returns the formulas of its statement. */
  List<Expr> statement();

  /** Returns the place of the claim's key in its file. */
  default Position position() {
    return header().position();
  }

  /**
   * Equality on the whole domain.
   *
   * @param header the common part
   * @param sides at least two expressions claimed equal: {@code A == B == C} has three
   */
  record EquationClaim(ClaimHeader header, List<Expr> sides) implements Claim {
    /** Copies the sides. */
    public EquationClaim {
      sides = List.copyOf(sides);
    }

    @Override
    public Claim under(List<Expr> more) {
      return new EquationClaim(header.and(more), sides);
    }

    @Override
    public List<Expr> statement() {
      return sides;
    }

    @Override
    public String kind() {
      return "equation";
    }
  }

  /**
   * Equations as printed, read from TeX.
   *
   * @param header the common part; its formula is the TeX
   * @param reads what TeX fragments stand for, in the file's order
   * @param equations what was read: for each printed equation its sides, at least two each
   */
  record TexClaim(ClaimHeader header, Map<String, Expr> reads, List<List<Expr>> equations)
      implements Claim {
    /** Copies the maps and lists. */
    public TexClaim {
      reads = Collections.unmodifiableMap(new LinkedHashMap<>(reads));
      equations = equations.stream().map(List::copyOf).toList();
    }

    @Override
    public Claim under(List<Expr> more) {
      return new TexClaim(header.and(more), reads, equations);
    }

    @Override
    public List<Expr> statement() {
      return equations.stream().flatMap(List::stream).toList();
    }

    @Override
    public String kind() {
      return "tex";
    }
  }

  /**
   * An order relation on the whole domain.
   *
   * @param header the common part
   * @param sides at least two expressions
   * @param relations the relations between neighbours, one fewer than the sides
   * @param printed whether it was read from TeX, which the header's formula is then
   */
  record InequalityClaim(
      ClaimHeader header, List<Expr> sides, List<Relation> relations, boolean printed)
      implements Claim {
    /** Copies the lists. */
    public InequalityClaim {
      sides = List.copyOf(sides);
      relations = List.copyOf(relations);
    }

    @Override
    public Claim under(List<Expr> more) {
      return new InequalityClaim(header.and(more), sides, relations, printed);
    }

    @Override
    public List<Expr> statement() {
      return sides;
    }

    @Override
    public String kind() {
      return printed ? "tex" : "inequality";
    }
  }

  /**
   * A finite-width observable tends to a limit as the width grows.
   *
   * @param header the common part
   * @param observable the observable of a finite network
   * @param limit a deterministic expression
   * @param rate the claimed exponent {@code r} of fluctuations of order {@code M^-r}, if any
   * @param bias the claimed exponent {@code r} of a mean error of order {@code M^-r}, if any
   */
  record LimitClaim(
      ClaimHeader header,
      Expr observable,
      Expr limit,
      Optional<Expr.Num> rate,
      Optional<Expr.Num> bias)
      implements Claim {
    /** Returns whether only the mean over networks is claimed to tend to the limit. */
    public boolean inMean() {
      return observable.isCall("Mean", 1);
    }

    /** Returns what is measured on each network. */
    public Expr measured() {
      return inMean() ? ((Expr.Call) observable).arg(0) : observable;
    }

    @Override
    public List<Expr> statement() {
      return List.of(observable, limit);
    }

    @Override
    public String kind() {
      return "limit";
    }
  }

  /**
   * An initial value problem and its claimed solution.
   *
   * @param header the common part
   * @param function the name of the unknown function
   * @param variable the name of its argument
   * @param left the left side of the differential equation, in {@code function[variable]}, its
   *     derivatives and declared symbols
   * @param right the right side
   * @param initialPoint the argument at which the initial value is given
   * @param initialValue the value there
   * @param solution the claimed solution as an expression in the variable
   */
  record OdeClaim(
      ClaimHeader header,
      String function,
      String variable,
      Expr left,
      Expr right,
      Expr initialPoint,
      Expr initialValue,
      Expr solution)
      implements Claim {
    @Override
    public List<Expr> statement() {
      return List.of(left, right, initialPoint, initialValue, solution);
    }

    @Override
    public String kind() {
      return "ode";
    }
  }

  /**
   * An exponent of growth in the width, the depth or the time.
   *
   * @param header the common part
   * @param observable the observable of a finite network
   * @param variable what grows: {@code M} (the width), {@code Depth}, or a declared symbol
   * @param exponent the claimed exponent: the observable is of order {@code variable^exponent}
   * @param upperBound whether the order is claimed as an upper bound only
   */
  record ScalingClaim(
      ClaimHeader header, Expr observable, String variable, Expr.Num exponent, boolean upperBound)
      implements Claim {
    @Override
    public List<Expr> statement() {
      return List.of(observable);
    }

    @Override
    public String kind() {
      return "scaling";
    }
  }

  /**
   * A recursion with its first values and its claimed solution.
   *
   * @param header the common part
   * @param function the name of the unknown sequence
   * @param variable the name of its index, an integer that ranges from the first index on
   * @param order how many values a step looks back
   * @param next the right side of {@code function[variable + order] == next}, in values before it
   * @param first the first index
   * @param initial the values at the first index and those after it, as many as the order
   * @param solution the claimed solution as an expression in the index
   */
  record RecursionClaim(
      ClaimHeader header,
      String function,
      String variable,
      int order,
      Expr next,
      long first,
      List<Expr> initial,
      Expr solution)
      implements Claim {
    /** Copies the values. */
    public RecursionClaim {
      initial = List.copyOf(initial);
    }

    /** Returns the claimed solution at an index. */
    public Expr at(Expr index) {
      return Binders.put(solution, Map.of(variable, index));
    }

    /** Returns the unknown sequence at the index and so many after it. */
    public Expr unknown(long after) {
      return Expressions.call(
          function, Expressions.plus(Expressions.sym(variable), Expressions.num(after)));
    }

    /**
     * Returns the equations that say by induction that the solution is one: its first values, and
     * the step, with the solution put in.
     */
    public List<List<Expr>> equations() {
      List<List<Expr>> equations = new ArrayList<>();
      for (int i = 0; i < initial.size(); i++) {
        equations.add(List.of(initial.get(i), at(Expressions.num(first + i))));
      }
      Expr step = next;
      Map<String, Expr> values = new LinkedHashMap<>();
      for (int i = 0; i < order; i++) {
        Expr before = unknown(i);
        Expr.Sym value = InternalNames.symbol("before" + i);
        step = step.transform(node -> node.equals(before) ? value : node);
        values.put(value.name(), at(((Expr.Call) before).arg(0)));
      }
      step = Binders.put(step, values);
      equations.add(
          List.of(step, at(Expressions.plus(Expressions.sym(variable), Expressions.num(order)))));
      return equations;
    }

    @Override
    public List<Expr> statement() {
      return equations().stream().flatMap(List::stream).toList();
    }

    @Override
    public String kind() {
      return "recursion";
    }
  }

  /**
   * The ratio of two deterministic expressions tends to 1 as an index grows.
   *
   * @param header the common part
   * @param of the deterministic recursion
   * @param like the claimed asymptotic form
   * @param variable the symbol that grows; bound in both expressions
   */
  record AsymptoticClaim(ClaimHeader header, Expr of, Expr like, String variable) implements Claim {
    @Override
    public List<Expr> statement() {
      return List.of(of, like);
    }

    @Override
    public String kind() {
      return "asymptotic";
    }
  }
}
