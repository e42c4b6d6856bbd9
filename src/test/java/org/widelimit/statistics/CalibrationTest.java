package org.widelimit.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.widelimit.simulation.sampling.ControlFit;
import org.widelimit.simulation.sampling.ControlledSampler;
import org.widelimit.statistics.SyntheticSamplers.Noise;

/**
 * A calibration passes a test that keeps its promise and sees tests that do not, whatever the seed.
 *
 * <p>Error budget: each of at most three checks of a try fails by chance with probability {@value
 * #FALSE_ALARM} at most, if the rates are those promised and the power is {@value #POWER} or more;
 * 8 tries make 2.4e-11. A broken test is not seen if it is wrong at no more than 10 of 300 seeds:
 * those here are at 60 or more on average, which makes that 1e-16.
 */
class CalibrationTest {
  private static final double FALSE_ALARM = 1e-12;
  private static final double POWER = 0.99;
  private static final int RUNS = 300;
  private static final double LIMIT = 2;

  private static final LimitTest TEST =
      LimitTest.on(WidthLadder.geometric(32, 4, 4), 0.03).withLevel(0.05);

  /** At a level at which few wrong decisions are many, from few samples. */
  private static final LimitTest STRICT =
      TEST.withLevel(1e-3)
          .withPlan(SamplingPlan.standard().withInitialSamples(64).withCostExponent(0));

  /** Controls of a sample; nearly as many as samples of a first look. */
  private static final int CONTROLS = 56;

  enum Law {
    GAUSSIAN(Noise.GAUSSIAN),
    CHI_SQUARE(Noise.CHI_SQUARE),
    LOG_NORMAL(Noise.LOG_NORMAL),
    STUDENT(Noise.STUDENT);

    @SuppressWarnings("ImmutableEnumChecker") // stateless lambdas
    private final Noise noise;

    Law(Noise noise) {
      this.noise = noise;
    }
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void should_keep_its_promise(@ForAll Law law, @ForAll long seed) {
    Calibration calibration =
        Calibration.measure(
            law.name(),
            TEST,
            run -> SyntheticSamplers.series(seed + run, law.noise, LIMIT, 3, 1.5),
            LIMIT,
            RUNS);

    assertThat(calibration.keepsPromise(FALSE_ALARM)).as("%s", calibration).isTrue();
    // A power below 0.85, of 45 seeds not caught, is seen with probability 0.999.
    assertThat(Binomial.upperTail(RUNS - calibration.caught(), RUNS, 1 - POWER))
        .as("%s", calibration)
        .isGreaterThan(FALSE_ALARM);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void should_see_that_a_promise_is_broken(@ForAll long seed) {
    // GIVEN a sound test, in law the same as those that are broken
    assertThat(strict(run -> controlled(seed + run, 0)).keepsPromise(FALSE_ALARM)).isTrue();
    // WHEN intervals are a quarter as long as they should be
    assertThat(strict(run -> shortened(seed + run)).keepsPromise(FALSE_ALARM)).isFalse();
    // OR a control variate has an expectation, about its deviation at the widest rung
    assertThat(strict(run -> controlled(seed + run, 0.02)).keepsPromise(FALSE_ALARM)).isFalse();
    // OR coefficients are fitted to the very samples that they are to serve
    assertThat(strict(run -> fittedToItself(seed + run)).keepsPromise(FALSE_ALARM)).isFalse();
    // OR the bias decays as M^-1/4 where the test is told that it decays as 1/M
    assertThat(strict(run -> slow(seed + run)).keepsPromise(FALSE_ALARM)).isFalse();
  }

  @Test
  void should_bound_the_power_by_margins() {
    // GIVEN normal margins of mean 1: the fourth moment of the deviation is 3 deviation^4
    Calibration close = withMargins(1, 0.5);
    Calibration far = withMargins(1, 0.1);
    // THEN the bound is 1 - 3 deviation^4, to within 5 standard errors, sqrt(96) deviation^4 each
    double error = 5 * Math.sqrt(96.0 / RUNS);
    assertThat(far.powerByMargins(0.05)).isBetween(1 - (3 + error) * 1e-4, 1 - (3 - error) * 1e-4);
    assertThat(close.powerByMargins(0.05)).isBetween(1 - (3 + error) / 16, 1 - (3 - error) / 16);
    // AND a power of 0.977 is not taken for 0.999, nor a test that never rejects for one that does
    assertThat(close.powerByMargins(0.05)).isLessThan(0.977);
    assertThat(withMargins(-0.2, 0.01).powerByMargins(0.05)).isZero();
    // AND a higher confidence is a lower bound
    assertThat(far.powerByMargins(0.001)).isLessThan(far.powerByMargins(0.05));
  }

  private static Calibration withMargins(double mean, double deviation) {
    List<Double> margins =
        SyntheticSamplers.random(3, 1, 1)
            .doubles(RUNS, 0, 1)
            .mapToObj(
                u -> mean + deviation * new NormalDistribution().inverseCumulativeProbability(u))
            .toList();
    return new Calibration("margins", 0.05, RUNS, 0, 0, 0, RUNS, 1, margins);
  }

  private static Calibration strict(LongFunction<Sampler> samplers) {
    return Calibration.measure("strict", STRICT, samplers, LIMIT, RUNS);
  }

  private static Sampler slow(long seed) {
    return (width, index) ->
        LIMIT
            + Math.pow(width, -0.25)
            + SyntheticSamplers.random(seed, width, index).nextGaussian() / Math.sqrt(width);
  }

  /** Samples at a quarter of their distances from the mean of those drawn together. */
  private static Sampler shortened(long seed) {
    Sampler source = SyntheticSamplers.series(seed, Noise.GAUSSIAN, LIMIT, 3, 1.5);
    return new Sampler() {
      @Override
      public double sample(int width, long index) {
        return source.sample(width, index);
      }

      @Override
      public void fill(int width, long firstIndex, double[] out, double[] reduced) {
        source.fill(width, firstIndex, out);
        double mean = SampleStatistics.of(out).mean();
        for (int i = 0; i < out.length; i++) {
          reduced[i] = mean + (out[i] - mean) / 4;
        }
      }
    };
  }

  /** Samples with controls, of which one explains half, the others nothing. */
  private static double[][] rows(long seed, int width, long first, int count, double expectation) {
    double[][] rows = new double[count][CONTROLS + 1];
    double root = Math.sqrt(width);
    for (int i = 0; i < count; i++) {
      RandomGenerator random = SyntheticSamplers.random(seed, width, first + i);
      for (int j = 1; j <= CONTROLS; j++) {
        rows[i][j] = random.nextGaussian() / root;
      }
      rows[i][0] = LIMIT + 3.0 / width + rows[i][1] + random.nextGaussian() / root;
      rows[i][1] += expectation;
    }
    return rows;
  }

  private static Sampler controlled(long seed, double expectation) {
    return new ControlledSampler(
        (width, first, count) -> rows(seed, width, first, count, expectation), 512, 256);
  }

  private static Sampler fittedToItself(long seed) {
    return new Sampler() {
      @Override
      public double sample(int width, long index) {
        return rows(seed, width, index, 1, 0)[0][0];
      }

      @Override
      public void fill(int width, long firstIndex, double[] out, double[] reduced) {
        double[][] rows = rows(seed, width, firstIndex, out.length, 0);
        double[][] design = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
          out[i] = rows[i][0];
          design[i] = rows[i].clone();
          design[i][0] = 1;
        }
        double[] beta = new double[CONTROLS];
        if (rows.length > CONTROLS + 1) {
          double[] fit =
              new QRDecomposition(new Array2DRowRealMatrix(design, false))
                  .getSolver()
                  .solve(new ArrayRealVector(out))
                  .toArray();
          System.arraycopy(fit, 1, beta, 0, CONTROLS);
        }
        for (int i = 0; i < rows.length; i++) {
          reduced[i] = ControlFit.reduced(rows[i], beta);
        }
      }
    };
  }
}
