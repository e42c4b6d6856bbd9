package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.gaussian.closed.GaussianResult;

/**
 * A Gaussian expectation whose variances are formulas of their own, such as those of a kernel some
 * layers deep, and the same with symbols in their places: what holds for every law holds for this
 * one.
 *
 * @param expectation the expectation with symbols
 * @param meanings what they stand for
 * @param variances those of the symbols that are variances
 */
record GeneralLaw(Call expectation, Map<Sym, Expr> meanings, List<Sym> variances) {

  GeneralLaw {
    variances = List.copyOf(variances);
  }

  /** Returns the general form of an expectation, or empty where nothing is general in it. */
  static Optional<GeneralLaw> of(Call node) {
    Map<Expr, Sym> symbols = new LinkedHashMap<>();
    List<Sym> variances = new ArrayList<>();
    Call general = node;
    if (node.arity() == 3 && node.arg(2).isCall("List", 2)) {
      List<Expr> rows = ((Call) node.arg(2)).args();
      if (!rows.stream().allMatch(row -> row.isCall("List", 2))) {
        return Optional.empty();
      }
      // Apart even where they are equal: a law of equal variances is a case of the general one.
      Sym p = fresh("p", node);
      Sym q = fresh("q", node);
      Sym r = fresh("r", node);
      Map<Sym, Expr> meanings = new LinkedHashMap<>();
      meanings.put(p, ((Call) rows.get(0)).arg(0));
      meanings.put(q, ((Call) rows.get(1)).arg(1));
      meanings.put(r, ((Call) rows.get(0)).arg(1));
      Expr law = Expressions.list(Expressions.list(p, r), Expressions.list(r, q));
      general = new Call(node.head(), List.of(node.arg(0), node.arg(1), law));
      return meanings.values().stream().allMatch(GeneralLaw::isPlain)
          ? Optional.empty()
          : Optional.of(new GeneralLaw(general, meanings, List.of(p, q)));
    }
    if (node.arity() != 2 || !(node.arg(1) instanceof Sym z)) {
      return Optional.empty();
    }
    Expr body =
        named(
            node.arg(0),
            z,
            radicand ->
                symbols.computeIfAbsent(radicand, any -> fresh("q" + symbols.size(), node)));
    Map<Sym, Expr> meanings = new LinkedHashMap<>();
    symbols.forEach((meaning, symbol) -> meanings.put(symbol, meaning));
    variances.addAll(meanings.keySet());
    return meanings.isEmpty()
        ? Optional.empty()
        : Optional.of(new GeneralLaw(new Call(node.head(), List.of(body, z)), meanings, variances));
  }

  /** Names the radicands of square roots, the outermost of nested ones. */
  private static Expr named(Expr part, Sym z, UnaryOperator<Expr> name) {
    if (!(part instanceof Call call)) {
      return part;
    }
    if (call.isCall("Power", 2)
        && call.arg(1) instanceof Num exponent
        && exponent.denominator().equals(java.math.BigInteger.TWO)) {
      Expr radicand = call.arg(0);
      if (!isPlain(radicand) && !radicand.symbols().contains(z.name())) {
        return Expressions.power(name.apply(radicand), exponent);
      }
    }
    return Expressions.call(
        call.head(), call.args().stream().map(arg -> named(arg, z, name)).toList());
  }

  /** Returns whether the derivation takes a formula as it stands. */
  private static boolean isPlain(Expr expr) {
    return !(expr instanceof Call);
  }

  private static Sym fresh(String name, Expr avoid) {
    return InternalNames.fresh(name, avoid);
  }

  /** Returns what one of the symbols stands for. */
  Expr meaning(Sym symbol) {
    return Objects.requireNonNull(meanings.get(symbol));
  }

  /** Returns the assumptions with those on the symbols: a variance is positive. */
  Assumptions with(Assumptions assumptions) {
    Assumptions all = assumptions;
    for (Sym symbol : meanings.keySet()) {
      all =
          all.with(symbol.name(), variances.contains(symbol) ? Interval.POSITIVE : Interval.REALS);
    }
    return all;
  }

  /** Returns the value of the expectation, the formulas put in again, and the steps. */
  Expr instance(GaussianResult.ClosedForm form, List<ProofStep> steps) {
    steps.addAll(form.steps());
    Expr value =
        form.value()
            .transform(node -> node instanceof Sym sym ? meanings.getOrDefault(sym, sym) : node);
    steps.add(
        new ProofStep(
            "substitution",
            expectation,
            form.value(),
            "this holds for every law; here " + where()));
    return value;
  }

  private String where() {
    List<String> parts = new ArrayList<>();
    meanings.forEach(
        (symbol, meaning) ->
            parts.add(
                InternalNames.shown(symbol.name())
                    + " == "
                    + org.widelimit.algebra.syntax.wolfram.WolframWriter.write(meaning)));
    return String.join(", ", parts);
  }
}
