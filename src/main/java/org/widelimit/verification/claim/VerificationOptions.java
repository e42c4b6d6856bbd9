package org.widelimit.verification.claim;

import java.util.EnumSet;
import java.util.Set;
import org.widelimit.statistics.ErrorBudget;
import org.widelimit.verification.verdict.Rung;

/**
 * The options of a run.
 *
 * @param rungs the rungs to climb
 * @param seed the seed of every random choice; each claim draws from a stream of its own, named by
 *     theorem, claim and activation
 * @param budget how much work a claim may cost
 * @param jobs the number of claims checked at the same time, at least 1
 * @param failFast whether the run ends at the first claim that misses its expectation
 * @param errors the probability of a false alarm that the run's checks share
 */
public record VerificationOptions(
    Set<Rung> rungs, long seed, Budget budget, int jobs, boolean failFast, ErrorBudget errors) {

  /** The seed of a run that names none. */
  public static final long DEFAULT_SEED = 1;

  /**
   * Copies the rungs.
   *
   * @throws IllegalArgumentException if there is no rung or no job
   */
  public VerificationOptions {
    if (rungs.isEmpty() || jobs < 1) {
      throw new IllegalArgumentException("a run needs a rung and a job: " + rungs + ", " + jobs);
    }
    rungs = Set.copyOf(rungs);
  }

  /** Creates the options of a run with few enough checks for the suite's usual shares. */
  public VerificationOptions(
      Set<Rung> rungs, long seed, Budget budget, int jobs, boolean failFast) {
    this(rungs, seed, budget, jobs, failFast, ErrorBudget.suite());
  }

  /** Returns the options of a run in which the user chose nothing. */
  public static VerificationOptions defaults() {
    return new VerificationOptions(
        EnumSet.allOf(Rung.class),
        DEFAULT_SEED,
        Budget.STANDARD,
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        false);
  }

  /** Returns these options with another seed. */
  public VerificationOptions withSeed(long newSeed) {
    return new VerificationOptions(rungs, newSeed, budget, jobs, failFast, errors);
  }

  /** Returns these options with other rungs. */
  public VerificationOptions withRungs(Set<Rung> newRungs) {
    return new VerificationOptions(newRungs, seed, budget, jobs, failFast, errors);
  }

  /** Returns these options with another budget. */
  public VerificationOptions withBudget(Budget newBudget) {
    return new VerificationOptions(rungs, seed, newBudget, jobs, failFast, errors);
  }

  /** Returns these options with another number of claims checked at the same time. */
  public VerificationOptions withJobs(int newJobs) {
    return new VerificationOptions(rungs, seed, budget, newJobs, failFast, errors);
  }

  /** Returns these options with another choice for the first missed expectation. */
  public VerificationOptions withFailFast(boolean newFailFast) {
    return new VerificationOptions(rungs, seed, budget, jobs, newFailFast, errors);
  }

  /**
   * Returns these options for a run of so many checks, all shards and remembered verdicts counted.
   */
  public VerificationOptions withChecks(int checks) {
    return new VerificationOptions(
        rungs, seed, budget, jobs, failFast, ErrorBudget.suiteOf(checks));
  }
}
