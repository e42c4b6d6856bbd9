package org.widelimit.theorem.vocabulary;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.theorem.Text;

/**
 * The allowlist at work: every name of a formula is declared, bound or a word of the vocabulary,
 * and every bracket has the right number of arguments.
 */
public final class NameCheck {

  private static final Set<String> CONDITIONS =
      Set.of("Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "And", "Or", "Not");

  private static final Set<String> RANGES = Set.of("Integrate", "Sum", "Product");

  /** What to write for words of other languages. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("ln", "Log[x]"),
          Map.entry("Ln", "Log[x]"),
          Map.entry("log2", "Log[x]/Log[2]"),
          Map.entry("Log2", "Log[x]/Log[2]"),
          Map.entry("log10", "Log[x]/Log[10]"),
          Map.entry("Log10", "Log[x]/Log[10]"),
          Map.entry("asin", "ArcSin[x]"),
          Map.entry("acos", "ArcCos[x]"),
          Map.entry("atan", "ArcTan[x]"),
          Map.entry("atanh", "ArcTanh[x]"),
          Map.entry("If", "Piecewise[{{a, condition}}, b]"),
          Map.entry("Boole", "Piecewise[{{1, condition}}, 0]"),
          Map.entry("UnitStep", "HeavisideTheta[x]"),
          Map.entry("sgn", "Sign[x]"),
          Map.entry("Mod", "x - n Floor[x/n]"),
          Map.entry("Ceiling", "-Floor[-x]"));

  private static final String VARIABLE = ActivationTexts.VARIABLE;

  private NameCheck() {}

  /**
   * Checks an expression that stands for a number, a vector or a matrix.
   *
   * @throws NameFault at the first name used wrongly
   */
  public static void value(Expr expr, Scope scope) {
    if (expr instanceof Sym sym) {
      symbol(sym.name(), scope);
    } else if (expr instanceof Call call) {
      if (call.head() instanceof Sym head) {
        named(head.name(), call, scope);
      } else {
        curried((Call) headCall(call), call, scope);
      }
    }
  }

  private static Expr headCall(Call call) {
    if (call.head() instanceof Call head) {
      return head;
    }
    throw new NameFault(
        "", "a number cannot be applied to arguments", "a product needs no brackets");
  }

  /** Checks a condition: comparisons joined by logical words. */
  public static void condition(Expr expr, Scope scope) {
    String head = expr.headName().orElse("");
    if (!CONDITIONS.contains(head)) {
      throw new NameFault(
          "", "a condition is a comparison", "write a < b, a <= b, a == b, joined by && and ||");
    }
    boolean logical = head.equals("And") || head.equals("Or") || head.equals("Not");
    for (Expr arg : ((Call) expr).args()) {
      if (logical) {
        condition(arg, scope);
      } else {
        value(arg, scope);
      }
    }
  }

  private static void symbol(String name, Scope scope) {
    if (scope.symbols().contains(name)) {
      return;
    }
    if (scope.activations().contains(name) || ActivationTexts.isName(name)) {
      throw new NameFault(name, Text.quote(name) + " is an activation", "write " + name + "[q]");
    }
    Integer arity = scope.functions().get(name);
    if (arity != null) {
      throw new NameFault(
          name,
          Text.quote(name) + " is a function of " + Word.count(arity, arity),
          "write " + name + "[...]");
    }
    Optional<String> constant = Constants.instead(name);
    if (constant.isPresent()) {
      throw new NameFault(
          name, Text.quote(name) + " is no name of a constant here", "write " + constant.get());
    }
    Word word = Vocabulary.find(name).orElse(null);
    if (word == null) {
      throw unknown("symbol", name, scope);
    }
    if (word.kind() != Word.Kind.CONSTANT) {
      throw new NameFault(
          name,
          Text.quote(name) + " needs brackets: " + word.arity(),
          "for example " + word.example());
    }
  }

  private static NameFault unknown(String what, String name, Scope scope) {
    String instead = INSTEAD.get(name);
    if (instead != null) {
      return new NameFault(name, "unknown " + what + " " + Text.quote(name), "write " + instead);
    }
    Set<String> known = scope.names();
    if (!what.equals("symbol")) {
      known.addAll(ActivationTexts.names());
    }
    return new NameFault(
        name,
        "unknown " + what + " " + Text.quote(name),
        Text.didYouMean(
            name,
            known,
            what.equals("symbol")
                ? "declare it under 'symbols', or see 'widelimit explain'"
                : "declare it under 'functions', or see 'widelimit explain'"));
  }

  private static void named(String name, Call call, Scope scope) {
    if (scope.activations().contains(name) || scope.functions().containsKey(name)) {
      int arity = scope.functions().getOrDefault(name, 1);
      arity(name, call, arity, arity, "");
      values(call, scope);
      return;
    }
    if (scope.symbols().contains(name) && !name.equals("E")) {
      throw new NameFault(
          name,
          Text.quote(name) + " is a symbol, not a function",
          "a product is written with a space: " + name + " (...)");
    }
    if (name.equals("E") || name.equals(Binders.MANY)) {
      BindingCheck.expectation(call, scope);
      return;
    }
    Word word = Vocabulary.find(name).orElse(null);
    if (word == null || word.kind() == Word.Kind.CONSTANT) {
      if (ActivationTexts.isName(name)) {
        arity(name, call, 1, 1, "");
        values(call, scope);
        return;
      }
      throw unknown("function", name, scope);
    }
    arity(name, call, word.fewest(), word.most(), word.example());
    if (word.isMap()) {
      throw new NameFault(
          name,
          Text.quote(name) + " is a map and needs second brackets: " + word.arity(),
          "for example " + word.example());
    }
    if (word.kind() == Word.Kind.CONDITION || name.equals("Rule")) {
      throw new NameFault(
          "", "a comparison or '->' stands where a value is expected", "check the parentheses");
    }
    if (RANGES.contains(name)) {
      BindingCheck.range(word, call, scope);
    } else if (name.equals("Piecewise")) {
      BindingCheck.piecewise(word, call, scope);
    } else if (name.equals("D")) {
      BindingCheck.derivative(call, scope);
    } else if (name.equals("Derivative")) {
      throw new NameFault(
          name, "Derivative needs a function and its argument", "write Derivative[2][phi][x]");
    } else {
      arguments(word, call, scope);
    }
  }

  private static void arguments(Word word, Call call, Scope scope) {
    for (int i = 0; i < call.arity(); i++) {
      if (word.activationArguments().contains(i)) {
        activation(word, call.arg(i), scope);
      } else if (word.mapArguments().contains(i)) {
        function(word, call.arg(i), scope);
      } else {
        value(call.arg(i), scope);
      }
    }
  }

  private static void values(Call call, Scope scope) {
    call.args().forEach(arg -> value(arg, scope));
  }

  static void arity(String name, Call call, int fewest, int most, String example) {
    if (call.arity() < fewest || call.arity() > most) {
      throw new NameFault(
          name,
          Text.quote(name) + " takes " + Word.count(fewest, most) + ", not " + call.arity(),
          example.isEmpty() ? "" : "for example " + example);
    }
  }

  /** {@code LengthMap[phi, s, b][q]}, {@code Derivative[n][f][x]}, {@code f'[x]}. */
  private static void curried(Call head, Call call, Scope scope) {
    if (head.head() instanceof Call order && order.isCall("Derivative")) {
      if (order.arity() != 1
          || !(order.arg(0) instanceof Num n && n.isInteger() && n.signum() >= 0)
          || head.arity() != 1) {
        throw new NameFault(
            "Derivative", "Derivative[n][f] needs an order and a function", "write f'[x]");
      }
      differentiable(head.arg(0), call, scope);
      values(call, scope);
      return;
    }
    String name = head.headName().orElse("");
    Word word = Vocabulary.find(name).orElse(null);
    if (word != null && word.isMap() && !scope.functions().containsKey(name)) {
      map(word, head, scope);
      arity(name, call, word.fewestApplied(), word.mostApplied(), word.example());
      values(call, scope);
      return;
    }
    if (ActivationTexts.isName(name) && call.arity() == 1) {
      unambiguous(head, scope);
      values(head, scope);
      values(call, scope);
      return;
    }
    if (word == null && !scope.functions().containsKey(name)) {
      throw unknown("map", name, scope);
    }
    throw new NameFault(
        name,
        "second brackets follow a map or a derivative only",
        "for example LengthMap[phi, sigmaW, sigmaB][q]; a product is written with a space");
  }

  private static void differentiable(Expr function, Call call, Scope scope) {
    if (function instanceof Sym sym) {
      String name = sym.name();
      boolean known =
          scope.activations().contains(name)
              || ActivationTexts.isName(name)
              || Vocabulary.find(name).filter(w -> w.kind() == Word.Kind.FUNCTION).isPresent();
      Integer arity = scope.functions().get(name);
      if (arity != null || known) {
        arity(name, call, arity == null ? 1 : arity, arity == null ? 1 : arity, "");
        return;
      }
      throw unknown("function", name, scope);
    }
    if (function instanceof Call inner && inner.head() instanceof Sym head) {
      Word word = Vocabulary.find(head.name()).orElse(null);
      if (word != null && word.isMap()) {
        map(word, inner, scope);
        return;
      }
      if (ActivationTexts.isName(head.name())) {
        unambiguous(inner, scope);
        values(inner, scope);
        return;
      }
    }
    throw new NameFault("", "a prime follows the name of a function", "write phi'[x]");
  }

  private static void map(Word word, Call head, Scope scope) {
    arity(word.name(), head, word.fewest(), word.most(), word.example());
    arguments(word, head, scope);
  }

  /**
   * Refuses {@code leakyRelu[x]} in a file that declares x: the slope may be meant, or the value at
   * the variable x of activations.
   */
  private static void unambiguous(Expr expr, Scope scope) {
    if (!(expr instanceof Call call) || !scope.symbols().contains(VARIABLE)) {
      return;
    }
    String name = call.headName().orElse("");
    if (ActivationTexts.parameters(name) == call.arity()
        && call.args().stream().anyMatch(arg -> arg.contains(new Sym(VARIABLE)))) {
      throw new NameFault(
          name,
          "ambiguous: in " + Text.quote(name) + " x is the declared symbol or the variable",
          "give the symbol x another name, as x is the variable of activations");
    }
    call.args().forEach(arg -> unambiguous(arg, scope));
  }

  /** An activation's name or an expression in {@code x}. */
  private static void activation(Word word, Expr expr, Scope scope) {
    unambiguous(expr, scope);
    if (expr instanceof Sym sym
        && (scope.activations().contains(sym.name()) || ActivationTexts.isName(sym.name()))) {
      return;
    }
    if (expr instanceof Call call
        && call.head() instanceof Sym head
        && ActivationTexts.isName(head.name())
        && !call.contains(new Sym(VARIABLE))) {
      values(call, scope);
      return;
    }
    if (expr instanceof Sym sym
        && !sym.name().equals(VARIABLE)
        && !scope.symbols().contains(sym.name())) {
      Set<String> known = new LinkedHashSet<>(scope.activations());
      known.addAll(ActivationTexts.names());
      throw new NameFault(
          sym.name(),
          "unknown activation " + Text.quote(sym.name()) + " in " + word.name(),
          Text.didYouMean(sym.name(), known, "declare it under 'activations'"));
    }
    if (expr instanceof Call call
        && call.head() instanceof Call derivative
        && derivative.isCall("Derivative")
        && call.arity() == 1) {
      differentiable(call.arg(0), new Call(call, List.of(new Sym(VARIABLE))), scope);
      return;
    }
    value(expr, scope.with(VARIABLE));
  }

  /** A function of one argument: a map in first brackets only, an activation, a function. */
  private static void function(Word word, Expr expr, Scope scope) {
    if (expr instanceof Sym sym) {
      String name = sym.name();
      if (scope.activations().contains(name)
          || ActivationTexts.isName(name)
          || scope.functions().getOrDefault(name, 0) == 1) {
        return;
      }
      throw unknown("function", name, scope);
    }
    if (expr.isCall(Binders.FUNCTION, 2)
        && ((Call) expr).arg(0) instanceof Sym variable
        && InternalNames.isInternal(variable.name())) {
      value(((Call) expr).arg(1), scope.with(variable.name()));
      return;
    }
    if (expr instanceof Call call && call.head() instanceof Sym head) {
      Word inner = Vocabulary.find(head.name()).orElse(null);
      if (inner != null && inner.isMap()) {
        map(inner, call, scope);
        return;
      }
    }
    throw new NameFault(
        word.name(),
        word.name() + " needs a map as its first argument",
        "for example " + word.example());
  }
}
