package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

/**
 * Checks theorems: every claim for every choice of its file's activations, several at a time.
 *
 * <p>The verdicts depend on the theorem and the seed only, not on the number of jobs or on the
 * other theorems of the run.
 */
public final class Verifier {

  /** The version that a result states. */
  public static final String VERSION = "0.1.0";

  private final VerificationOptions options;

  private Verifier(VerificationOptions options) {
    this.options = options;
  }

  /** Returns a verifier with these options. */
  public static Verifier with(VerificationOptions options) {
    return new Verifier(options);
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
      int checks = 0;
      List<List<Future<ClaimResult>>> pending = new ArrayList<>();
      for (TheoremFile file : files) {
        List<Callable<ClaimResult>> tasks = file instanceof Theorem t ? tasks(t) : List.of();
        checks += tasks.size();
        pending.add(new ArrayList<>());
      }
      listener.started(checks);
      for (int i = 0; i < files.size(); i++) {
        if (files.get(i) instanceof Theorem theorem) {
          for (Callable<ClaimResult> task : tasks(theorem)) {
            pending.get(i).add(pool.submit(() -> run(theorem, task, stop, listener)));
          }
        }
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

  private List<Callable<ClaimResult>> tasks(Theorem theorem) {
    List<Callable<ClaimResult>> tasks = new ArrayList<>();
    for (Claim claim : theorem.claims()) {
      for (Map<String, String> choice : ActivationChoices.of(theorem, claim)) {
        tasks.add(() -> check(theorem, claim, choice));
      }
    }
    return tasks;
  }

  /** One check; a defect of the program costs this verdict, not the run. */
  private ClaimResult check(Theorem theorem, Claim claim, Map<String, String> choice) {
    try {
      return ClaimCheck.of(theorem, claim, choice, options).run();
    } catch (CancellationException ended) {
      throw ended;
    } catch (RuntimeException failure) {
      return ClaimCheck.defect(claim, choice, failure);
    }
  }

  private ClaimResult run(
      Theorem theorem,
      Callable<ClaimResult> task,
      AtomicBoolean stop,
      VerificationListener listener)
      throws Exception {
    if (stop.get()) {
      throw new CancellationException("the run ended before this claim");
    }
    ClaimResult result = task.call();
    synchronized (this) {
      listener.finished(theorem, result);
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
