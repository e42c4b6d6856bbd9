package org.widelimit.algebra;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;

/**
 * What is assumed of the symbols of an expression: each is real and lies in its domain, and the
 * constraints hold.
 *
 * @param domains the domain of each symbol; a symbol without one is any real number
 * @param constraints inequalities between the symbols, such as {@code r^2 < p q}; chains and {@code
 *     And}, {@code Or}, {@code Not} are understood
 */
public record Assumptions(Map<String, Interval> domains, List<Expr> constraints)
    implements Serializable {

  /** Symbols that are numbers or truth values, never variables. */
  public static final Set<String> CONSTANTS = Set.of("Pi", "E", "Infinity", "True", "False");

  /** Copies the collections; the order of the domains does not matter. */
  public Assumptions {
    domains = java.util.Collections.unmodifiableMap(new TreeMap<>(domains));
    constraints = List.copyOf(constraints);
  }

  /** Returns the assumptions that say no more than that every symbol is real. */
  public static Assumptions none() {
    return new Assumptions(Map.of(), List.of());
  }

  /** Returns the assumption that the named symbols are positive. */
  public static Assumptions positive(String... names) {
    Map<String, Interval> domains = new LinkedHashMap<>();
    for (String name : names) {
      domains.put(name, Interval.POSITIVE);
    }
    return new Assumptions(domains, List.of());
  }

  /** Returns these assumptions with the domain of a symbol replaced. */
  public Assumptions with(String name, Interval domain) {
    Map<String, Interval> more = new LinkedHashMap<>(domains);
    more.put(name, domain);
    return new Assumptions(more, constraints);
  }

  /** Returns these assumptions and a constraint more. */
  public Assumptions with(Expr constraint) {
    List<Expr> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new Assumptions(domains, more);
  }

  /** Returns the names of all symbols of which something is assumed. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(domains.keySet());
    constraints.forEach(constraint -> names.addAll(constraint.symbols()));
    return names;
  }

  /** Returns the domain of a symbol, all real numbers unless another was given. */
  public Interval domain(String name) {
    return domains.getOrDefault(name, Interval.REALS);
  }

  /**
   * Returns the part of a symbol's domain in which the constraints that bound it by numbers hold.
   */
  public Interval narrowed(String name) {
    Interval narrowed = domain(name);
    for (Expr constraint : constraints) {
      for (Expr link : constraint.conjuncts()) {
        narrowed = narrowed(narrowed, Expressions.sym(name), link);
      }
    }
    return narrowed;
  }

  private static Interval narrowed(Interval domain, Expr symbol, Expr link) {
    if (!(link instanceof Call call) || call.arity() != 2) {
      return domain;
    }
    String head = call.headName().orElse("");
    boolean less = head.equals("Less") || head.equals("LessEqual");
    if (!less && !head.equals("Greater") && !head.equals("GreaterEqual")) {
      return domain;
    }
    boolean closed = head.endsWith("Equal");
    if (call.arg(0).equals(symbol) && call.arg(1) instanceof Num end) {
      return domain.cut(end, closed, less);
    }
    return call.arg(1).equals(symbol) && call.arg(0) instanceof Num end
        ? domain.cut(end, closed, !less)
        : domain;
  }
}
