package org.widelimit.report.html;

import java.util.List;
import java.util.function.UnaryOperator;
import org.widelimit.report.plot.ComparisonPlot;
import org.widelimit.report.plot.ConvergencePlot;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Sliced;

/** The plots of the page. */
final class Plots {

  private Plots() {}

  /**
   * Returns a figure of what was measured along the ladder, or nothing for fewer than two rungs: a
   * power law on logarithmic axes, otherwise the means beside their limit.
   */
  static String of(Simulated simulated) {
    if (simulated.ladder().size() < 2) {
      return "";
    }
    boolean positive =
        simulated.ladder().stream().allMatch(point -> point.mean() > 0 && point.lower() > 0);
    List<RateEstimate> rates = simulated.rates();
    boolean law = !Double.isFinite(simulated.limit()) && positive && rates.size() == 1;
    return figure(
        law
            ? ConvergencePlot.rates(
                simulated.observable(),
                simulated.variable(),
                simulated.ladder(),
                rates.get(0).claimed())
            : ConvergencePlot.means(
                simulated.observable(),
                simulated.variable(),
                simulated.ladder(),
                simulated.limit()));
  }

  /** Returns a figure of both sides along a symbol. */
  static String of(Sliced slice, UnaryOperator<String> letters) {
    return figure(ComparisonPlot.sides(slice, letters));
  }

  /** Returns a figure of the ratio of the sides, if the claim is about what it tends to. */
  static String of(
      ClaimResult check, Integrated integrated, String index, UnaryOperator<String> letters) {
    List<Point> points = integrated.sample();
    String plot =
        check.kind().equals("asymptotic") && !index.isEmpty()
            ? ComparisonPlot.ratio(points, index, letters)
            : "";
    return plot.isEmpty() ? "" : figure(plot);
  }

  private static String figure(String svg) {
    return "<figure>" + svg + "</figure>\n";
  }
}
