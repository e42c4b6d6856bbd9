package org.widelimit.enclosure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.Switches;
import org.widelimit.enclosure.box.Formulas;

/**
 * The domain cut at the numbers that formulas name: where a switch is of degree 1 in one symbol,
 * the symbol's zero is a rational number, alone or between two others; so are few integers. In each
 * cell the switch is gone.
 */
final class Cells {

  private static final int MOST_CUTS = 48;
  private static final int MOST_INTEGERS = 16;
  private static final int MOST_LONE_INTEGERS = 600;
  private static final int MOST_CELLS = 800;

  /**
   * A part of the domain.
   *
   * @param domains the domain of each symbol that still varies
   * @param fixed the values of the others
   * @param formulas the formulas there
   */
  record Cell(Map<String, Interval> domains, Map<String, Num> fixed, List<Expr> formulas) {}

  private Cells() {}

  /** Returns cells that together are the domain. */
  static List<Cell> of(Map<String, Interval> domains, List<Expr> formulas) {
    List<Cell> cells = List.of(new Cell(domains, Map.of(), formulas));
    for (String name : domains.keySet()) {
      List<Cell> divided = new ArrayList<>();
      for (Cell cell : cells) {
        divided.addAll(divided(cell, name, domains.size() == 1));
        if (divided.size() > MOST_CELLS) {
          break;
        }
      }
      if (divided.size() <= MOST_CELLS) {
        cells = divided;
      }
    }
    return cells;
  }

  private static List<Cell> divided(Cell cell, String name, boolean alone) {
    Interval domain = cell.domains().get(name);
    if (cell.formulas().stream().anyMatch(formula -> Roots.binds(formula, name))) {
      return List.of(cell);
    }
    List<Cell> cells = new ArrayList<>();
    Optional<List<Num>> integers = integers(domain, alone ? MOST_LONE_INTEGERS : MOST_INTEGERS);
    if (integers.isPresent()) {
      integers.get().forEach(value -> cells.add(at(cell, name, value)));
      return cells;
    }
    Set<Num> cuts = new TreeSet<>();
    cell.formulas().forEach(formula -> collect(formula, name, domain, cuts));
    cuts.removeIf(cut -> !domain.contains(cut));
    if (cuts.isEmpty() || cuts.size() > MOST_CUTS || domain.integer()) {
      return List.of(between(cell, name, domain));
    }
    Optional<Num> from = domain.lower();
    boolean closed = domain.lowerClosed();
    for (Num cut : cuts) {
      if (!from.equals(Optional.of(cut))) {
        cells.add(between(cell, name, new Interval(from, closed, Optional.of(cut), false, false)));
      }
      cells.add(at(cell, name, cut));
      from = Optional.of(cut);
      closed = false;
    }
    if (!from.equals(domain.upper())) {
      cells.add(
          between(
              cell, name, new Interval(from, closed, domain.upper(), domain.upperClosed(), false)));
    }
    return cells;
  }

  private static Optional<List<Num>> integers(Interval domain, int most) {
    if (!domain.integer() || domain.lower().isEmpty() || domain.upper().isEmpty()) {
      return Optional.empty();
    }
    BigInteger first = Variable.floor(domain.lower().get());
    BigInteger last = Variable.floor(domain.upper().get());
    if (last.subtract(first).bitLength() > 20 || last.subtract(first).intValue() > most + 1) {
      return Optional.empty();
    }
    List<Num> values = new ArrayList<>();
    for (BigInteger n = first; n.compareTo(last) <= 0; n = n.add(BigInteger.ONE)) {
      Num value = Expressions.num(n, BigInteger.ONE);
      if (domain.contains(value)) {
        values.add(value);
      }
    }
    return Optional.of(values);
  }

  private static Cell at(Cell cell, String name, Num value) {
    Map<String, Interval> domains = new LinkedHashMap<>(cell.domains());
    domains.remove(name);
    Map<String, Num> fixed = new LinkedHashMap<>(cell.fixed());
    fixed.put(name, value);
    return new Cell(
        domains,
        fixed,
        cell.formulas().stream().map(formula -> substituted(formula, name, value)).toList());
  }

  /**
   * Puts a number for a symbol. Nothing but arithmetic of numbers is done: what has no value at the
   * number keeps having none, as 0 times a logarithm of 0.
   */
  static Expr substituted(Expr expr, String name, Num value) {
    if (expr instanceof Expr.Sym sym) {
      return sym.name().equals(name) ? value : sym;
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    Expr head =
        call.head() instanceof Expr.Sym ? call.head() : substituted(call.head(), name, value);
    List<Expr> args = call.args().stream().map(arg -> substituted(arg, name, value)).toList();
    List<Expr> numbers = args.stream().filter(Num.class::isInstance).toList();
    boolean sum = call.isCall("Plus");
    if ((sum || call.isCall("Times")) && numbers.size() > 1) {
      Expr number = sum ? Expressions.plus(numbers) : Expressions.times(numbers);
      if (numbers.size() == args.size()) {
        return number;
      }
      List<Expr> rest = new ArrayList<>(List.of(number));
      args.stream().filter(arg -> !(arg instanceof Num)).forEach(rest::add);
      return new Call(head, rest);
    }
    boolean power =
        call.isCall("Power", 2)
            && args.get(0) instanceof Num base
            && args.get(1) instanceof Num exponent
            && exponent.isInteger()
            && exponent.numerator().bitLength() < 8
            && base.signum() != 0;
    return power ? Expressions.power(args.get(0), args.get(1)) : new Call(head, args);
  }

  private static Cell between(Cell cell, String name, Interval domain) {
    Map<String, Interval> domains = new LinkedHashMap<>(cell.domains());
    domains.put(name, domain);
    return new Cell(
        domains,
        cell.fixed(),
        cell.formulas().stream().map(formula -> resolved(formula, name, domain)).toList());
  }

  /** The zeros of the switches, and the jumps of floors. */
  private static void collect(Expr expr, String name, Interval domain, Set<Num> cuts) {
    if (!(expr instanceof Call call) || cuts.size() > MOST_CUTS) {
      return;
    }
    for (Expr each : Switches.of(call)) {
      Line.of(each, name).ifPresent(line -> cuts.add(line.zero()));
    }
    if (call.isCall("Log", 1)
        || (call.isCall("Power", 2) && !call.arg(0).equals(Expressions.EULER))) {
      // Where a power or a logarithm vanishes or has a pole.
      Line.of(call.arg(0), name).ifPresent(line -> cuts.add(line.zero()));
    }
    if (call.isCall("Floor", 1) && domain.lower().isPresent() && domain.upper().isPresent()) {
      Line.of(call.arg(0), name)
          .ifPresent(line -> floors(line, domain.lower().get(), domain.upper().get(), cuts));
    }
    call.args().forEach(arg -> collect(arg, name, domain, cuts));
  }

  private static void floors(Line line, Num from, Num to, Set<Num> cuts) {
    Num first = line.at(from);
    Num last = line.at(to);
    BigInteger low = Variable.floor(first.compareTo(last) < 0 ? first : last);
    BigInteger high = Variable.floor(first.compareTo(last) < 0 ? last : first);
    if (high.subtract(low).bitLength() > 6) {
      return;
    }
    for (BigInteger n = low; n.compareTo(high) <= 0; n = n.add(BigInteger.ONE)) {
      cuts.add(line.reaches(Expressions.num(n, BigInteger.ONE)));
    }
  }

  /** Replaces the switches whose sign is the same all over an interval without cuts. */
  private static Expr resolved(Expr expr, String name, Interval domain) {
    if (!(expr instanceof Call call)) {
      return expr;
    }
    List<Expr> args = call.args().stream().map(arg -> resolved(arg, name, domain)).toList();
    Expr head = call.head() instanceof Expr.Sym ? call.head() : resolved(call.head(), name, domain);
    Expr rebuilt = Expressions.call(head, args);
    String word = call.headName().orElse("");
    if (args.size() == 1) {
      Optional<Line> line = Line.of(args.get(0), name);
      if (word.equals("Floor")) {
        return line.flatMap(l -> floor(l, domain)).map(n -> (Expr) n).orElse(rebuilt);
      }
      int sign = line.map(l -> l.sign(domain)).orElse(0);
      return sign == 0
          ? rebuilt
          : switch (word) {
            case "Abs" -> sign > 0 ? args.get(0) : Expressions.negate(args.get(0));
            case "Sign" -> Expressions.num(sign);
            case "HeavisideTheta" -> Expressions.num(sign > 0 ? 1 : 0);
            default -> rebuilt;
          };
    }
    if (rebuilt.isCall("Power", 2)
        && args.get(1).equals(Expressions.HALF)
        && args.get(0).isCall("Power", 2)
        && ((Call) args.get(0)).arg(1).isInteger(2)) {
      // The root of a square is the absolute value.
      Expr base = ((Call) args.get(0)).arg(0);
      int sign = Line.of(base, name).map(l -> l.sign(domain)).orElse(0);
      return sign == 0 ? rebuilt : sign > 0 ? base : Expressions.negate(base);
    }
    if (args.size() == 2) {
      int sign =
          Line.of(Expressions.minus(args.get(0), args.get(1)), name)
              .map(l -> l.sign(domain))
              .orElse(0);
      if (sign != 0) {
        switch (word) {
          case "Max" -> {
            return args.get(sign > 0 ? 0 : 1);
          }
          case "Min" -> {
            return args.get(sign > 0 ? 1 : 0);
          }
          case "Less", "LessEqual" -> {
            return Expressions.sym(sign < 0 ? "True" : "False");
          }
          case "Greater", "GreaterEqual" -> {
            return Expressions.sym(sign > 0 ? "True" : "False");
          }
          case "Equal" -> {
            return Expressions.sym("False");
          }
          default -> {}
        }
      }
    }
    return rebuilt;
  }

  private static Optional<Num> floor(Line line, Interval domain) {
    if (domain.lower().isEmpty() || domain.upper().isEmpty()) {
      return Optional.empty();
    }
    Num first = line.at(domain.lower().get());
    Num last = line.at(domain.upper().get());
    Num low = first.compareTo(last) < 0 ? first : last;
    Num high = first.compareTo(last) < 0 ? last : first;
    BigInteger floor = Variable.floor(low);
    Num next = Expressions.num(floor.add(BigInteger.ONE), BigInteger.ONE);
    // An end that is reached may be an integer itself.
    boolean reached = domain.upperClosed() || domain.lowerClosed();
    int order = high.compareTo(next);
    return order < 0 || (order == 0 && !reached)
        ? Optional.of(Expressions.num(floor, BigInteger.ONE))
        : Optional.empty();
  }

  /** A formula {@code slope x + value} with rational numbers, the slope not 0. */
  private record Line(Num slope, Num value) {

    static Optional<Line> of(Expr expr, String name) {
      if (!expr.symbols().equals(Set.of(name))) {
        return Optional.empty();
      }
      Expr x = Expressions.sym(name);
      Expr slope = Expressions.ZERO;
      Expr value = Expressions.ZERO;
      List<Expr> terms = expr.isCall("Plus") ? ((Call) expr).args() : List.of(expr);
      for (Expr term : terms) {
        if (term instanceof Num) {
          value = Expressions.plus(value, term);
        } else if (Expressions.withoutCoefficient(term).equals(x)) {
          slope = Expressions.plus(slope, Expressions.coefficient(term));
        } else {
          return Optional.empty();
        }
      }
      return slope instanceof Num a && value instanceof Num b && a.signum() != 0
          ? Optional.of(new Line(a, b))
          : Optional.empty();
    }

    Num at(Num x) {
      return Expressions.add(Expressions.multiply(slope, x), value);
    }

    private static Num reciprocal(Num number) {
      java.math.BigInteger over = number.denominator();
      return Expressions.num(over, number.numerator());
    }

    /** Returns where the line has a value. */
    Num reaches(Num height) {
      Num distance = Expressions.add(height, Expressions.multiply(Expressions.MINUS_ONE, value));
      return Expressions.multiply(distance, reciprocal(slope));
    }

    Num zero() {
      return reaches(Expressions.ZERO);
    }

    /** Returns the sign on an interval whose inside holds no zero; 0 where it may vanish. */
    int sign(Interval domain) {
      Num zero = zero();
      if (domain.contains(zero)) {
        return 0;
      }
      boolean above = domain.lower().filter(low -> low.compareTo(zero) >= 0).isPresent();
      boolean below = domain.upper().filter(high -> high.compareTo(zero) <= 0).isPresent();
      return above ? slope.signum() : below ? -slope.signum() : 0;
    }
  }

  /** Formulas in which floors are written with what a number is above its floor. */
  static Expr withFractions(Expr expr) {
    return expr.transform(
        node ->
            node.isCall("Floor", 1)
                ? Expressions.minus(
                    ((Call) node).arg(0), Expressions.call(Formulas.FRACTION, ((Call) node).arg(0)))
                : node);
  }
}
