package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.tex.TexLaw;
import org.widelimit.theorem.reader.YamlDocument.Entry;
import org.widelimit.theorem.vocabulary.Scope;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the laws that a claim declares for what its TeX averages over. */
final class LawReader {

  private static final String FORM =
      "Gaussian[mean, variance] of one variable, the covariance {{p, r}, {r, q}} of two";

  private LawReader() {}

  /**
   * Reads the laws of a claim.
   *
   * @throws Fault if a law is not one, or not of as many variables as it names
   */
  static List<TexLaw> laws(YamlDocument document, FormulaReader formulas, Node claim, Scope scope) {
    List<TexLaw> laws = new ArrayList<>();
    for (Map.Entry<String, Entry> named :
        YamlDocument.value(claim, "law").map(YamlDocument::entries).orElse(Map.of()).entrySet()) {
      Entry entry = named.getValue();
      document.requireBackslashes(entry.key());
      List<String> fragments = fragments(named.getKey());
      if (fragments.stream().anyMatch(String::isBlank)) {
        throw new Fault(
            document.start(entry.key()), "a law names its variables", "law: {'u, v': ...}");
      }
      Expr value = formulas.parsed(entry.value());
      boolean said = value.isCall("Gaussian", 2);
      Expr mean = said ? ((Call) value).arg(0) : Expressions.ZERO;
      Expr covariance = said ? ((Call) value).arg(1) : value;
      requireShape(document, entry.value(), covariance, fragments.size(), said);
      for (Expr parameter : parameters(mean, covariance)) {
        formulas.number(parameter, (ScalarNode) entry.value(), scope);
      }
      laws.add(new TexLaw(fragments, mean, covariance));
    }
    return laws;
  }

  private static void requireShape(
      YamlDocument document, Node node, Expr covariance, int size, boolean said) {
    boolean matrix = covariance.isCall("List", size);
    if (matrix) {
      List<Expr> rows = ((Call) covariance).args();
      for (int i = 0; i < size; i++) {
        matrix &= rows.get(i).isCall("List", size);
        for (int j = 0; matrix && j < i; j++) {
          matrix = ((Call) rows.get(i)).arg(j).equals(((Call) rows.get(j)).arg(i));
        }
      }
    }
    boolean single = size == 1 && said && !covariance.isCall("List");
    if (!single && (size == 1 || !matrix)) {
      throw new Fault(
          document.start(node),
          size == 1
              ? "the law of one variable is Gaussian[mean, variance]"
              : "the law of " + size + " variables is their symmetric covariance matrix",
          FORM);
    }
  }

  private static List<Expr> parameters(Expr mean, Expr covariance) {
    List<Expr> parameters = new ArrayList<>(List.of(mean));
    if (covariance instanceof Call rows && rows.isCall("List")) {
      rows.args().forEach(row -> parameters.addAll(((Call) row).args()));
    } else {
      parameters.add(covariance);
    }
    return parameters;
  }

  /** Splits {@code f(x), f(x')} at the commas that stand in no bracket. */
  private static List<String> fragments(String key) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      depth += "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(key.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(key.substring(from).strip());
    return parts;
  }
}
