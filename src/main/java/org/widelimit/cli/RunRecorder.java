package org.widelimit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.verdict.ClaimResult;

/** Keeps the verdicts of a run as they come, so that an interrupted run loses none. */
final class RunRecorder implements VerificationListener {

  private final List<TheoremFile> files;
  private final long seed;
  private final long start = System.nanoTime();
  private final Map<String, List<ClaimResult>> verdicts = new LinkedHashMap<>();

  RunRecorder(List<TheoremFile> files, long seed) {
    this.files = List.copyOf(files);
    this.seed = seed;
  }

  @Override
  public synchronized void finished(Theorem theorem, ClaimResult result) {
    verdicts.computeIfAbsent(theorem.path(), path -> new ArrayList<>()).add(result);
  }

  /** Returns what has been reached so far, in the order of the files. */
  synchronized RunResult result() {
    List<TheoremResult> results = new ArrayList<>();
    for (TheoremFile file : files) {
      if (file instanceof BrokenFile broken) {
        results.add(TheoremResult.of(broken));
      } else if (file instanceof Theorem theorem) {
        results.add(TheoremResult.of(theorem, verdicts.getOrDefault(theorem.path(), List.of())));
      }
    }
    return new RunResult(Verifier.VERSION, seed, results, (System.nanoTime() - start) / 1e9);
  }
}
