package org.widelimit.theorem;

import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads printed equations with a file's declarations. */
final class TexFormulas {

  private final FormulaReader formulas;

  TexFormulas(FormulaReader formulas) {
    this.formulas = formulas;
  }

  List<List<Expr>> read(ScalarNode node, Map<String, Expr> reads, Scope scope) {
    formulas.names(node, List.copyOf(reads.values()), scope);
    return List.of();
  }
}
