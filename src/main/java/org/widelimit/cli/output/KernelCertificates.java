package org.widelimit.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.certificate.Certificate;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.KernelDerivation.Line;
import org.widelimit.verification.claim.ActivationTable;

/** The lines of a derivation as theorems for Coq. */
final class KernelCertificates {

  /** The lines that are closed forms of Gaussian averages. */
  private static final Set<String> CLOSED =
      Set.of(
          "dual",
          "derivativeDual",
          "mean",
          "secondMoment",
          "slopeMoment",
          "lengthMap",
          "chi",
          "correlationMap");

  private KernelCertificates() {}

  static Certificate of(KernelDerivation derivation) {
    Certificate certificate =
        new Certificate("The kernels of " + derivation.activation().name() + ", derived");
    ActivationTable table = new ActivationTable(Map.of("phi", derivation.activation()));
    List<String> parameters = List.copyOf(new TreeSet<>(derivation.activation().parameters()));
    certificate.price("price", derivation.activation().expression(), parameters);
    for (Line line : derivation.lines()) {
      if (!CLOSED.contains(line.name())) {
        continue;
      }
      if (line.right().equals(Expressions.sym("Indeterminate"))) {
        certificate.skip(line.name(), "it has no closed form");
        continue;
      }
      TreeSet<String> symbols = new TreeSet<>(line.right().symbols());
      symbols.addAll(line.left().symbols());
      symbols.removeAll(Set.of("phi", "z", "Pi", "E"));
      List<Expr> conditions = new ArrayList<>();
      for (String symbol : symbols) {
        if (symbol.equals("c")) {
          conditions.add(WolframReader.read("c > -1"));
          conditions.add(WolframReader.read("c < 1"));
        } else if (!symbol.equals("r")) {
          conditions.add(WolframReader.read(symbol + " > 0"));
        }
      }
      if (symbols.contains("r")) {
        conditions.add(WolframReader.read("r^2 < p q"));
        for (String size : List.of("p", "q")) {
          if (symbols.add(size)) {
            conditions.add(0, WolframReader.read(size + " > 0"));
          }
        }
      }
      certificate.add(
          line.name(),
          WolframWriter.write(line.left()) + " == " + WolframWriter.write(line.right()),
          List.copyOf(symbols),
          conditions,
          "==",
          List.of(line.left(), line.right()),
          table);
    }
    return certificate;
  }
}
