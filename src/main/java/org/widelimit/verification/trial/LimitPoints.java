package org.widelimit.verification.trial;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.point.PointChoice;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.point.TurningPoints;
import org.widelimit.verification.point.Turns;

/**
 * The parameters at which a limit is tested beside the first ones: near the ends of the declared
 * sets, between the places at which the claimed limit changes its formula, at those at which it
 * turns, and at random. Few, as networks are sampled at each.
 */
public final class LimitPoints {

  /** How near an end: this part of the set, or so much from the end of a half-line. */
  private static final Num NEAR = Expressions.num(1, 64);

  private final TrialSource source;
  private final Trial first;
  private final List<SymbolDeclaration> symbols;
  private final RandomGenerator random;

  /**
   * Prepares the choice.
   *
   * @param first the point that is taken already
   */
  public LimitPoints(TrialSource source, Trial first, RandomGenerator random) {
    this.source = source;
    this.first = first;
    this.symbols =
        source.symbols().stream()
            .filter(symbol -> symbol.kind() == FunctionDeclaration.Values.REALS)
            .toList();
    this.random = random;
  }

  /**
   * Returns the points.
   *
   * @param limit the claimed limit, words with definitions and activations put in
   * @param most how many at most
   */
  public List<Trial> of(Expr limit, int most) {
    Set<Map<String, Num>> points = new LinkedHashSet<>();
    if (symbols.isEmpty()) {
      return List.of();
    }
    points.add(ends(false));
    points.add(ends(true));
    List<Map<String, Num>> inner = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    symbols.forEach(symbol -> names.add(symbol.name()));
    List<Expr> parts = new Turns(names, List.of(limit)).parts();
    for (SymbolDeclaration symbol : symbols) {
      inner.addAll(along(symbol, parts));
    }
    for (int i = 0; i < inner.size() && points.size() < most - 1; i++) {
      points.add(inner.get((int) ((long) i * inner.size() / Math.min(inner.size(), most - 3))));
      if (i + 1 >= most - 3) {
        break;
      }
    }
    points.remove(first.exact());
    List<Trial> trials = new ArrayList<>();
    points.forEach(point -> source.at(point, first, random).ifPresent(trials::add));
    for (int attempt = 0; trials.size() < most && attempt < most; attempt++) {
      source.draw(random).filter(drawn -> points.add(drawn.exact())).ifPresent(trials::add);
    }
    return trials;
  }

  private Map<String, Num> ends(boolean upper) {
    Map<String, Num> point = new LinkedHashMap<>(first.exact());
    for (SymbolDeclaration symbol : symbols) {
      end(symbol.domain(), upper).ifPresent(end -> point.put(symbol.name(), end));
    }
    return point;
  }

  /** A number near an end, or none at an infinite one. */
  private static Optional<Num> end(Domain domain, boolean upper) {
    Optional<Num> end = upper ? domain.upper() : domain.lower();
    if (domain.integer()) {
      return end.map(
          any ->
              Expressions.num(
                  upper ? PointChoice.last(domain) : PointChoice.first(domain), BigInteger.ONE));
    }
    Num width =
        domain.lower().isPresent() && domain.upper().isPresent()
            ? Expressions.subtract(domain.upper().get(), domain.lower().get())
            : Expressions.ONE;
    Num inside = Expressions.multiply(width, upper ? Expressions.opposite(NEAR) : NEAR);
    return end.map(at -> Expressions.add(at, inside));
  }

  /** Between neighbours of the ends and of the zeros and turns of the parts, and at these. */
  private List<Map<String, Num>> along(SymbolDeclaration symbol, List<Expr> parts) {
    Domain domain = symbol.domain();
    TreeSet<Num> named = new TreeSet<>();
    for (Expr part : parts) {
      if (part.symbols().contains(symbol.name())) {
        zeros(part, symbol).stream().filter(domain::contains).forEach(named::add);
      }
    }
    TreeSet<Num> borders = new TreeSet<>(named);
    domain.lower().ifPresent(borders::add);
    domain.upper().ifPresent(borders::add);
    List<Num> values = new ArrayList<>();
    Num before = null;
    for (Num border : borders) {
      if (before != null) {
        values.add(Expressions.multiply(Expressions.add(before, border), Expressions.HALF));
      }
      before = border;
    }
    values.addAll(named);
    List<Map<String, Num>> points = new ArrayList<>();
    for (Num value : values) {
      Num there = domain.integer() ? Expressions.num(Interval.floor(value), BigInteger.ONE) : value;
      if (domain.contains(there)) {
        Map<String, Num> point = new LinkedHashMap<>(first.exact());
        point.put(symbol.name(), there);
        points.add(point);
      }
    }
    return points;
  }

  private List<Num> zeros(Expr part, SymbolDeclaration symbol) {
    return TurningPoints.of(
        part,
        symbol.name(),
        symbol.domain(),
        first.exact(),
        x -> {
          try {
            return first.evaluator().with(symbol.name(), Quantity.of(x)).evaluate(part).value();
          } catch (UndefinedValueException none) {
            return Double.NaN;
          }
        });
  }
}
