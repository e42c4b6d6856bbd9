package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.functions.Families;
import org.widelimit.algebra.syntax.tex.TensorShapes;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.Position;
import org.widelimit.theorem.Relation;
import org.widelimit.theorem.Text;
import org.widelimit.theorem.vocabulary.ActivationTexts;
import org.widelimit.theorem.vocabulary.NameCheck;
import org.widelimit.theorem.vocabulary.NameFault;
import org.widelimit.theorem.vocabulary.Scope;
import org.widelimit.theorem.vocabulary.ShapeCheck;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the formulas of one file and turns their faults into faults of the file, with places. */
public final class FormulaReader {

  private final YamlDocument document;

  FormulaReader(YamlDocument document) {
    this.document = document;
  }

  /** Reads a formula without looking at its names. */
  private Read read(Node node) {
    ScalarNode scalar = (ScalarNode) node;
    try {
      WolframReader.Reading reading = WolframReader.readWithOffsets(scalar.getValue());
      return new Read(scalar, reading.expr(), reading.offsets(), reading.beforeParentheses());
    } catch (SyntaxException e) {
      throw syntax(scalar, e, "formulas are in Wolfram syntax: Sqrt[q], 2 Pi, x^2, a == b");
    } catch (ArithmeticException e) {
      throw new Fault(document.start(scalar), "the formula divides by zero", "");
    }
  }

  /** Returns the fault of a formula's text at its place in the file. */
  Fault syntax(ScalarNode scalar, SyntaxException e, String hint) {
    return new Fault(document.inside(scalar, e.offset()), String.valueOf(e.getMessage()), hint);
  }

  /** Requires that a text is an activation: of the catalogue, or an expression in x. */
  void requireActivation(ScalarNode node) {
    try {
      ActivationTexts.check(node.getValue());
    } catch (SyntaxException e) {
      throw syntax(node, e, "a name of the catalogue or an expression in x");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Fault(
          document.start(node),
          "not an activation: " + e.getMessage(),
          "a name of the catalogue or an expression in x");
    }
  }

  private record Read(
      ScalarNode scalar,
      Expr expr,
      Map<String, Integer> offsets,
      Map<String, Integer> beforeParentheses) {}

  /** Reads a value: a number, a vector or a matrix. */
  Expr value(Node node, Scope scope) {
    Read read = read(node);
    return checked(read, scope, () -> value(read.expr(), scope));
  }

  /** Reads a formula whose names its reader checks. */
  Expr parsed(Node node) {
    return read(node).expr();
  }

  /** Checks that a part of a formula is a number. */
  void number(Expr expr, ScalarNode node, Scope scope) {
    checked(
        read(node),
        scope,
        () -> {
          Expr written = value(expr, scope);
          if (new TensorShapes(scope.shapes()).of(written).isArray()) {
            throw new NameFault("", "a mean or a variance is a number", "");
          }
          return written;
        });
  }

  /** Checks the names of a value and writes the file's own functions out. */
  private static Expr value(Expr expr, Scope scope) {
    NameCheck.value(expr, scope);
    Expr own = scope.own().written(expr);
    if (!own.equals(expr)) {
      NameCheck.value(own, scope);
    }
    Expr written = members(own);
    new ShapeCheck(scope).check(written);
    return Binders.marked(written);
  }

  /** Writes the members of families out, which have whole numbers by now. */
  private static Expr members(Expr expr) {
    try {
      return Families.written(expr);
    } catch (Families.OutsideException outside) {
      throw new NameFault(
          outside.name(), String.valueOf(outside.getMessage()), "for example LegendreP[3, q]");
    }
  }

  /** Reads the formula of a function of the file's own, and returns the scope that has it. */
  Scope function(String name, List<String> parameters, Node node, Scope scope) {
    Read read = read(node);
    Scope inner = scope;
    for (String parameter : parameters) {
      inner = inner.with(parameter);
    }
    Scope inside = inner;
    return checked(
        read,
        inside,
        () -> {
          value(read.expr(), inside);
          return scope.withOwn(
              name, parameters, read.expr(), AsWritten.of(() -> read(node).expr()));
        });
  }

  /** Reads a condition. */
  Expr condition(Node node, Scope scope) {
    Read read = read(node);
    return checked(read, scope, () -> condition(read.expr(), scope));
  }

  private static Expr condition(Expr expr, Scope scope) {
    NameCheck.condition(expr, scope);
    return Binders.marked(members(scope.own().written(expr)));
  }

  /** Reads {@code A == B}, or a longer chain, as its sides. */
  List<Expr> equation(Node node, Scope scope) {
    Read read = read(node);
    List<Expr> sides = new ArrayList<>();
    for (Expr link : read.expr().conjuncts()) {
      if (!link.isCall("Equal", 2)) {
        throw new Fault(
            document.start(node),
            "expected an equation 'A == B'",
            read.expr().isCall("Rule") ? "'->' belongs in 'limit'" : "two equals signs");
      }
      extend(sides, (Call) link, node);
    }
    return checked(read, scope, () -> sides(sides, scope));
  }

  private static List<Expr> sides(List<Expr> sides, Scope scope) {
    return sides.stream().map(side -> value(side, scope)).toList();
  }

  /** Reads {@code A <= B}, or a longer chain, as its sides and relations. */
  Inequality inequality(Node node, Scope scope) {
    Read read = read(node);
    List<Expr> sides = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (Expr link : read.expr().conjuncts()) {
      Optional<Relation> relation =
          link instanceof Call call && call.arity() == 2
              ? call.headName().flatMap(Relation::ofHead)
              : Optional.empty();
      if (relation.isEmpty()) {
        throw new Fault(
            document.start(node),
            "expected an inequality 'A <= B'",
            "one of < <= > >=; an equality belongs in 'equation'");
      }
      relations.add(relation.get());
      extend(sides, (Call) link, node);
    }
    return new Inequality(checked(read, scope, () -> sides(sides, scope)), relations);
  }

  /** The sides of an inequality and the relations between neighbours. */
  record Inequality(List<Expr> sides, List<Relation> relations) {}

  private void extend(List<Expr> sides, Call link, Node node) {
    if (sides.isEmpty()) {
      sides.add(link.arg(0));
    } else if (!sides.get(sides.size() - 1).equals(link.arg(0))) {
      throw new Fault(
          document.start(node),
          "a claim is one chain, not several joined by &&",
          "write two claims");
    }
    sides.add(link.arg(1));
  }

  /** Reads {@code A -> B} as two values. */
  List<Expr> rule(Node node, Scope scope) {
    Read read = read(node);
    if (!read.expr().isCall("Rule", 2)) {
      throw new Fault(
          document.start(node),
          "expected 'Observable -> limit'",
          "an equality belongs in 'equation'");
    }
    List<Expr> sides = ((Call) read.expr()).args();
    return checked(read, scope, () -> sides(sides, scope));
  }

  /** Reads {@code A == B} with exactly two sides and checks them with a scope made from them. */
  List<Expr> pair(Node node, java.util.function.Function<List<Expr>, Scope> scopes) {
    Read read = read(node);
    if (!read.expr().isCall("Equal", 2)) {
      throw new Fault(document.start(node), "expected an equation 'A == B'", "two equals signs");
    }
    List<Expr> sides = ((Call) read.expr()).args();
    return checked(read, Scope.EMPTY, () -> sides(sides, scopes.apply(sides)));
  }

  /** Reads equations of two sides each, joined by {@code &&}. */
  List<List<Expr>> pairs(Node node, Scope scope) {
    Read read = read(node);
    List<List<Expr>> pairs = new ArrayList<>();
    for (Expr link : read.expr().conjuncts()) {
      if (!link.isCall("Equal", 2)) {
        throw new Fault(document.start(node), "expected an equation 'A == B'", "two equals signs");
      }
      pairs.add(checked(read, scope, () -> sides(((Call) link).args(), scope)));
    }
    return pairs;
  }

  /** Reads a rational number. */
  Num number(Node node) {
    if (read(node).expr() instanceof Num number) {
      return number;
    }
    throw new Fault(
        document.start(node),
        "expected a rational number, found " + Text.quote(((ScalarNode) node).getValue()),
        "for example 1/2");
  }

  /**
   * Checks names that a TeX text was read as, whose places are not known one by one, and writes the
   * file's own functions out.
   */
  List<Expr> names(ScalarNode node, List<Expr> sides, Scope scope) {
    return checked(
        new Read(node, org.widelimit.algebra.Expressions.ZERO, Map.of(), Map.of()),
        scope,
        () -> sides(sides, scope));
  }

  /** Checks conditions that a TeX text was read as. */
  List<Expr> conditions(ScalarNode node, List<Expr> conditions, Scope scope) {
    return checked(
        new Read(node, org.widelimit.algebra.Expressions.ZERO, Map.of(), Map.of()),
        scope,
        () -> conditions.stream().map(condition -> condition(condition, scope)).toList());
  }

  private <T> T checked(Read read, Scope scope, Supplier<T> names) {
    for (Map.Entry<String, Integer> entry : read.beforeParentheses().entrySet()) {
      if (scope.isFunction(entry.getKey())) {
        throw new Fault(
            document.inside(read.scalar(), entry.getValue()),
            "'" + entry.getKey() + "' is a function; parentheses only group",
            "brackets apply a function: write "
                + entry.getKey()
                + "[...]; a star multiplies: "
                + entry.getKey()
                + "*(...)");
      }
    }
    try {
      return names.get();
    } catch (ArithmeticException e) {
      throw new Fault(document.start(read.scalar()), "the formula divides by zero", "");
    } catch (NameFault fault) {
      throw new Fault(place(read, fault), String.valueOf(fault.getMessage()), fault.hint());
    }
  }

  private Position place(Read read, NameFault fault) {
    String name = fault.name();
    if (name.isEmpty()) {
      return document.start(read.scalar());
    }
    String word = "(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])";
    Matcher applied = Pattern.compile(word + "\\s*\\[").matcher(read.scalar().getValue());
    if (fault.applied() && applied.find()) {
      return document.inside(read.scalar(), applied.start());
    }
    Integer offset = read.offsets().get(name);
    return offset == null ? document.start(read.scalar()) : document.inside(read.scalar(), offset);
  }
}
