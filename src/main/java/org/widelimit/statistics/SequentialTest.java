package org.widelimit.statistics;

import java.util.Arrays;

/**
 * The loop of a sequential test: sample, assess, stop or sample more.
 *
 * <p>Every look is assessed at the test's level divided by the number of looks, so that the union
 * bound holds whatever the rule of stopping. The first look takes the plan's initial samples at the
 * costliest rung, and more at cheaper ones, as the root of the costs' ratio: that adds little work,
 * and rungs of equal noise would be best served so. A test of one look takes the initial samples at
 * every rung, no more and no less. From one look to the next the total work grows by what the last
 * look found missing, at most by the plan's factor; half of it goes where it shortens the interval
 * of the tested quantity most (Neyman's allocation), half is spread evenly in cost.
 */
final class SequentialTest {
  /** More work than the last look found missing, for the noise in that estimate. */
  private static final double SAFETY = 1.4;

  /** The part of the work that goes where it shortens the interval most. */
  private static final double TARGETED = 0.75;

  private final SamplingPlan plan;
  private final LadderData data;
  private final Sampler sampler;

  SequentialTest(SamplingPlan plan, LadderData data, Sampler sampler) {
    this.plan = plan;
    this.data = data;
    this.sampler = sampler;
  }

  /** What a look found. */
  interface Look {
    Decision decision();

    /** By what factor the interval is too long to decide; infinite when unknown. */
    double excessLength();

    /** What one sample of each rung adds to the tested quantity's standard deviation. */
    double[] noise();
  }

  /** How a look is made. */
  interface Assessor<L extends Look> {
    L assess(LadderData data, int look);
  }

  /** Runs to a decision or to the end of the plan; returns the last look. */
  <L extends Look> L run(Assessor<L> assessor) {
    int[] targets = first();
    for (int look = 1; ; look++) {
      data.extend(sampler, targets);
      L found = assessor.assess(data, look);
      if (found.decision() != Decision.INCONCLUSIVE || look == plan.looks()) {
        return found;
      }
      int[] next = next(found);
      if (Arrays.equals(next, targets)) {
        return found;
      }
      targets = next;
    }
  }

  private int[] first() {
    int[] targets = new int[data.ladder().size()];
    double most = data.ladder().widths().stream().mapToDouble(plan::cost).max().orElse(1);
    for (int i = 0; i < targets.length; i++) {
      double cost = plan.looks() == 1 ? most : plan.cost(data.ladder().widths().get(i));
      targets[i] = (int) Math.round(plan.initialSamples() * Math.sqrt(most / cost));
    }
    return targets;
  }

  private int[] next(Look look) {
    int rungs = data.ladder().size();
    double[] costs = new double[rungs];
    double[] neyman = new double[rungs];
    double spent = 0;
    double neymanCost = 0;
    double[] noise = look.noise();
    for (int i = 0; i < rungs; i++) {
      costs[i] = plan.cost(data.ladder().widths().get(i));
      neyman[i] = noise[i] / Math.sqrt(costs[i]);
      spent += costs[i] * data.count(i);
      neymanCost += costs[i] * neyman[i];
    }
    double missing = look.excessLength() * look.excessLength() * SAFETY;
    double work =
        spent
            * Math.min(
                plan.growth(), Double.isNaN(missing) ? plan.growth() : Math.max(1.5, missing));
    work = Math.min(work, plan.maximalWork());
    int[] targets = new int[rungs];
    for (int i = 0; i < rungs; i++) {
      double even = work / rungs / costs[i];
      double count =
          neymanCost > 0 ? (1 - TARGETED) * even + TARGETED * work * neyman[i] / neymanCost : even;
      // A rung never grows by more than the square of the plan's factor, so that one cheap narrow
      // width cannot swamp memory.
      double most = data.count(i) * plan.growth() * plan.growth();
      targets[i] = (int) Math.max(data.count(i), Math.min(Math.min(count, most), 1 << 26));
    }
    return targets;
  }
}
