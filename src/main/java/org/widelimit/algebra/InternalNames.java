package org.widelimit.algebra;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.widelimit.algebra.Expr.Sym;

/**
 * The names of symbols that the program introduces itself: iterates, eigenvalues, variables of
 * averages, parts of a formula that are numbers for a while.
 *
 * <p>Each holds a dollar sign, which no reader accepts in a name, be it of Wolfram syntax, TeX or
 * YAML. So no name of a file is one of these, whatever the file declares or binds. Every such name
 * is made here, and here it is turned into one without the sign where it is printed.
 */
public final class InternalNames {

  private static final char MARK = '$';

  private InternalNames() {}

  /** Returns the one symbol of a meaning, such as the number of eigenvalues. */
  public static Sym symbol(String word) {
    return Expressions.sym(word + MARK);
  }

  /**
   * Returns the one symbol of a meaning that belongs to another symbol, such as an eigenvalue of a
   * matrix.
   *
   * @param word what it is, or empty where the name says it
   * @param name the name of what it is of
   */
  public static Sym of(String word, String name) {
    return Expressions.sym(prefix(word) + name);
  }

  /** Returns how all names begin that {@link #of} makes of a word. */
  public static String prefix(String word) {
    return word + MARK;
  }

  /**
   * Returns a symbol that does not occur in the expressions: the first of {@code word$1}, {@code
   * word$2} and so on, so that equal expressions get equal symbols.
   */
  public static Sym fresh(String word, Expr... avoid) {
    Set<String> taken = new HashSet<>();
    for (Expr expr : avoid) {
      taken.addAll(expr.symbols());
    }
    return fresh(word, taken);
  }

  /** Returns a symbol whose name is none of those. */
  public static Sym fresh(String word, Collection<String> taken) {
    int number = 1;
    while (taken.contains(prefix(word) + number)) {
      number++;
    }
    return Expressions.sym(prefix(word) + number);
  }

  /** Returns whether a name is one that the program made. */
  public static boolean isInternal(String name) {
    return name.indexOf(MARK) >= 0;
  }

  /** Returns a name as a reader may see it, by itself: {@code z} for {@code z$1}. */
  public static String shown(String name) {
    int mark = name.indexOf(MARK);
    if (mark < 0) {
      return name;
    }
    String word = name.substring(0, mark);
    String rest = name.substring(mark + 1).replace(String.valueOf(MARK), "");
    if (word.isEmpty()) {
      return rest;
    }
    return rest.isEmpty() || rest.chars().allMatch(Character::isDigit) ? word : word + "Of" + rest;
  }

  /**
   * Returns what stands in print for the internal ones of some names: different names for different
   * symbols, and none that is taken.
   *
   * @param names names of symbols, internal or not
   * @param taken names that mean something else
   */
  public static Map<String, String> shown(Collection<String> names, Collection<String> taken) {
    Set<String> used = new HashSet<>(taken);
    used.addAll(names);
    Map<String, String> shown = new TreeMap<>();
    for (String name : new TreeSet<>(names)) {
      if (isInternal(name)) {
        String free = free(shown(name), used);
        used.add(free);
        shown.put(name, free);
      }
    }
    return shown;
  }

  /**
   * Returns an expression with names that can be printed.
   *
   * @param known names that are printed as they are, or mean something else
   */
  public static Expr shown(Expr expr, Set<String> known) {
    Set<String> names = new TreeSet<>(expr.symbols());
    names.removeAll(known);
    Expr shown = expr;
    for (Map.Entry<String, String> name : shown(names, expr.symbols()).entrySet()) {
      shown = shown.substitute(name.getKey(), Expressions.sym(name.getValue()));
    }
    return shown;
  }

  private static String free(String name, Set<String> used) {
    String free = name;
    for (int number = 1; used.contains(free); number++) {
      free = name + number;
    }
    return free;
  }
}
