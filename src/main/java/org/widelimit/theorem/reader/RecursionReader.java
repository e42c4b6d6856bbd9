package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.theorem.Claim.RecursionClaim;
import org.widelimit.theorem.ClaimHeader;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Text;
import org.widelimit.theorem.vocabulary.NameFault;
import org.widelimit.theorem.vocabulary.Scope;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;

/** Reads recursions: the equation, as many first values as it looks back, and the solution. */
final class RecursionReader {

  /** A recursion looks back no further than this. */
  private static final long LONGEST = 8;

  private final YamlDocument document;
  private final FormulaReader formulas;
  private final Map<String, SymbolDeclaration> symbols;
  private final Map<String, List<Expr>> conditions;

  RecursionReader(
      YamlDocument document,
      FormulaReader formulas,
      Map<String, SymbolDeclaration> symbols,
      Map<String, List<Expr>> conditions) {
    this.document = document;
    this.formulas = formulas;
    this.symbols = symbols;
    this.conditions = conditions;
  }

  /** The unknown sequence and its index. */
  private record Unknown(String name, String index) {
    Unknown {
      if (Vocabulary.find(name).isPresent()) {
        throw new NameFault(name, "the unknown sequence has a meaning already", "rename it");
      }
    }

    boolean isAt(Expr expr) {
      return expr.isCall(name, 1);
    }

    /** Returns how far after the index an argument is. */
    long offset(Expr argument) {
      Expr offset = Expressions.minus(argument, Expressions.sym(index));
      if (offset instanceof Num number
          && number.isInteger()
          && number.numerator().bitLength() < 16) {
        return number.numerator().longValue();
      }
      throw new NameFault(
          name,
          "a recursion is in " + name + "[" + index + "] and its neighbours",
          "write " + name + "[" + index + " + 1]");
    }

    boolean isIn(Expr expr) {
      return expr instanceof Call call
          && (isAt(call) || isIn(call.head()) || call.args().stream().anyMatch(this::isIn));
    }

    /** Refuses an index that a part binds, or differentiates in, around the unknown sequence. */
    void requireFree(Expr expr) {
      if (!(expr instanceof Call call)) {
        return;
      }
      boolean differentiates =
          call.isCall("D", 2)
              && (call.arg(1) instanceof Call order ? order.arg(0) : call.arg(1))
                  .equals(Expressions.sym(index));
      if (differentiates || (Binders.bound(call).contains(index) && isIn(call))) {
        throw new NameFault(
            index,
            "the index " + Text.quote(index) + " of the recursion is another variable in a part",
            "give the variable of that part another name");
      }
      requireFree(call.head());
      call.args().forEach(this::requireFree);
    }

    List<Long> offsets(Expr expr) {
      List<Long> offsets = new ArrayList<>();
      if (expr instanceof Call call) {
        if (isAt(call)) {
          offsets.add(offset(call.arg(0)));
        }
        offsets.addAll(offsets(call.head()));
        call.args().forEach(arg -> offsets.addAll(offsets(arg)));
      }
      return offsets;
    }

    /** Returns the expression with all that it says of the index said of one further back. */
    Expr shifted(Expr expr, long by) {
      return Binders.put(
          expr, Map.of(index, Expressions.plus(Expressions.sym(index), Expressions.num(-by))));
    }
  }

  /**
   * Reads the claim.
   *
   * @throws Fault if induction from the first values would not reach every index
   */
  RecursionClaim read(Node node, ClaimHeader header, Scope scope) {
    Node solutionNode = YamlDocument.value(node, "solution").orElseThrow();
    List<Expr> solution = formulas.pair(solutionNode, sides -> scope(scope, unknown(sides.get(0))));
    Unknown unknown = unknown(solution.get(0));
    if (unknown.isIn(solution.get(1))) {
      throw new Fault(
          document.start(solutionNode), "the solution contains the unknown sequence itself", "");
    }
    Scope inner = scope(scope, unknown);
    long first = first(unknown, solutionNode, header);
    Node equationNode = YamlDocument.value(node, "equation").orElseThrow();
    List<Expr> equation = formulas.pair(equationNode, sides -> offsets(inner, unknown, sides));
    List<Long> back = unknown.offsets(equation.get(1));
    boolean solved = unknown.isAt(equation.get(0));
    long last = solved ? unknown.offset(((Call) equation.get(0)).arg(0)) : 0;
    long lowest = back.stream().mapToLong(Long::longValue).min().orElse(last);
    if (!solved || back.isEmpty() || back.stream().anyMatch(offset -> offset >= last)) {
      throw new Fault(
          document.start(equationNode),
          "a recursion says what the next value is by those before it",
          "write " + unknown.name() + "[" + unknown.index() + " + 1] == ... on the left");
    }
    int order = (int) Math.min(last - lowest, LONGEST + 1);
    if (order > LONGEST) {
      throw new Fault(
          document.start(equationNode), "the recursion looks back more than " + LONGEST, "");
    }
    List<Expr> initial = initial(node, unknown, inner, first, order);
    return new RecursionClaim(
        header.and(beforeTheEnd(unknown, order, first, equationNode)),
        unknown.name(),
        unknown.index(),
        order,
        unknown.shifted(equation.get(1), lowest),
        first,
        initial,
        solution.get(1));
  }

  private static Unknown unknown(Expr left) {
    if (left instanceof Call call
        && call.head() instanceof Sym name
        && call.arity() == 1
        && call.arg(0) instanceof Sym index) {
      return new Unknown(name.name(), index.name());
    }
    throw new NameFault(
        "", "a solution is 'v[l] == ...'", "the unknown sequence stands on the left");
  }

  private static Scope scope(Scope scope, Unknown unknown) {
    if (scope.symbols().contains(unknown.name()) || scope.isFunction(unknown.name())) {
      throw new NameFault(
          unknown.name(), "the unknown sequence has a meaning already", "rename it");
    }
    return scope.withFunction(unknown.name(), 1);
  }

  private static Scope offsets(Scope inner, Unknown unknown, List<Expr> sides) {
    sides.forEach(unknown::requireFree);
    sides.forEach(unknown::offsets);
    return inner;
  }

  /** Returns the first index: induction starts there, and the index is free above it. */
  private long first(Unknown unknown, Node at, ClaimHeader header) {
    SymbolDeclaration index = symbols.get(unknown.index());
    Domain domain = index == null ? Domain.REALS : index.domain();
    Num lower = domain.lower().orElse(null);
    boolean counts =
        domain.integer()
            && lower != null
            && lower.isInteger()
            && domain.lowerClosed()
            && lower.numerator().bitLength() < 32
            && !conditions.containsKey(unknown.index());
    if (!counts) {
      throw new Fault(
          document.start(at),
          "the index '" + unknown.index() + "' of a recursion is a symbol that counts",
          "declare " + unknown.index() + ": {in: \"integers [0, Infinity)\"}");
    }
    if (header.where().stream().anyMatch(where -> where.symbols().contains(unknown.index()))) {
      throw new Fault(
          document.start(at),
          "a condition on the index '" + unknown.index() + "' would interrupt the induction",
          "say where the index begins in its declaration");
    }
    return lower.numerator().longValue();
  }

  /** Returns the condition that a step stays below the last index, if there is one. */
  private List<Expr> beforeTheEnd(Unknown unknown, int order, long first, Node at) {
    Num last = symbols.get(unknown.index()).domain().upper().orElse(null);
    if (last == null) {
      return List.of();
    }
    Expr end = Expressions.minus(last, Expressions.num(order));
    if (end instanceof Num number && number.doubleValue() < first) {
      throw new Fault(
          document.start(at),
          "the index '" + unknown.index() + "' ends before the first step of the recursion",
          "let it range further");
    }
    return List.of(Expressions.call("LessEqual", Expressions.sym(unknown.index()), end));
  }

  private List<Expr> initial(Node node, Unknown unknown, Scope inner, long first, int order) {
    Node initialNode = YamlDocument.value(node, "initial").orElseThrow();
    List<List<Expr>> pairs = formulas.pairs(initialNode, inner);
    List<Expr> values = new ArrayList<>();
    for (List<Expr> pair : pairs) {
      Expr expected = Expressions.call(unknown.name(), Expressions.num(first + values.size()));
      boolean free = !pair.get(1).symbols().contains(unknown.index()) && !unknown.isIn(pair.get(1));
      if (!pair.get(0).equals(expected) || !free) {
        throw new Fault(
            document.start(initialNode),
            "expected '" + unknown.name() + "[" + (first + values.size()) + "] == ...'",
            "the first values begin where the index does, " + order + " of them");
      }
      values.add(pair.get(1));
    }
    if (values.size() != order) {
      throw new Fault(
          document.start(initialNode),
          "the recursion looks back " + order + " and needs as many first values",
          "join them by &&: v[0] == 1 && v[1] == 2");
    }
    return values;
  }
}
