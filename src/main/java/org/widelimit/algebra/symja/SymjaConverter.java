package org.widelimit.algebra.symja;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IASTAppendable;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IRational;
import org.matheclipse.core.interfaces.ISymbol;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.UndefinedValueException;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;

/**
 * Converts expressions to Symja's and back without going through text, whose case Symja may fold.
 *
 * <p>Names Symja knows and this project uses become Symja's symbols; every other name becomes a
 * symbol of this converter alone, so that no user's {@code N} or {@code gamma} meets a function of
 * that name. A converter serves one evaluation. {@link #ofSession} keeps the names instead, for
 * expressions that go to a session of Symja's user or come from there.
 */
public final class SymjaConverter {

  private static final Set<String> SHARED =
      Heads.union(
          Heads.ARITHMETIC,
          FunctionTable.names(function -> !function.name().equals("DawsonF")),
          Heads.DISCRETE,
          Heads.CONDITIONS,
          Set.of(
              "Cancel",
              "D",
              "DSolve",
              "Derivative",
              "DiracDelta",
              "E",
              "Element",
              "Equal",
              "Expand",
              "Factor",
              "False",
              "FullSimplify",
              "Infinity",
              "Integers",
              "Integrate",
              "Limit",
              "List",
              "Max",
              "Min",
              "Normal",
              "Pi",
              "Piecewise",
              "PossibleZeroQ",
              "Reals",
              "Refine",
              "Rule",
              "Series",
              "Simplify",
              "Solve",
              "Together",
              "True"));

  private static final Map<String, ISymbol> TO_SYMJA = symjaSymbols();

  private static final Map<ISymbol, String> FROM_SYMJA =
      TO_SYMJA.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  /** What is written as one over a function that this project knows. */
  private static final Map<ISymbol, String> RECIPROCALS =
      Map.of(S.Sec, "Cos", S.Csc, "Sin", S.Cot, "Tan", S.Csch, "Sinh", S.Coth, "Tanh");

  private final Map<String, IExpr> own = new HashMap<>();
  private final Map<ISymbol, String> names = new HashMap<>();
  private final boolean session;

  private SymjaConverter(boolean session) {
    this.session = session;
  }

  /** A converter for one question, with symbols of its own. */
  SymjaConverter() {
    this(false);
  }

  /**
   * Returns a converter that gives a name the symbol that it has in a session. Symja may fold the
   * case of names, so that what comes back has them as Symja prints them.
   *
   * @param meanings expressions of the session that stand for names
   */
  public static SymjaConverter ofSession(Map<String, IExpr> meanings) {
    SymjaConverter converter = new SymjaConverter(true);
    converter.own.putAll(meanings);
    return converter;
  }

  /**
   * Returns whether every function in an expression is one that Symja knows: of others it cannot
   * know more than their name.
   */
  static boolean knows(Expr expr) {
    return !(expr instanceof Call call)
        || (call.head() instanceof Sym head
            && !call.isCall("E")
            && SHARED.contains(head.name())
            && call.args().stream().allMatch(SymjaConverter::knows));
  }

  private static Map<String, ISymbol> symjaSymbols() {
    Map<String, ISymbol> symbols = new HashMap<>();
    for (String name : SHARED) {
      try {
        if (S.class.getField(name).get(null) instanceof ISymbol symbol) {
          symbols.put(name, symbol);
        }
      } catch (ReflectiveOperationException absent) {
        throw new IllegalStateException("Symja has no symbol " + name, absent);
      }
    }
    return symbols;
  }

  /**
   * Converts an expression.
   *
   * @throws IllegalArgumentException if a name in a session is that of another of Symja's functions
   */
  public IExpr toSymja(Expr expr) {
    if (expr instanceof Num num) {
      return num.isInteger()
          ? F.ZZ(num.numerator())
          : F.QQ(F.ZZ(num.numerator()), F.ZZ(num.denominator()));
    }
    if (expr instanceof Sym sym) {
      ISymbol shared = TO_SYMJA.get(sym.name());
      return shared != null ? shared : own(sym.name());
    }
    Call call = (Call) expr;
    List<Expr> args = call.args();
    if (call.isCall("Piecewise", 1)) {
      args = List.of(args.get(0), Expressions.ZERO);
    }
    // E applied to something is an expectation, which Symja must not take for a power.
    IExpr head = call.isCall("E") ? own("E") : toSymja(call.head());
    IASTAppendable ast = F.ast(head, args.size());
    args.forEach(arg -> ast.append(toSymja(arg)));
    return ast;
  }

  private IExpr own(String name) {
    return own.computeIfAbsent(name, session ? SymjaConverter::named : this::fresh);
  }

  private static ISymbol named(String name) {
    ISymbol symbol = F.symbol(name);
    if (symbol instanceof IBuiltInSymbol builtIn && builtIn.ordinal() >= 0) {
      throw new IllegalArgumentException(name + " has another meaning in Symja");
    }
    return symbol;
  }

  private ISymbol fresh(String name) {
    ISymbol symbol = F.Dummy("w$" + own.size());
    names.put(symbol, name);
    return symbol;
  }

  /** Converts back, or returns nothing for what is no exact real expression. */
  public Optional<Expr> read(IExpr expr) {
    try {
      return Optional.of(fromSymja(expr));
    } catch (UndefinedValueException other) {
      return Optional.empty();
    }
  }

  /**
   * Converts back.
   *
   * @throws UndefinedValueException if the result holds a decimal, a complex number, a string or a
   *     name this project does not know
   */
  Expr fromSymja(IExpr expr) {
    if (expr instanceof IRational rational) {
      return Expressions.num(rational.toBigNumerator(), rational.toBigDenominator());
    }
    if (expr instanceof ISymbol symbol) {
      String name = names.get(symbol);
      if (name != null) {
        return Expressions.sym(name);
      }
      String shared = FROM_SYMJA.get(symbol);
      if (shared != null) {
        return Expressions.sym(shared);
      }
      if (session && !(symbol instanceof IBuiltInSymbol)) {
        return Expressions.sym(symbol.getSymbolName());
      }
    }
    if (expr instanceof IAST ast && expr.isAST()) {
      if (ast.head() instanceof ISymbol symbol
          && symbol.equals(S.DirectedInfinity)
          && ast.argSize() == 1
          && ast.arg1().isNumber()) {
        return Expressions.times(fromSymja(ast.arg1()), Expressions.INFINITY);
      }
      List<Expr> args = ast.stream().map(this::fromSymja).toList();
      if (ast.head() instanceof ISymbol symbol && RECIPROCALS.containsKey(symbol)) {
        Expr of = Expressions.call(Expressions.sym(RECIPROCALS.getOrDefault(symbol, "")), args);
        return Expressions.divide(Expressions.ONE, of);
      }
      return Expressions.call(fromSymja(ast.head()), args);
    }
    throw new UndefinedValueException("not an exact real expression: " + expr);
  }
}
