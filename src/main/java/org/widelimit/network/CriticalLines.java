package org.widelimit.network;

import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;

import java.util.List;
import java.util.Optional;

/** The lines on where chi is 1 at a fixed point of the length map. */
final class CriticalLines {

  private final SymbolicNetwork network;
  private final DerivationLines lines;

  CriticalLines(SymbolicNetwork network, DerivationLines lines) {
    this.network = network;
    this.lines = lines;
  }

  void add() {
    Optional<SymbolicNetwork.Criticality> criticality = network.criticality();
    criticality.ifPresent(
        line -> {
          String note =
              line.isPoint()
                  ? "chi is 1 at a fixed point of the length map at this point only"
                  : "the critical line, with the fixed point q of the length map as parameter,"
                      + " where both variances are not negative";
          List<String> q = line.isPoint() ? List.of() : List.of("q");
          lines.add(
              "criticalWeightVariance",
              "critical weight variance",
              q,
              square(sym("sigmaW")),
              line.weightVariance(),
              note);
          lines.add(
              "criticalBiasVariance",
              "critical bias variance",
              q,
              square(sym("sigmaB")),
              line.biasVariance(),
              note);
          lines.add(
              "criticality",
              "condition of criticality",
              lines.with(),
              sym("critical"),
              line.condition(),
              note);
        });
    network
        .criticalVariance()
        .ifPresent(
            value ->
                lines.add(
                    "criticalVariance",
                    "fixed point on the critical line",
                    List.of("sigmaW"),
                    sym("qStar"),
                    value,
                    "chi == 1 solved for q; on the critical line where it is positive"));
    network
        .criticalBias()
        .ifPresent(
            value ->
                lines.add(
                    "criticalLine",
                    "critical line",
                    List.of("sigmaW"),
                    square(sym("sigmaB")),
                    value,
                    "the bias variance that belongs to a weight variance"));
  }
}
