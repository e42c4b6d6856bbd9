package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;

/** The lines on where chi is 1 at a fixed point of the length map. */
final class CriticalLines {

  private static final Sym MOMENT = sym("m");

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
          Expr unknown = sym("v");
          solved(
              "criticalWeightVariance",
              "critical weight variance",
              q,
              square(sym("sigmaW")),
              solution(
                  times(unknown, MOMENT),
                  num(1),
                  network.kernels().derivativeMoment(sym("q")),
                  line.weightVariance()),
              "of chi == 1",
              note);
          solved(
              "criticalBiasVariance",
              "critical bias variance",
              q,
              square(sym("sigmaB")),
              solution(
                  plus(unknown, MOMENT),
                  sym("q"),
                  times(line.weightVariance(), network.kernels().secondMoment(sym("q"))),
                  line.biasVariance()),
              "of LengthMap == q",
              note);
          lines.add(
              "criticality",
              "condition of criticality",
              lines.with(),
              sym("critical"),
              line.condition(),
              note);
        });
    criticality
        .filter(line -> !line.isPoint())
        .ifPresent(line -> fixedPoint(line, network.criticalVariance()));
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

  /**
   * Solves an equation for v, in which a letter stands for a moment.
   *
   * @param moment the moment
   * @param own the solution that this program derived
   */
  private static Believed solution(Expr left, Expr right, Expr moment, Expr own) {
    return Proposer.here().solutions(left, right, "v", DerivationLines.ASSUMED).stream()
        .map(found -> found.in(found.value().substitute(MOMENT.name(), moment)))
        .filter(found -> DerivationLines.areEqual(found.value(), own))
        .findFirst()
        .map(found -> found.in(own))
        .orElse(Believed.own(own));
  }

  private void solved(
      String name,
      String title,
      List<String> parameters,
      Expr left,
      Believed value,
      String equation,
      String note) {
    lines.addProved(
        name,
        title,
        parameters,
        left,
        value.value(),
        note,
        value.isOwn() ? List.of() : List.of(value.step("solution", left, equation)));
  }

  /** Solves chi == 1 for q. */
  private void fixedPoint(SymbolicNetwork.Criticality line, Optional<Expr> own) {
    List<Believed> solutions =
        isAlgebraic(line.weightVariance())
            ? Proposer.here().solutions(network.chi(), num(1), "q", DerivationLines.ASSUMED)
            : List.of();
    Optional<Believed> value =
        own.isPresent()
            ? Optional.of(
                solutions.stream()
                    .filter(solution -> DerivationLines.areEqual(solution.value(), own.get()))
                    .findFirst()
                    .orElse(Believed.own(own.get())))
            : solutions.stream().filter(solution -> solutions.size() == 1).findFirst();
    value.ifPresent(
        found ->
            lines.addProved(
                "criticalVariance",
                "fixed point on the critical line",
                List.of("sigmaW"),
                sym("qStar"),
                found.value(),
                "chi == 1 solved for q; on the critical line where it is positive",
                found.isOwn()
                    ? List.of()
                    : List.of(found.step("solution", sym("qStar"), "of chi == 1"))));
  }

  private static boolean isAlgebraic(Expr expr) {
    return !(expr instanceof Call call)
        || (List.of("Plus", "Times", "Power").contains(call.headName().orElse(""))
            && call.args().stream().allMatch(CriticalLines::isAlgebraic)
            && (!call.isCall("Power", 2) || call.arg(1) instanceof Num));
  }
}
