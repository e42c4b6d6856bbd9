package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.StableForms;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.DividedFunctions;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/** Formulas as graphs of shared parts, with numbers for the names of variables. */
public final class Formulas {

  /** Functions of one argument that are analytic where they are defined. */
  private static final Set<String> ANALYTIC =
      Heads.union(
          FunctionTable.names(f -> f.shape().smoothness().isAnalytic() && f.range() != null),
          Set.of("Exp", "Expm1", "LogisticSigmoid", "Softplus", "LogCosh"));

  /** Functions that scale others against overflow, with kinks in what is left. */
  private static final Set<String> SCALED =
      Set.of("ScaledSinh", "ScaledCosh", "ScaledBivariateNormal");

  /** What a number is above its floor. */
  public static final String FRACTION = "Fraction$";

  /** {@code SETTLED[q, map of q, slope at q, start]}, the fixed point that a start is drawn to. */
  public static final String SETTLED = "Settled$";

  private static final Set<String> OTHER =
      Set.of("Abs", "Sign", "HeavisideTheta", "Floor", "Gamma", "Factorial", FRACTION);

  /** The end of a range that has none. */
  static final String INFINITE = "infinite";

  private static final int MOST_VARIABLES = 60;
  private static final int LONGEST_SUM = 64;
  private static final int HIGHEST_HERMITE = 40;

  private final Memory memory = new Memory();
  private final Map<List<Object>, Node> known = new HashMap<>();
  private final Set<String> nonnegative;
  private final boolean sharp;
  private final Map<Expr, Node> integrals = new HashMap<>();
  private final Map<String, Node> variables = new LinkedHashMap<>();
  private int bound;

  /**
   * Creates the graphs.
   *
   * @param names the variables, numbered in this order
   * @param nonnegative those that are nowhere negative
   */
  public Formulas(Iterable<String> names, Set<String> nonnegative) {
    this(names, nonnegative, false);
  }

  /**
   * Creates the graphs.
   *
   * @param sharp whether averages of two functions with kinks may take long at points to be sharp
   */
  public Formulas(Iterable<String> names, Set<String> nonnegative, boolean sharp) {
    this.sharp = sharp;
    this.nonnegative = Set.copyOf(nonnegative);
    names.forEach(name -> variables.put(name, variable(bound++)));
  }

  boolean isSharp() {
    return sharp;
  }

  /** Returns what boxes have in common. */
  Memory memory() {
    return memory;
  }

  /** Returns the number of parts. */
  int size() {
    return known.size();
  }

  /** Returns the graph of a formula or of a condition. */
  public Node of(Expr expr) {
    Expr stable = StableForms.of(expr);
    return of(holds(stable, SCALED) ? expr : stable, variables);
  }

  private static boolean holds(Expr expr, Set<String> heads) {
    return expr instanceof Call call
        && (call.headName().filter(heads::contains).isPresent()
            || call.args().stream().anyMatch(arg -> holds(arg, heads)));
  }

  private Node make(
      Operation operation,
      String name,
      @Nullable RealInterval number,
      int variable,
      List<Node> args) {
    List<Object> key = new ArrayList<>(List.of(operation, name, variable));
    key.add(number == null ? "" : number);
    args.forEach(arg -> key.add(arg.id()));
    Node node = known.get(key);
    if (node == null) {
      long free = operation == Operation.VARIABLE ? 1L << variable : 0;
      for (Node arg : args) {
        free |= arg.free();
      }
      if (operation == Operation.AVERAGE || operation == Operation.SETTLED) {
        free &= ~(1L << variable);
      }
      if (operation == Operation.INTEGRAL) {
        free = (args.get(0).free() & ~(1L << variable)) | args.get(1).free() | args.get(2).free();
      }
      node = new Node(known.size(), operation, name, number, variable, List.copyOf(args), free);
      known.put(key, node);
    }
    return node;
  }

  private Node variable(int number) {
    return make(Operation.VARIABLE, "", null, number, List.of());
  }

  private Node plus(Node... terms) {
    return make(Operation.PLUS, "", null, -1, List.of(terms));
  }

  private Node times(Node... factors) {
    return make(Operation.TIMES, "", null, -1, List.of(factors));
  }

  private Node constant(RealInterval number) {
    return make(Operation.CONSTANT, "", number, -1, List.of());
  }

  private Node unknown(String why) {
    return make(Operation.UNKNOWN, why, null, -1, List.of());
  }

  private Node of(Expr expr, Map<String, Node> scope) {
    if (expr instanceof Num num) {
      return constant(RealInterval.of(num.numerator(), num.denominator()));
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name(), scope);
    }
    Call call = (Call) expr;
    String head = call.headName().orElse("");
    int arity = call.arity();
    return switch (head) {
      case "Plus" -> make(Operation.PLUS, "", null, -1, all(call.args(), scope));
      case "Times" -> make(Operation.TIMES, "", null, -1, all(call.args(), scope));
      case "Power" -> arity == 2 ? power(call.arg(0), call.arg(1), scope) : unknown(head);
      case "Max" -> extremum(Operation.MAX, call.args(), scope);
      case "Min" -> extremum(Operation.MIN, call.args(), scope);
      case "Less", "LessEqual", "Greater", "GreaterEqual", "Equal" ->
          comparison(head, call.args(), scope);
      case "And" -> make(Operation.AND, "", null, -1, all(call.args(), scope));
      case "Or" -> make(Operation.OR, "", null, -1, all(call.args(), scope));
      case "Not" ->
          arity == 1 ? make(Operation.NOT, "", null, -1, all(call.args(), scope)) : unknown(head);
      case "Piecewise" -> piecewise(call, scope);
      case "E" -> shared(call, scope, () -> average(call, scope));
      case SETTLED -> arity == 4 ? shared(call, scope, () -> settled(call, scope)) : unknown(head);
      case "Integrate" -> shared(call, scope, () -> integral(call, scope));
      case "Sum", "Product" -> sum(head, call, scope);
      case "Binomial" -> arity == 2 ? binomial(call, scope) : unknown(head);
      case "HermiteH", "HermiteHe" -> arity == 2 ? hermite(head, call, scope) : unknown(head);
      case "BivariateNormalCDF" -> arity == 3 ? bivariateNormal(call, scope) : unknown(head);
      default -> unary(head, call, scope);
    };
  }

  private Node settled(Call call, Map<String, Node> scope) {
    if (!(call.arg(0) instanceof Sym length) || bound >= MOST_VARIABLES) {
      return unknown("a fixed point of another form");
    }
    int number = bound++;
    Map<String, Node> within = new HashMap<>(scope);
    within.put(length.name(), variable(number));
    return make(
        Operation.SETTLED,
        "",
        null,
        number,
        List.of(of(call.arg(1), within), of(call.arg(2), within), of(call.arg(3), scope)));
  }

  /** Equal averages and integrals outside of others are one part. */
  private Node shared(Call call, Map<String, Node> scope, Supplier<Node> make) {
    if (!scope.equals(variables)) {
      return make.get();
    }
    Node node = integrals.get(call);
    if (node == null) {
      node = make.get();
      integrals.put(call, node);
    }
    return node;
  }

  private Node unary(String head, Call call, Map<String, Node> scope) {
    if (call.arity() == 1 && (ANALYTIC.contains(head) || DividedFunctions.isKnown(head))) {
      return make(Operation.ANALYTIC, head, null, -1, all(call.args(), scope));
    }
    if (call.arity() == 1 && OTHER.contains(head)) {
      return head.equals("Factorial")
          ? of(Expressions.call("Gamma", Expressions.plus(call.arg(0), Expressions.ONE)), scope)
          : make(Operation.OTHER, head, null, -1, all(call.args(), scope));
    }
    if (call.arity() == 1) {
      Expr a = call.arg(0);
      switch (head) {
        case "Log1p" -> {
          return of(Expressions.call("Log", Expressions.plus(Expressions.ONE, a)), scope);
        }
        case "NormalCdf" -> {
          return of(normal(a), scope);
        }
        case "Erfcx" -> {
          return of(
              Expressions.times(
                  Expressions.exp(Expressions.square(a)), Expressions.call("Erfc", a)),
              scope);
        }
        default -> {}
      }
    }
    // A node of its own, so that nothing cancels that is undefined somewhere.
    Optional<Expr> definition = FunctionTable.definition(call);
    if (definition.isPresent()) {
      return of(definition.get(), scope);
    }
    return unknown((head.isEmpty() ? call.head().toString() : head) + " has no enclosure");
  }

  /** The extremum of two, each time with their difference, whose sign decides. */
  private Node extremum(Operation operation, List<Expr> args, Map<String, Node> scope) {
    if (args.isEmpty()) {
      return unknown("the extremum of nothing");
    }
    Node best = of(args.get(0), scope);
    Expr before = args.get(0);
    for (Expr arg : args.subList(1, args.size())) {
      Node next = of(arg, scope);
      Node difference =
          before == null
              ? plus(best, times(constant(RealInterval.of(-1)), next))
              : of(Expressions.minus(before, arg), scope);
      best = make(operation, "", null, -1, List.of(best, next, difference));
      before = null;
    }
    return best;
  }

  private Node comparison(String head, List<Expr> args, Map<String, Node> scope) {
    List<Node> links = new ArrayList<>();
    for (int i = 0; i + 1 < args.size(); i++) {
      Node difference = of(Expressions.minus(args.get(i), args.get(i + 1)), scope);
      links.add(
          make(
              Operation.COMPARISON,
              head,
              null,
              -1,
              List.of(of(args.get(i), scope), of(args.get(i + 1), scope), difference)));
    }
    return links.size() == 1 ? links.get(0) : make(Operation.AND, "", null, -1, links);
  }

  private Node symbol(String name, Map<String, Node> scope) {
    Node variable = scope.get(name);
    if (variable != null) {
      return variable;
    }
    return switch (name) {
      case "Pi" -> constant(RealInterval.PI);
      case "E" -> constant(RealInterval.EULER);
      case "True" -> make(Operation.TRUE, "", null, -1, List.of());
      case "False" -> make(Operation.FALSE, "", null, -1, List.of());
      default -> unknown("'" + name + "' has no value here");
    };
  }

  private List<Node> all(List<Expr> exprs, Map<String, Node> scope) {
    return exprs.stream().map(expr -> of(expr, scope)).toList();
  }

  private Node power(Expr base, Expr exponent, Map<String, Node> scope) {
    if (base.equals(Expressions.EULER) && !scope.containsKey("E")) {
      return make(Operation.ANALYTIC, "Exp", null, -1, List.of(of(exponent, scope)));
    }
    if (exponent instanceof Num num) {
      // The name keeps exponents apart that are rounded alike.
      return make(
          Operation.FIXED_POWER,
          num.toString(),
          RealInterval.of(num.numerator(), num.denominator()),
          -1,
          List.of(of(base, scope)));
    }
    return make(Operation.POWER, "", null, -1, List.of(of(base, scope), of(exponent, scope)));
  }

  private Node piecewise(Call call, Map<String, Node> scope) {
    if (call.arity() == 0 || call.arity() > 2 || !call.arg(0).isCall("List")) {
      return unknown("a case distinction of another form");
    }
    List<Node> args = new ArrayList<>();
    for (Expr row : ((Call) call.arg(0)).args()) {
      if (!row.isCall("List", 2)) {
        return unknown("a case distinction of another form");
      }
      args.add(of(((Call) row).arg(0), scope));
      args.add(of(((Call) row).arg(1), scope));
    }
    args.add(call.arity() == 2 ? of(call.arg(1), scope) : constant(RealInterval.ZERO));
    return make(Operation.PIECEWISE, "", null, -1, args);
  }

  private Node average(Call call, Map<String, Node> scope) {
    if (call.arity() == 2 && call.arg(1) instanceof Sym z) {
      return average(call.arg(0), z, scope);
    }
    return call.arity() == 3 ? pair(call, scope) : unknown("an average of another form");
  }

  /** {@code E[f, {u, v}, {{p, r}, {r, q}}]} as an average of averages. */
  private Node pair(Call call, Map<String, Node> scope) {
    if (!call.arg(1).isCall("List", 2)
        || !call.arg(2).isCall("List", 2)
        || !((Call) call.arg(2)).args().stream().allMatch(row -> row.isCall("List", 2))
        || !(((Call) call.arg(1)).arg(0) instanceof Sym)
        || !(((Call) call.arg(1)).arg(1) instanceof Sym)
        || ((Call) call.arg(1)).arg(0).equals(((Call) call.arg(1)).arg(1))
        || bound + 2 > MOST_VARIABLES) {
      return unknown("an average of another form");
    }
    Call top = (Call) ((Call) call.arg(2)).arg(0);
    Call bottom = (Call) ((Call) call.arg(2)).arg(1);
    Expr p = top.arg(0);
    Expr r = top.arg(1);
    Expr q = bottom.arg(1);
    if (!r.equals(bottom.arg(0))) {
      return unknown("an average over a law that is not symmetric");
    }
    Sym first = (Sym) ((Call) call.arg(1)).arg(0);
    Sym second = (Sym) ((Call) call.arg(1)).arg(1);
    Optional<List<Separation>> terms = Separation.of(call.arg(0), first, second);
    if (terms.isEmpty() || bound + 4 * terms.get().size() > MOST_VARIABLES) {
      return nested(call.arg(0), first, second, p, r, q, scope);
    }
    List<Node> sum = new ArrayList<>();
    for (Separation term : terms.get()) {
      sum.add(times(of(term.factor(), scope), average(term, first, second, p, r, q, scope)));
    }
    return sum.size() == 1 ? sum.get(0) : plus(sum.toArray(Node[]::new));
  }

  /** {@code E[f(u) g(v)]} in standard normal variables. */
  private Node average(
      Separation term, Sym u, Sym v, Expr p, Expr r, Expr q, Map<String, Node> scope) {
    int number = bound++;
    Node z = variable(number);
    List<Node> parts = new ArrayList<>();
    parts.add(function(term.first(), u, p, z, scope));
    parts.add(function(term.second(), v, q, z, scope));
    Expr scale = p.equals(q) ? p : Expressions.times(root(p), root(q));
    parts.add(of(Expressions.divide(rooted(r), scale), scope));
    parts.add(nested(Expressions.times(term.first(), term.second()), u, v, p, r, q, scope));
    RealInterval twoPi = RealInterval.PI.times(RealInterval.of(2));
    Node factor = constant(RealInterval.ONE.dividedBy(RealFunctions.sqrt(twoPi)));
    for (Node each : List.of(parts.get(0), parts.get(1))) {
      Node square = times(each, each, weight(z));
      parts.add(square);
      parts.add(times(factor, line(square, number)));
    }
    return make(Operation.AVERAGE, "", null, number, parts);
  }

  private Node function(Expr body, Sym u, Expr variance, Node z, Map<String, Node> scope) {
    Map<String, Node> within = new HashMap<>(scope);
    within.put(u.name(), times(of(root(variance), scope), z));
    return of(body, within);
  }

  /** A formula in which even powers are taken out of square roots, so that they may cancel. */
  private Expr rooted(Expr expr) {
    return expr.transform(
        node ->
            node.isCall("Power", 2) && ((Call) node).arg(1).equals(Expressions.HALF)
                ? root(((Call) node).arg(0))
                : node);
  }

  /** The root of a number that is not negative, with even powers taken out. */
  private Expr root(Expr variance) {
    List<Expr> factors = variance.isCall("Times") ? ((Call) variance).args() : List.of(variance);
    List<Expr> taken = new ArrayList<>();
    List<Expr> left = new ArrayList<>();
    for (Expr factor : factors) {
      if (factor.isCall("Power", 2)
          && ((Call) factor).arg(1) instanceof Num exponent
          && exponent.isInteger()
          && exponent.numerator().signum() > 0
          && !exponent.numerator().testBit(0)) {
        Expr base = ((Call) factor).arg(0);
        boolean signed = !(base instanceof Sym sym && nonnegative.contains(sym.name()));
        Expr size = signed ? Expressions.call("Abs", base) : base;
        taken.add(Expressions.power(size, Expressions.multiply(Expressions.HALF, exponent)));
      } else {
        left.add(factor);
      }
    }
    taken.add(Expressions.sqrt(Expressions.times(left)));
    return Expressions.times(taken);
  }

  /** An average of two as an average of averages. */
  private Node nested(Expr body, Sym u, Sym v, Expr p, Expr r, Expr q, Map<String, Node> scope) {
    int outer = bound++;
    int inner = bound++;
    Node z = variable(outer);
    Node w = variable(inner);
    Node first = times(of(Expressions.sqrt(p), scope), z);
    Node second = times(of(Expressions.sqrt(q), scope), w);
    if (!r.isInteger(0)) {
      Expr rest = Expressions.minus(q, Expressions.divide(Expressions.square(r), p));
      Expr slope = Expressions.times(r, Expressions.power(p, Expressions.num(-1, 2)));
      second = plus(times(of(slope, scope), z), times(of(Expressions.sqrt(rest), scope), w));
    }
    Map<String, Node> within = new HashMap<>(scope);
    within.put(u.name(), first);
    within.put(v.name(), second);
    Node over = line(times(of(body, within), weight(w)), inner);
    Node whole = line(times(over, weight(z)), outer);
    RealInterval twoPi = RealInterval.PI.times(RealInterval.of(2));
    return times(constant(RealInterval.ONE.dividedBy(twoPi)), whole);
  }

  /** The integral over the whole line. */
  private Node line(Node body, int number) {
    return make(Operation.INTEGRAL, "", null, number, List.of(body, infinity(-1), infinity(1)));
  }

  private Node infinity(int sign) {
    return make(Operation.CONSTANT, INFINITE, null, sign, List.of());
  }

  /** {@code Exp[-z^2/2]}. */
  private Node weight(Node z) {
    Node square = make(Operation.FIXED_POWER, "2", RealInterval.of(2), -1, List.of(z));
    Node exponent = times(constant(RealInterval.of(-0.5)), square);
    return make(Operation.ANALYTIC, "Exp", null, -1, List.of(exponent));
  }

  private Node average(Expr body, Sym z, Map<String, Node> scope) {
    // Multiplied as expressions, exponentials become one.
    Expr square = Expressions.times(Expressions.num(-1, 2), Expressions.square(z));
    Expr weighted = Expressions.times(body, Expressions.exp(square));
    Node integral = integral(weighted, z.name(), infinity(-1), infinity(1), scope);
    RealInterval twoPi = RealInterval.PI.times(RealInterval.of(2));
    return integral.operation() == Operation.UNKNOWN
        ? integral
        : times(constant(RealInterval.ONE.dividedBy(RealFunctions.sqrt(twoPi))), integral);
  }

  private Node integral(Call call, Map<String, Node> scope) {
    if (call.arity() != 2 || !call.arg(1).isCall("List", 3)) {
      return unknown("an integral of another form");
    }
    Call range = (Call) call.arg(1);
    if (!(range.arg(0) instanceof Sym x)) {
      return unknown("an integral of another form");
    }
    return integral(
        call.arg(0), x.name(), end(range.arg(1), scope), end(range.arg(2), scope), scope);
  }

  private Node end(Expr end, Map<String, Node> scope) {
    if (end.equals(Expressions.INFINITY)) {
      return infinity(1);
    }
    if (end.equals(Expressions.negate(Expressions.INFINITY))) {
      return infinity(-1);
    }
    return of(end, scope);
  }

  private Node integral(Expr body, String name, Node from, Node to, Map<String, Node> scope) {
    if (bound >= MOST_VARIABLES) {
      return unknown("too many integrals");
    }
    int number = bound++;
    Map<String, Node> inner = new HashMap<>(scope);
    inner.put(name, variable(number));
    return make(Operation.INTEGRAL, "", null, number, List.of(of(body, inner), from, to));
  }

  private Node sum(String head, Call call, Map<String, Node> scope) {
    if (call.arity() != 2
        || !call.arg(1).isCall("List", 3)
        || !(((Call) call.arg(1)).arg(0) instanceof Sym n)
        || !(((Call) call.arg(1)).arg(1) instanceof Num from)
        || !(((Call) call.arg(1)).arg(2) instanceof Num to)
        || !from.isInteger()
        || !to.isInteger()
        || to.numerator().subtract(from.numerator()).bitLength() > 16
        || to.numerator().subtract(from.numerator()).intValue() >= LONGEST_SUM
        || binds(call.arg(0), n)) {
      return unknown("a sum or product of another range");
    }
    List<Expr> terms = new ArrayList<>();
    for (Num at = from; at.compareTo(to) <= 0; at = Expressions.add(at, Expressions.ONE)) {
      terms.add(call.arg(0).substitute(n.name(), at));
    }
    return of(head.equals("Sum") ? Expressions.plus(terms) : Expressions.times(terms), scope);
  }

  /** Returns whether a part of a formula has a bound variable of that name. */
  private static boolean binds(Expr expr, Sym name) {
    return expr instanceof Call call
        && ((call.arity() >= 2
                && Set.of("E", "Integrate", "Sum", "Product").contains(call.headName().orElse(""))
                && call.arg(1).contains(name))
            || call.args().stream().anyMatch(arg -> binds(arg, name)));
  }

  private Node binomial(Call call, Map<String, Node> scope) {
    if (!(call.arg(1) instanceof Num k) || !k.isInteger() || k.numerator().bitLength() > 6) {
      return unknown("a binomial coefficient of another kind");
    }
    int last = k.numerator().intValue();
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      factors.add(
          Expressions.times(
              Expressions.plus(call.arg(0), Expressions.num(-i)), Expressions.num(1, i + 1L)));
    }
    return last < 0 ? constant(RealInterval.ZERO) : of(Expressions.times(factors), scope);
  }

  /** Hermite polynomials by their three-term recurrence (Abramowitz and Stegun 22.7). */
  private Node hermite(String head, Call call, Map<String, Node> scope) {
    if (!(call.arg(0) instanceof Num n)
        || !n.isInteger()
        || n.signum() < 0
        || n.compareTo(Expressions.num(HIGHEST_HERMITE)) > 0) {
      return unknown("a Hermite polynomial of another order");
    }
    long scale = head.equals("HermiteH") ? 2 : 1;
    Node x = times(constant(RealInterval.of((double) scale)), of(call.arg(1), scope));
    Node before = constant(RealInterval.ZERO);
    Node now = constant(RealInterval.ONE);
    for (int k = 0; k < n.numerator().intValue(); k++) {
      Node step = constant(RealInterval.of(-(double) scale * k));
      Node next = plus(times(x, now), times(step, before));
      before = now;
      now = next;
    }
    return now;
  }

  /**
   * Plackett's integral: the product of the marginal probabilities, and the density over the angle
   * {@code t} up to {@code ArcSin[rho]} (Drezner and Wesolowsky 1990, eq. 3).
   */
  private Node bivariateNormal(Call call, Map<String, Node> scope) {
    Expr h = call.arg(0);
    Expr k = call.arg(1);
    // No formula that is read has a name with this sign.
    Sym t = Expressions.sym("angle$" + bound);
    Expr cosine = Expressions.call("Cos", t);
    Expr exponent =
        Expressions.divide(
            Expressions.plus(
                Expressions.square(h),
                Expressions.square(k),
                Expressions.times(Expressions.num(-2), h, k, Expressions.call("Sin", t))),
            Expressions.times(Expressions.num(-2), Expressions.square(cosine)));
    Expr density =
        Expressions.divide(
            Expressions.exp(exponent), Expressions.times(Expressions.TWO, Expressions.PI));
    Expr angle = Expressions.call("ArcSin", call.arg(2));
    return of(
        Expressions.plus(
            Expressions.times(normal(h), normal(k)),
            Expressions.call("Integrate", density, Expressions.list(t, Expressions.ZERO, angle))),
        scope);
  }

  private static Expr normal(Expr x) {
    Expr scaled =
        Expressions.times(
            Expressions.num(-1), Expressions.power(Expressions.TWO, Expressions.num(-1, 2)), x);
    return Expressions.times(Expressions.HALF, Expressions.call("Erfc", scaled));
  }
}
