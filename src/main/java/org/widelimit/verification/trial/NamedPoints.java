package org.widelimit.verification.trial;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.point.PointChoice;
import org.widelimit.verification.point.TurningPoints;
import org.widelimit.verification.point.Turns;

/**
 * Points that are not left to chance: the ends of the declared sets, their corners, and the zeros
 * and turns of what the formulas and conditions name, exactly as well as just beside them, and
 * between neighbours; then points on every scale.
 */
public final class NamedPoints {

  private static final Num CLOSE = Expressions.num(1, 1_000_000_000L);
  private static final Num NEAR = Expressions.num(1, 1000);
  private static final int BASES = 2;
  private static final int ATTEMPTS = 12;
  private static final int MOST_CORNERS = 32;
  private static final int FAR = 12;

  private final List<SymbolDeclaration> symbols;
  private final Turns turns;
  private final List<Expr> parts;
  private final Assumptions assumptions;
  private final Function<Map<String, Num>, Evaluator> at;
  private final RandomGenerator random;

  /** What was found, by how telling it is, and by the symbol that was moved. */
  private final List<Map<String, Set<Map<String, Num>>>> ranks = new ArrayList<>();

  private String moved = "";

  /**
   * Prepares the search.
   *
   * @param symbols the real symbols of the claim
   * @param formulas its sides and conditions, words with definitions and activations put in
   * @param more formulas whose zeros and turns matter as well
   * @param assumptions the declared sets and the conditions on numbers
   * @param at evaluates at a point
   */
  NamedPoints(
      List<SymbolDeclaration> symbols,
      List<Expr> formulas,
      List<Expr> more,
      Assumptions assumptions,
      Function<Map<String, Num>, Evaluator> at,
      RandomGenerator random) {
    this.symbols = symbols;
    Set<String> names = new TreeSet<>();
    symbols.forEach(symbol -> names.add(symbol.name()));
    this.turns = new Turns(names, formulas);
    this.parts = turns.with(more);
    this.assumptions = assumptions;
    this.at = at;
    this.random = random;
  }

  /**
   * Returns how many points a claim is worth: many where they are cheap.
   *
   * @param drawn the number of points that are drawn at random
   */
  public static int most(TrialSource source, int drawn) {
    return (source.isOfFormulas() ? 3 : 2) * drawn;
  }

  /** Returns the points, at most so many, all admissible and no two the same. */
  List<Map<String, Num>> points(int most) {
    for (int rank = 0; rank < 5; rank++) {
      ranks.add(new LinkedHashMap<>());
    }
    if (symbols.isEmpty()) {
      return List.of();
    }
    for (int base = 0; base < BASES; base++) {
      Optional<Map<String, Num>> usual = admissible(Map.of());
      if (usual.isEmpty()) {
        break;
      }
      for (SymbolDeclaration symbol : symbols) {
        along(symbol, usual.get());
      }
    }
    moved = "";
    corners();
    for (int i = 0; i < FAR; i++) {
      Map<String, Num> point = new LinkedHashMap<>();
      symbols.forEach(symbol -> point.put(symbol.name(), PointChoice.far(symbol, random)));
      keep(4, point);
    }
    return chosen(most);
  }

  /** Takes from every rank in turn, more of those that are more telling. */
  private List<Map<String, Num>> chosen(int most) {
    Set<Map<String, Num>> chosen = new LinkedHashSet<>();
    List<List<Map<String, Num>>> left = new ArrayList<>();
    ranks.forEach(rank -> left.add(inTurn(rank.values())));
    boolean more = true;
    while (more && chosen.size() < most) {
      more = false;
      for (int rank = 0; rank < left.size(); rank++) {
        for (int k = 0; k < (rank == 0 ? 3 : rank == 1 ? 2 : 1) && !left.get(rank).isEmpty(); k++) {
          more = true;
          if (chosen.size() < most) {
            chosen.add(left.get(rank).remove(0));
          }
        }
        if (chosen.size() >= most) {
          return List.copyOf(chosen);
        }
      }
    }
    return List.copyOf(chosen);
  }

  /** Takes one of each group after another, so that no symbol keeps the others out. */
  private static List<Map<String, Num>> inTurn(Collection<Set<Map<String, Num>>> groups) {
    List<Iterator<Map<String, Num>>> left = new ArrayList<>();
    groups.forEach(group -> left.add(group.iterator()));
    List<Map<String, Num>> all = new ArrayList<>();
    while (!left.isEmpty()) {
      left.removeIf(group -> !group.hasNext());
      left.forEach(group -> all.add(group.next()));
    }
    return all;
  }

  /** Moves one symbol over what is named of it, the others where they are. */
  private void along(SymbolDeclaration symbol, Map<String, Num> base) {
    moved = symbol.name();
    Domain domain = symbol.domain();
    TreeSet<Num> named = new TreeSet<>(symbol.values());
    domain.lower().ifPresent(named::add);
    domain.upper().ifPresent(named::add);
    for (Expr part : parts) {
      if (part.symbols().contains(symbol.name())) {
        named.addAll(zeros(part, symbol, base));
      }
    }
    named.add(Expressions.ZERO);
    move(1, symbol, end(domain, true), base);
    move(1, symbol, end(domain, false), base);
    for (Num value : named) {
      move(0, symbol, value, base);
      beside(1, symbol, value, CLOSE, base);
      beside(2, symbol, value, NEAR, base);
    }
    TreeSet<Num> numbers = new TreeSet<>();
    for (Num number : turns.numbers()) {
      numbers.add(number);
      numbers.add(Expressions.opposite(number));
    }
    numbers.removeAll(named);
    for (Num value : numbers) {
      move(2, symbol, value, base);
      beside(3, symbol, value, CLOSE, base);
    }
    named.addAll(numbers);
    Num before = null;
    for (Num value : named) {
      if (before != null) {
        move(
            2,
            symbol,
            Expressions.multiply(Expressions.add(before, value), Expressions.HALF),
            base);
      }
      before = value;
    }
    approach(symbol, base);
    for (SymbolDeclaration other : symbols) {
      if (!other.name().equals(symbol.name())) {
        move(3, symbol, base.get(other.name()), base);
      }
    }
  }

  private List<Num> zeros(Expr part, SymbolDeclaration symbol, Map<String, Num> base) {
    return TurningPoints.of(
        part,
        symbol.name(),
        symbol.domain(),
        base,
        x -> {
          try {
            Map<String, Num> point = new LinkedHashMap<>(base);
            point.put(symbol.name(), Expressions.decimal(new BigDecimal(x)));
            return at.apply(point).evaluate(part).value();
          } catch (UndefinedValueException none) {
            return Double.NaN;
          }
        });
  }

  private void beside(
      int rank, SymbolDeclaration symbol, Num value, Num relative, Map<String, Num> base) {
    Num step =
        symbol.domain().integer()
            ? Expressions.ONE
            : value.signum() == 0 ? relative : Expressions.multiply(relative, value);
    move(rank, symbol, Expressions.add(value, step), base);
    move(rank, symbol, Expressions.subtract(value, step), base);
  }

  /** Goes towards ends that do not belong to the set, and to infinity. */
  private void approach(SymbolDeclaration symbol, Map<String, Num> base) {
    Domain domain = symbol.domain();
    Num width =
        domain.lower().isPresent() && domain.upper().isPresent()
            ? Expressions.subtract(domain.upper().get(), domain.lower().get())
            : Expressions.ONE;
    for (int digits : new int[] {9, 6, 3}) {
      Num part =
          Expressions.multiply(width, Expressions.decimal(BigDecimal.ONE.movePointLeft(digits)));
      Num large = Expressions.decimal(BigDecimal.ONE.movePointRight(digits));
      move(
          domain.lower().isPresent() ? 3 : 4,
          symbol,
          domain.lower().map(low -> Expressions.add(low, part)).orElse(Expressions.opposite(large)),
          base);
      move(
          domain.upper().isPresent() ? 3 : 4,
          symbol,
          domain.upper().map(high -> Expressions.subtract(high, part)).orElse(large),
          base);
    }
  }

  /** Tries all ends at once, those that do not belong to the set from a millionth inside. */
  private void corners() {
    int count = Math.min(MOST_CORNERS, 1 << Math.min(symbols.size(), 20));
    for (int corner = 0; corner < count && symbols.size() > 1; corner++) {
      Map<String, Num> point = new LinkedHashMap<>();
      for (int i = 0; i < symbols.size(); i++) {
        boolean up = i < 5 ? (corner >> i & 1) == 1 : random.nextBoolean();
        point.put(symbols.get(i).name(), end(symbols.get(i).domain(), up));
      }
      keep(2, point);
    }
  }

  private static Num end(Domain domain, boolean up) {
    Optional<Num> end = up ? domain.upper() : domain.lower();
    if (domain.integer() && end.isPresent()) {
      BigInteger last = up ? PointChoice.last(domain) : PointChoice.first(domain);
      return Expressions.num(last, BigInteger.ONE);
    }
    boolean closed = up ? domain.upperClosed() : domain.lowerClosed();
    Num width =
        domain.lower().isPresent() && domain.upper().isPresent()
            ? Expressions.subtract(domain.upper().get(), domain.lower().get())
            : Expressions.ONE;
    Num inside = Expressions.multiply(width, Expressions.num(up ? -1 : 1, 1_000_000));
    return end.map(at -> closed ? at : Expressions.add(at, inside))
        .orElse(Expressions.num(up ? 1000 : -1000));
  }

  private void move(int rank, SymbolDeclaration symbol, Num value, Map<String, Num> base) {
    Domain domain = symbol.domain();
    List<Num> values =
        domain.integer() && !value.isInteger()
            ? List.of(
                Expressions.num(Interval.floor(value), BigInteger.ONE),
                Expressions.num(Interval.floor(value).add(BigInteger.ONE), BigInteger.ONE))
            : List.of(value);
    for (Num there : values) {
      if (domain.contains(there)) {
        Map<String, Num> point = new LinkedHashMap<>(base);
        point.put(symbol.name(), there);
        if (!keep(rank, point)) {
          admissible(Map.of(symbol.name(), there)).ifPresent(other -> keep(rank, other));
        }
      }
    }
  }

  private boolean keep(int rank, Map<String, Num> point) {
    boolean admitted = AdmissiblePoints.admits(assumptions, point);
    if (admitted) {
      ranks.get(rank).computeIfAbsent(moved, any -> new LinkedHashSet<>()).add(point);
    }
    return admitted;
  }

  /** Draws the symbols that are not given. */
  private Optional<Map<String, Num>> admissible(Map<String, Num> given) {
    int attempts = given.isEmpty() ? 100 * ATTEMPTS : ATTEMPTS;
    for (int attempt = 0; attempt < (given.size() == symbols.size() ? 1 : attempts); attempt++) {
      Map<String, Num> point = new LinkedHashMap<>();
      for (SymbolDeclaration symbol : symbols) {
        Num fixed = given.get(symbol.name());
        point.put(symbol.name(), fixed != null ? fixed : PointChoice.value(symbol, random));
      }
      if (AdmissiblePoints.admits(assumptions, point)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }
}
