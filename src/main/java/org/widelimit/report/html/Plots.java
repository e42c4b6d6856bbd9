package org.widelimit.report.html;

import org.widelimit.report.plot.ConvergencePlot;
import org.widelimit.verification.verdict.Evidence.Simulated;

/** The plots of the page. */
final class Plots {

  private Plots() {}

  /**
   * Returns a figure of what was measured along the ladder, or nothing for fewer than two rungs.
   */
  static String of(Simulated simulated) {
    if (simulated.ladder().size() < 2) {
      return "";
    }
    return "<figure>"
        + ConvergencePlot.means(
            simulated.observable(), simulated.variable(), simulated.ladder(), simulated.limit())
        + "</figure>\n";
  }
}
