package org.widelimit.network;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.network.DerivationLines.apply;
import static org.widelimit.network.DerivationLines.note;
import static org.widelimit.network.DerivationLines.usable;

import org.widelimit.algebra.Expr;

/** The lines on the maps of length and correlation from layer to layer. */
final class MapLines {

  private final SymbolicNetwork network;
  private final DerivationLines lines;

  MapLines(SymbolicNetwork network, DerivationLines lines) {
    this.network = network;
    this.lines = lines;
  }

  void add() {
    Expr map = call("LengthMap", sym("phi"), sym("sigmaW"), sym("sigmaB"));
    lines.addShortest(
        "lengthMap",
        "length map",
        lines.with("q"),
        apply(map, sym("q")),
        network.lengthMap(),
        note(network.kernels().secondMoment()));
    network
        .lengthAfter()
        .ifPresent(
            value ->
                lines.add(
                    "lengthAfter",
                    "mean squared preactivation l layers on",
                    lines.with("q", "l"),
                    call("Nest", map, sym("q"), sym("l")),
                    value,
                    "the length map is linear; a geometric series"));
    int number = 1;
    for (SymbolicNetwork.FixedPoint point : network.fixedPoints()) {
      lines.add(
          number == 1 ? "fixedPoint" : "fixedPoint" + number,
          "fixed point of the length map",
          lines.with(),
          sym("qStar"),
          point.value(),
          point.note());
      number++;
    }
    network
        .imageOfOne()
        .ifPresent(
            value ->
                lines.add(
                    "imageOfOne",
                    "image of correlation 1 under the correlation map",
                    lines.with("q"),
                    apply(
                        call("CorrelationMap", sym("phi"), sym("sigmaW"), sym("sigmaB")),
                        sym("q"),
                        num(1)),
                    value,
                    "below 1, as masks tell equal inputs apart: there is no critical point"));
    if (usable(network.kernels().derivativeMoment())) {
      lines.addShortest(
          "chi",
          lines.layers() == SymbolicNetwork.Layers.DROPOUT
              ? "slope of the correlation map at correlation 1"
              : "growth of squared gradients a layer",
          lines.with("q"),
          apply(call("Chi", sym("phi"), sym("sigmaW")), sym("q")),
          network.chi(),
          note(network.kernels().derivativeMoment()));
      if (lines.layers() == SymbolicNetwork.Layers.DROPOUT) {
        lines.add(
            "gradientGrowth",
            "growth of squared gradients a layer",
            lines.with("q"),
            sym("growth"),
            network.gradientGrowth(),
            note(network.kernels().derivativeMoment()));
      }
    }
    network
        .lengthSlope()
        .ifPresent(
            value ->
                lines.add(
                    "lengthSlope",
                    "slope of the length map",
                    lines.with("q"),
                    apply(apply(call("Derivative", num(1)), map), sym("q")),
                    value,
                    "chi and sigmaW^2 times the moment of the second derivative"));
    if (usable(network.kernels().dual())) {
      lines.addShortest(
          "correlationMap",
          "correlation map at a fixed point q",
          lines.with("q", "c"),
          apply(
              call("CorrelationMap", sym("phi"), sym("sigmaW"), sym("sigmaB")), sym("q"), sym("c")),
          network.correlationMap(),
          note(network.kernels().correlatedDual()));
    }
  }
}
