package org.widelimit.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.budget.RandomChoices;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.ClaimResult;

/**
 * Checks theorems: every claim for every choice of its file's activations, several at a time.
 *
 * <p>The verdicts depend on the theorem and the seed only, not on the number of jobs or on the
 * other theorems of the run.
 */
public final class Verifier {

  /** The version that a result states. */
  public static final String VERSION = "0.1.0";

  /** By the clock, for a check that waits for the threads which draw samples. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(30);

  /** The time of the processor for what a claim asks of the computer algebra. */
  private static final Duration PROPOSALS = Duration.ofSeconds(5);

  private final VerificationOptions options;
  private final Proposer proposer;
  private final Watch watch;
  private final Shard shard;
  private final VerdictMemory memory;

  private Verifier(
      VerificationOptions options,
      Watch watch,
      Proposer proposer,
      Shard shard,
      VerdictMemory memory) {
    this.options = options;
    this.watch = watch;
    this.proposer = proposer;
    this.shard = shard;
    this.memory = memory;
  }

  /** Runs a check and ends it when its time is over. */
  @FunctionalInterface
  interface Watch {
    ClaimResult run(Callable<ClaimResult> check);
  }

  /** Returns a verifier with these options. */
  public static Verifier with(VerificationOptions options) {
    return new Verifier(
        options,
        check ->
            BoundedTask.run(check, "the check of a claim", options.budget().claim(), LONGEST_REST),
        Proposer.silent(),
        Shard.ALL,
        VerdictMemory.NONE);
  }

  /**
   * Returns a verifier whose derivations ask a proposer, which proves what it hands on; others ask
   * nothing.
   */
  public Verifier asking(Proposer newProposer) {
    return new Verifier(options, watch, newProposer, shard, memory);
  }

  /**
   * Returns a verifier that does one part of a run.
   *
   * @param newShard which part
   */
  public Verifier doing(Shard newShard) {
    return new Verifier(options, watch, proposer, newShard, memory);
  }

  /**
   * Returns a verifier that checks no claim again of which it remembers the verdict.
   *
   * @param newMemory the verdicts, which it adds to
   */
  public Verifier remembering(VerdictMemory newMemory) {
    return new Verifier(options, watch, proposer, shard, newMemory);
  }

  /** Returns a verifier whose checks run as a test has them run. */
  static Verifier with(VerificationOptions options, Watch watch) {
    return new Verifier(options, watch, Proposer.silent(), Shard.ALL, VerdictMemory.NONE);
  }

  /**
   * Verifies the theorems of the files; broken files are passed through.
   *
   * @param files what the loader made of the files, in the order of the report
   * @param listener hears of each verdict as it is reached
   * @return the verdicts; fewer than the files hold if the thread is interrupted or the options say
   *     to fail fast
   */
  public RunResult verify(List<? extends TheoremFile> files, VerificationListener listener) {
    // The parts of a run share its errors, whichever of them this one does.
    VerificationOptions shared =
        options.withChecks(files.stream().mapToInt(Verifier::checks).sum());
    if (!shared.equals(options)) {
      return new Verifier(shared, watch, proposer, shard, memory).verify(files, listener);
    }
    long start = System.nanoTime();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            options.jobs(),
            task -> {
              Thread thread = new Thread(task, "verify");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<List<Future<ClaimResult>>> pending = new ArrayList<>();
      List<Task> tasks = tasks(files);
      listener.started(tasks.size());
      IdentityHashMap<Task, Future<ClaimResult>> futures = new IdentityHashMap<>();
      for (Task task : inTurns(tasks)) {
        futures.put(task, pool.submit(() -> run(task, stop, listener)));
      }
      for (TheoremFile file : files) {
        pending.add(tasks.stream().filter(task -> task.theorem == file).map(futures::get).toList());
      }
      List<TheoremResult> results = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        TheoremFile file = files.get(i);
        if (file instanceof BrokenFile broken) {
          results.add(TheoremResult.of(broken));
        } else if (file instanceof Theorem theorem) {
          results.add(TheoremResult.of(theorem, finished(pending.get(i), stop)));
        }
      }
      return new RunResult(VERSION, options.seed(), results, (System.nanoTime() - start) / 1e9);
    } finally {
      stop.set(true);
      pool.shutdownNow();
    }
  }

  /** Verifies one theorem; see {@link #verify(List, VerificationListener)}. */
  public TheoremResult verify(Theorem theorem, VerificationListener listener) {
    return verify(List.of(theorem), listener).theorems().get(0);
  }

  /** Returns how many checks a file asks for: its claims, each for every choice of activations. */
  public static int checks(TheoremFile file) {
    return file instanceof Theorem theorem
        ? theorem.claims().stream()
            .mapToInt(claim -> ActivationChoices.of(theorem, claim).size())
            .sum()
        : 0;
  }

  /** Returns how many checks of a file this verifier does. */
  public int checksHere(TheoremFile file) {
    return tasks(List.of(file)).size();
  }

  /** One check. */
  private record Task(Theorem theorem, Claim claim, Map<String, String> choice) {

    /** How long it takes, roughly: networks that are trained longest, numbers shortest. */
    int cost() {
      if (claim instanceof Claim.ScalingClaim) {
        return 3;
      }
      return claim instanceof Claim.LimitClaim ? 2 : 1;
    }
  }

  /**
   * The slow checks early, so that no processor waits for the last of them, the slowest first, and
   * others between them, so that there is soon something to read.
   */
  private static List<Task> inTurns(List<Task> tasks) {
    List<Task> slow =
        tasks.stream()
            .filter(task -> task.cost() > 1)
            .sorted(Comparator.comparingInt(task -> -task.cost()))
            .toList();
    List<Task> quick = tasks.stream().filter(task -> task.cost() == 1).toList();
    List<Task> result = new ArrayList<>();
    for (int i = 0; i < Math.max(slow.size(), quick.size()); i++) {
      if (i < quick.size()) {
        result.add(quick.get(i));
      }
      if (i < slow.size()) {
        result.add(slow.get(i));
      }
    }
    return result;
  }

  private List<Task> tasks(List<? extends TheoremFile> files) {
    List<Task> tasks = new ArrayList<>();
    for (TheoremFile file : files) {
      if (file instanceof Theorem theorem) {
        for (Claim claim : theorem.claims()) {
          for (Map<String, String> choice : ActivationChoices.of(theorem, claim)) {
            if (shard.holds(theorem, claim, choice)) {
              tasks.add(new Task(theorem, claim, choice));
            }
          }
        }
      }
    }
    return tasks;
  }

  /**
   * One check, on a thread of its own that is left behind if it does not end in time. A defect of
   * the program, or a formula that is too much for this machine, costs this verdict and no other.
   */
  // What a formula brings about must not end the run, whatever it is.
  @SuppressWarnings("IllegalCatch")
  private ClaimResult check(Theorem theorem, Claim claim, Map<String, String> choice) {
    long start = System.nanoTime();
    try {
      return watch.run(() -> check(ClaimCheck.of(theorem, claim, choice, options)));
    } catch (CancellationException ended) {
      throw ended;
    } catch (BudgetExceededException late) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the run ended during this claim");
      }
      return unfinished(claim, choice, late(), start);
    } catch (OutOfMemoryError full) {
      return unfinished(
          claim,
          choice,
          "the check needs more memory than the %d MB that this run may take: java -Xmx sets it"
              .formatted(Runtime.getRuntime().maxMemory() >> 20),
          start);
    } catch (StackOverflowError deep) {
      return unfinished(claim, choice, "the formula is nested too deep for the check", start);
    } catch (Throwable failure) {
      return ClaimCheck.defect(claim, choice, failure).after(seconds(start));
    }
  }

  private ClaimResult check(ClaimCheck check) throws Exception {
    Proposer part = proposer.part(PROPOSALS);
    ClaimResult result = RandomChoices.within(check.seed(), () -> part.during(check::run));
    return result.asking(part.proposals());
  }

  private static ClaimResult unfinished(
      Claim claim, Map<String, String> choice, String reason, long start) {
    return ClaimCheck.unfinished(claim, choice, reason).after(seconds(start));
  }

  private String late() {
    String limit = options.budget().claim().toSeconds() + " s of the processor's time";
    return options.budget() == Budget.THOROUGH
        ? "the check did not end within " + limit
        : "the check did not end within %s; --budget thorough gives it more".formatted(limit);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private ClaimResult run(Task task, AtomicBoolean stop, VerificationListener listener) {
    if (stop.get()) {
      throw new CancellationException("the run ended before this claim");
    }
    Optional<ClaimResult> known = memory.find(task.theorem, task.claim, task.choice);
    ClaimResult result = known.orElseGet(() -> check(task.theorem, task.claim, task.choice));
    if (known.isEmpty()) {
      memory.keep(task.theorem, task.claim, task.choice, result);
    }
    synchronized (this) {
      listener.finished(task.theorem, result);
    }
    if (options.failFast() && !result.met()) {
      stop.set(true);
    }
    return result;
  }

  private static List<ClaimResult> finished(List<Future<ClaimResult>> pending, AtomicBoolean stop) {
    List<ClaimResult> results = new ArrayList<>();
    for (Future<ClaimResult> future : pending) {
      try {
        results.add(future.get());
      } catch (InterruptedException interrupted) {
        stop.set(true);
        Thread.currentThread().interrupt();
        return results;
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof CancellationException)) {
          throw new IllegalStateException("a check failed", failed.getCause());
        }
      }
    }
    return results;
  }
}
