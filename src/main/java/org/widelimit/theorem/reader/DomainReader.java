package org.widelimit.theorem.reader;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.vocabulary.NameCheck;
import org.widelimit.theorem.vocabulary.NameFault;
import org.widelimit.theorem.vocabulary.OwnFunctions;
import org.widelimit.theorem.vocabulary.Scope;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads sets whose ends are formulas, such as {@code (0, Pi)} and {@code (-Sqrt[p q], Sqrt[p q])}:
 * an interval of numbers that holds the set, and the conditions that are left of it.
 */
final class DomainReader {

  private static final Pattern INTERVAL =
      Pattern.compile("\\s*(integers\\b)?\\s*([\\[(])(.*)([\\])])\\s*", Pattern.DOTALL);

  private static final Duration PROCESSOR = Duration.ofMillis(200);

  /** Ends are rounded away from the set to so many digits. */
  private static final int DIGITS = 4;

  private final YamlDocument document;
  private final Map<String, SymbolDeclaration> above;

  /**
   * Creates the reader.
   *
   * @param above the symbols declared before, which ends may name
   */
  DomainReader(YamlDocument document, Map<String, SymbolDeclaration> above) {
    this.document = document;
    this.above = above;
  }

  /**
   * A set.
   *
   * @param domain an interval that holds it
   * @param conditions what else its members fulfil
   */
  record DeclaredSet(Domain domain, List<Expr> conditions) {
    DeclaredSet {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Reads the set of a symbol of that name.
   *
   * @return empty if the text has not the form of an interval
   * @throws Fault if an end is no formula in numbers and symbols above
   */
  Optional<DeclaredSet> read(String name, ScalarNode node) {
    Matcher matcher = INTERVAL.matcher(node.getValue());
    int comma = matcher.matches() ? comma(matcher.group(3)) : -1;
    if (comma < 0) {
      return Optional.empty();
    }
    String inside = matcher.group(3);
    Expr symbol = Expressions.sym(name);
    List<Expr> conditions = new ArrayList<>();
    boolean closedBelow = matcher.group(2).equals("[");
    boolean closedAbove = matcher.group(4).equals("]");
    End lower = end(node, inside.substring(0, comma), matcher.start(3), false);
    End upper = end(node, inside.substring(comma + 1), matcher.start(3) + comma + 1, true);
    lower
        .formula()
        .ifPresent(
            end ->
                conditions.add(
                    Expressions.call(closedBelow ? "GreaterEqual" : "Greater", symbol, end)));
    upper
        .formula()
        .ifPresent(
            end ->
                conditions.add(Expressions.call(closedAbove ? "LessEqual" : "Less", symbol, end)));
    String text =
        (matcher.group(1) == null ? "" : "integers ")
            + (closedBelow && !lower.number().contains("Inf") ? "[" : "(")
            + lower.number()
            + ", "
            + upper.number()
            + (closedAbove && !upper.number().contains("Inf") ? "]" : ")");
    return Domain.parse(text).map(domain -> new DeclaredSet(domain, conditions));
  }

  /** Returns the place of the one comma that is in no brackets, or -1. */
  private static int comma(String text) {
    int depth = 0;
    int found = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return depth == 0 ? found : -1;
  }

  /**
   * An end.
   *
   * @param number a number or an infinity at the end or beyond it
   * @param formula the end, if it is no number
   */
  private record End(String number, Optional<Expr> formula) {}

  private End end(ScalarNode node, String text, int offset, boolean upper) {
    Expr formula = formula(node, text, offset);
    boolean infinite =
        formula.equals(Expressions.INFINITY)
            || formula.equals(Expressions.negate(Expressions.INFINITY));
    if (infinite) {
      return new End(
          formula.equals(Expressions.INFINITY) ? "Infinity" : "-Infinity", Optional.empty());
    }
    if (formula instanceof Num number) {
      return new End(number.toString(), Optional.empty());
    }
    return new End(beyond(formula, upper), Optional.of(formula));
  }

  private Expr formula(ScalarNode node, String text, int offset) {
    Set<String> names = new LinkedHashSet<>();
    above.values().stream()
        .filter(symbol -> symbol.kind() == Values.REALS)
        .forEach(symbol -> names.add(symbol.name()));
    Scope scope = new Scope(names, Map.of(), Set.of(), Map.of(), OwnFunctions.NONE);
    try {
      Expr formula = WolframReader.readWithOffsets(text).expr();
      boolean infinite =
          formula.equals(Expressions.INFINITY)
              || formula.equals(Expressions.negate(Expressions.INFINITY));
      if (!infinite) {
        NameCheck.value(formula, scope);
      }
      return formula;
    } catch (SyntaxException e) {
      throw new Fault(
          document.inside(node, offset + e.offset()),
          String.valueOf(e.getMessage()),
          "an end of a set is a number or a formula: (0, Pi)");
    } catch (ArithmeticException e) {
      throw new Fault(document.inside(node, offset), "the end divides by zero", "");
    } catch (NameFault fault) {
      throw new Fault(
          document.inside(node, offset),
          String.valueOf(fault.getMessage()),
          "an end of a set may name symbols that are declared above it");
    }
  }

  /** Returns a short number that no value of the end lies beyond, or an infinity. */
  private String beyond(Expr formula, boolean upper) {
    String infinity = upper ? "Infinity" : "-Infinity";
    List<String> names = new ArrayList<>(formula.symbols());
    names.retainAll(above.keySet());
    RealInterval[] box = new RealInterval[names.size()];
    for (int i = 0; i < box.length; i++) {
      Domain domain = above.get(names.get(i)).domain();
      if (domain.lower().isEmpty() || domain.upper().isEmpty()) {
        return infinity;
      }
      box[i] =
          RealInterval.of(
              Math.nextDown(domain.lower().get().doubleValue()),
              Math.nextUp(domain.upper().get().doubleValue()));
    }
    EnclosedValue range = PointValues.over(formula, names, box, PROCESSOR);
    double end = upper ? range.range().hi() : range.range().lo();
    if (!range.range().isBounded() || Math.abs(end) > 1e8) {
      return infinity;
    }
    BigDecimal outside =
        new BigDecimal(end)
            .round(new MathContext(DIGITS, upper ? RoundingMode.CEILING : RoundingMode.FLOOR));
    // As many decimals as the text of a set may have.
    return outside
        .setScale(
            Math.min(8, Math.max(0, outside.scale())),
            upper ? RoundingMode.CEILING : RoundingMode.FLOOR)
        .toPlainString();
  }
}
