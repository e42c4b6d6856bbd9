package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.tex.TexLaw;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexReading;
import org.widelimit.theorem.vocabulary.ActivationTexts;
import org.widelimit.theorem.vocabulary.Scope;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads printed equations and inequalities with a file's declarations. */
final class TexFormulas {

  /** Functions of the vocabulary and the catalogue, which letters side by side may spell. */
  private static final Set<String> WORDS = words();

  private final YamlDocument document;
  private final FormulaReader formulas;
  private final Map<String, String> names;
  private final String macros;

  /**
   * Creates the reader.
   *
   * @param names the symbols and functions of the file by their TeX
   * @param macros the macros of the file
   */
  TexFormulas(
      YamlDocument document, FormulaReader formulas, Map<String, String> names, String macros) {
    this.document = document;
    this.formulas = formulas;
    this.names = Map.copyOf(names);
    this.macros = macros;
  }

  String macros() {
    return macros;
  }

  private static Set<String> words() {
    Set<String> words = new LinkedHashSet<>(ActivationTexts.names());
    Vocabulary.words().stream()
        .filter(word -> word.kind() == Word.Kind.FUNCTION || word.isMap())
        .forEach(word -> words.add(word.name()));
    return words;
  }

  /**
   * Reads the equations of a claim, or its one inequality.
   *
   * @return what was read, of at least two sides each
   * @throws Fault if a text is neither or uses names that the file does not declare
   */
  List<TexReading> read(
      ScalarNode node,
      Map<String, Expr> reads,
      Map<String, ScalarNode> places,
      List<TexLaw> laws,
      Scope scope) {
    document.requireBackslashes(node);
    places.values().forEach(document::requireBackslashes);
    Set<String> functions = new LinkedHashSet<>(scope.functions().keySet());
    functions.addAll(scope.activations());
    Set<String> declared = new LinkedHashSet<>(scope.symbols());
    declared.addAll(functions);
    TexReader reader =
        TexReader.create()
            .withReads(reads)
            .withSymbols(names)
            .withFunctions(functions)
            .withDeclared(declared)
            .withShapes(scope.shapes())
            .withWords(WORDS)
            .withLaws(laws)
            .withMacros(macros);
    List<TexReading> readings = readings(reader, node, places);
    List<TexReading> written = new ArrayList<>();
    for (TexReading reading : readings) {
      if (reading.sides().size() < 2) {
        throw new Fault(
            document.start(node), "expected an equation, found an expression", "A = B, or A := B");
      }
      if (!reading.isEquation() && (readings.size() > 1 || reading.relations().contains("Equal"))) {
        throw new Fault(
            document.start(node),
            "an inequality is a claim of its own, not beside an equation or another inequality",
            "write two claims");
      }
      List<Expr> sides = formulas.names(node, reading.sides(), scope);
      written.add(
          new TexReading(
              sides, reading.relations(), formulas.conditions(node, reading.conditions(), scope)));
    }
    return written;
  }

  private List<TexReading> readings(
      TexReader reader, ScalarNode node, Map<String, ScalarNode> places) {
    try {
      return reader.readAll(node.getValue());
    } catch (SyntaxException e) {
      String message = String.valueOf(e.getMessage());
      for (Map.Entry<String, ScalarNode> entry : places.entrySet()) {
        if (message.contains("'" + entry.getKey() + "'") && message.contains("occurs nowhere")) {
          throw new Fault(
              document.start(entry.getValue()), message, "remove it, or write it as printed");
        }
      }
      throw formulas.syntax(
          node,
          e,
          message.contains("reads") ? "'reads' says what a fragment of the TeX stands for" : "");
    } catch (ArithmeticException e) {
      throw new Fault(document.start(node), "the formula divides by zero", "");
    }
  }
}
