package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.network.symbolic.DerivationLines.apply;
import static org.widelimit.network.symbolic.DerivationLines.note;
import static org.widelimit.network.symbolic.DerivationLines.usable;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;

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
    fixedPoints();
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
    network.lengthSlope().ifPresent(this::lengthSlope);
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

  /** Two ways lead to the slope: the moments of derivatives, and the derivative of the map. */
  private void lengthSlope(Expr own) {
    Expr left =
        apply(
            apply(
                call("Derivative", num(1)),
                call("LengthMap", sym("phi"), sym("sigmaW"), sym("sigmaB"))),
            sym("q"));
    Believed slope =
        Proposer.here().derivative(network.lengthMap(), "q", own, DerivationLines.ASSUMED);
    lines.addProved(
        "lengthSlope",
        "slope of the length map",
        lines.with("q"),
        left,
        slope.value(),
        "chi and sigmaW^2 times the moment of the second derivative",
        slope.isOwn()
            ? List.of()
            : List.of(slope.step("differentiation", left, "of the length map")));
  }

  /** Adds the fixed points of the length map, where its equation is solved. */
  void fixedPoints() {
    List<SymbolicNetwork.FixedPoint> points = network.fixedPoints();
    List<Believed> solutions =
        points.isEmpty()
            ? List.of()
            : Proposer.here()
                .solutions(sym("q"), network.lengthMap(), "q", DerivationLines.ASSUMED);
    int number = 1;
    for (SymbolicNetwork.FixedPoint point : points) {
      Believed value =
          solutions.stream()
              .filter(solution -> DerivationLines.areEqual(solution.value(), point.value()))
              .findFirst()
              .orElse(Believed.own(point.value()));
      lines.addProved(
          number == 1 ? "fixedPoint" : "fixedPoint" + number,
          "fixed point of the length map",
          lines.with(),
          sym("qStar"),
          value.value(),
          point.note(),
          value.isOwn()
              ? List.of()
              : List.of(value.step("solution", sym("qStar"), "of LengthMap == q")));
      number++;
    }
  }
}
