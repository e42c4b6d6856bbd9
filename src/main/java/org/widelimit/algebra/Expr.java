package org.widelimit.algebra;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * An immutable mathematical expression in the head-and-arguments form of the Wolfram language.
 *
 * <p>Three shapes suffice: an exact rational {@link Num}, a {@link Sym} and a {@link Call} of a
 * head on arguments. The operators are calls of {@code Plus}, {@code Times} and {@code Power};
 * subtraction, division, {@code Sqrt} and {@code Exp} are written with these. A decimal such as
 * {@code 0.05} is the exact rational {@code 1/20}: nothing is rounded before it is evaluated.
 * Equality is structural. Build expressions with {@link Expressions}, which keeps sums and products
 * flat and sorted, so that equal sums are equal records.
 */
public sealed interface Expr extends Serializable {

  /**
   * An exact rational number in lowest terms.
   *
   * @param numerator the numerator, of either sign
   * @param denominator the denominator, positive and coprime to the numerator
   */
  record Num(BigInteger numerator, BigInteger denominator) implements Expr, Comparable<Num> {
    /**
     * Checks the invariant.
     *
     * @throws IllegalArgumentException if the fraction is not in lowest terms with a positive
     *     denominator
     */
    public Num {
      boolean integer = denominator.equals(BigInteger.ONE);
      if (!integer
          && (denominator.signum() <= 0 || !numerator.gcd(denominator).equals(BigInteger.ONE))) {
        throw new IllegalArgumentException("not in lowest terms: " + numerator + "/" + denominator);
      }
    }

    /** Returns whether this number is an integer. */
    public boolean isInteger() {
      return denominator.equals(BigInteger.ONE);
    }

    /** Returns whether this number is the given integer. */
    public boolean is(long value) {
      return isInteger() && numerator.equals(BigInteger.valueOf(value));
    }

    /** Returns the sign, one of -1, 0 and 1. */
    public int signum() {
      return numerator.signum();
    }

    /** Returns the nearest double (correctly rounded to within one unit in the last place). */
    public double doubleValue() {
      if (isInteger()) {
        return numerator.doubleValue();
      }
      return new java.math.BigDecimal(numerator)
          .divide(new java.math.BigDecimal(denominator), java.math.MathContext.DECIMAL128)
          .doubleValue();
    }

    @Override
    public int compareTo(Num other) {
      return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
      return isInteger() ? numerator.toString() : numerator + "/" + denominator;
    }
  }

  /**
   * A symbol: a variable, a constant ({@code Pi}, {@code E}, {@code Infinity}) or the name of a
   * function.
   *
   * @param name the case-sensitive name, a letter followed by letters and digits
   */
  record Sym(String name) implements Expr {
    /** Rejects an empty name. */
    public Sym {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a symbol needs a name");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A head applied to arguments, such as {@code Sin[x]}, {@code Plus[a, b]} or {@code
   * LengthMap[phi, s, b][q]}, whose head is itself a call.
   *
   * @param head what is applied
   * @param args the arguments in order
   */
  record Call(Expr head, List<Expr> args) implements Expr {
    /** Copies the arguments. */
    public Call {
      Objects.requireNonNull(head);
      args = List.copyOf(args);
    }

    /** Returns the argument at the index, counted from 0. */
    public Expr arg(int index) {
      return args.get(index);
    }

    /** Returns the number of arguments. */
    public int arity() {
      return args.size();
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(head.toString()).append('[');
      for (int i = 0; i < args.size(); i++) {
        text.append(i == 0 ? "" : ", ").append(args.get(i));
      }
      return text.append(']').toString();
    }
  }

  /** Returns the name of the head of a call whose head is a symbol, or empty for anything else. */
  default Optional<String> headName() {
    return this instanceof Call call && call.head() instanceof Sym sym
        ? Optional.of(sym.name())
        : Optional.empty();
  }

  /** Returns whether this is a call of the named head with any number of arguments. */
  default boolean isCall(String name) {
    return this instanceof Call call && call.head() instanceof Sym sym && sym.name().equals(name);
  }

  /** Returns whether this is a call of the named head with that many arguments. */
  default boolean isCall(String name, int arity) {
    return isCall(name) && ((Call) this).arity() == arity;
  }

  /** Returns whether this is the given integer. */
  default boolean isInteger(long value) {
    return this instanceof Num num && num.is(value);
  }

  /**
   * Returns the symbols that occur, heads of calls excluded, in alphabetical order of their names.
   */
  default Set<String> symbols() {
    Set<String> names = new TreeSet<>();
    collectSymbols(this, names);
    return names;
  }

  private static void collectSymbols(Expr expr, Set<String> names) {
    if (expr instanceof Sym sym) {
      names.add(sym.name());
    } else if (expr instanceof Call call) {
      if (!(call.head() instanceof Sym)) {
        collectSymbols(call.head(), names);
      }
      call.args().forEach(arg -> collectSymbols(arg, names));
    }
  }

  /** Returns whether the expression occurs in this one, itself included. */
  default boolean contains(Expr part) {
    if (equals(part)) {
      return true;
    }
    return this instanceof Call call
        && (call.head().contains(part) || call.args().stream().anyMatch(arg -> arg.contains(part)));
  }

  /** Returns the parts that {@code And} joins, or this expression alone. */
  default List<Expr> conjuncts() {
    return isCall("And") ? ((Call) this).args() : List.of(this);
  }

  /**
   * Rebuilds this expression from the leaves up, applying the rule at every node after its
   * children, heads that are symbols excepted.
   */
  default Expr transform(UnaryOperator<Expr> rule) {
    if (this instanceof Call call) {
      Expr head = call.head() instanceof Sym ? call.head() : call.head().transform(rule);
      return rule.apply(
          Expressions.call(head, call.args().stream().map(arg -> arg.transform(rule)).toList()));
    }
    return rule.apply(this);
  }

  /**
   * Replaces every occurrence of a symbol by an expression. Binders ({@code E[..., z]}, {@code
   * Integrate}, {@code Sum}) are not treated specially: callers keep bound names apart. All
   * occurrences are replaced at once, so that the expression may hold the symbol itself.
   */
  default Expr substitute(String symbol, Expr value) {
    if (this instanceof Call call) {
      // Not by a rule for nodes: where x - 1 becomes (x + 1) - 1, the sum is a node x again.
      Expr head = call.head() instanceof Sym ? call.head() : call.head().substitute(symbol, value);
      return Expressions.call(
          head, call.args().stream().map(arg -> arg.substitute(symbol, value)).toList());
    }
    return this instanceof Sym sym && sym.name().equals(symbol) ? value : this;
  }
}
