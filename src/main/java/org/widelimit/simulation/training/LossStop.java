package org.widelimit.simulation.training;

/**
 * Ends a flow where the loss has fallen to a value: the step that went beyond is taken back and
 * shortened. Without that the flow would end anywhere up to a step beyond, at a time that depends
 * on the network and its width.
 */
final class LossStop {

  /** By how much, relatively, the loss at the end may be smaller than asked. */
  private static final double PRECISION = 0.01;

  private static final int MOST_TRIALS = 6;

  /** Below this a loss is rounding. */
  private static final double TINY = 1e-300;

  private final ExponentialMidpoint rule;
  private final TrainingPlan plan;
  private final double enough;

  LossStop(ExponentialMidpoint rule, TrainingPlan plan, double enough) {
    this.rule = rule;
    this.plan = plan;
    this.enough = enough;
  }

  /** Where the network is, and how long the step was that led there. */
  record Stop(ExponentialMidpoint.State state, double length) {}

  /** Tells whether a step led beyond the end. */
  boolean isBeyond(ExponentialMidpoint.Step step) {
    return plan.loss(step.end.pass().outputs()) < enough * (1 - PRECISION);
  }

  /**
   * Shortens a step that led beyond the end. The first guess is where the loss would be enough if
   * the kernel were that of the middle of the step; the next are found by false position in the
   * logarithm of the loss, the older end weighted less when it stays (Dowell and Jarratt 1971).
   *
   * @param from the network before the step
   * @param taken the step, which the network has taken
   * @param length its length
   */
  Stop shorten(ExponentialMidpoint.State from, ExponentialMidpoint.Step taken, double length) {
    double target = enough * (1 - PRECISION / 2);
    double early = 0;
    double late = length;
    double above = excess(from, target);
    double below = excess(taken.end, target);
    ExponentialMidpoint.Step last = taken;
    double next = rule.timeTo(target, from, taken, length);
    int side = 0;
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      rule.undo(last);
      last = rule.step(from, next);
      double found = excess(last.end, target);
      if (Math.abs(found) <= PRECISION / 2) {
        return new Stop(last.end, next);
      }
      if (found > 0) {
        early = next;
        above = found;
        below = side > 0 ? below / 2 : below;
        side = 1;
      } else {
        late = next;
        below = found;
        above = side < 0 ? above / 2 : above;
        side = -1;
      }
      next = early + (late - early) * above / (above - below);
    }
    rule.undo(last);
    return new Stop(rule.step(from, late).end, late);
  }

  private double excess(ExponentialMidpoint.State state, double target) {
    return Math.log(Math.max(plan.loss(state.pass().outputs()), TINY) / target);
  }
}
