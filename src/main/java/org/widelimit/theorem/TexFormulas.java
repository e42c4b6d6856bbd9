package org.widelimit.theorem;

import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads printed equations with a file's declarations. */
final class TexFormulas {

  private final FormulaReader formulas;
  private final Map<String, SymbolDeclaration> symbols;
  private final Map<String, FunctionDeclaration> functions;

  TexFormulas(
      FormulaReader formulas,
      Map<String, SymbolDeclaration> symbols,
      Map<String, FunctionDeclaration> functions) {
    this.formulas = formulas;
    this.symbols = symbols;
    this.functions = functions;
  }

  List<List<Expr>> read(
      ScalarNode node, Map<String, Expr> reads, Map<String, ScalarNode> keys, Scope scope) {
    return List.of();
  }
}
