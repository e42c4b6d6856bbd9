package org.widelimit.cli.output;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Rung;

/** What runs a verification in parts on many machines, and merges them. */
public final class ClusterScripts {

  private ClusterScripts() {}

  /** Who runs the parts. */
  public enum Scheduler {
    /** Slurm: a script that submits an array job and a merge that depends on it. */
    SLURM,
    /** GitHub: a workflow with a matrix. */
    GITHUB
  }

  /**
   * Returns the script or the workflow.
   *
   * @param scheduler who runs the parts
   * @param parts how many there are
   * @param paths the theorem files and folders
   * @param out where the reports go
   * @param options the options of the run
   * @return its text
   */
  public static String of(
      Scheduler scheduler, int parts, List<Path> paths, Path out, VerificationOptions options) {
    return scheduler == Scheduler.SLURM
        ? slurm(parts, paths, out, options)
        : github(parts, paths, out, options);
  }

  private static String arguments(List<Path> paths, VerificationOptions options) {
    List<String> words = new ArrayList<>();
    words.add("--seed");
    words.add(Long.toString(options.seed()));
    words.add("--budget");
    words.add(options.budget().name().toLowerCase(Locale.ROOT));
    words.add("--rungs");
    words.add(options.rungs().stream().sorted().map(Rung::word).collect(Collectors.joining(",")));
    paths.forEach(path -> words.add(quoted(path.toString())));
    return String.join(" ", words);
  }

  /** A word of a shell, whatever characters it has. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./=:,+-]+") && !word.startsWith("-")
        ? word
        : "'" + (word.startsWith("-") ? "./" : "") + word.replace("'", "'\\''") + "'";
  }

  /** How this program was started, for a shell. */
  private static String program() {
    try {
      Path home =
          Path.of(ClusterScripts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(home)) {
        return "java -jar " + quoted(home.toString());
      }
    } catch (URISyntaxException | SecurityException | IllegalArgumentException unseen) {
      return "java -jar target/widelimit.jar";
    }
    return "java -cp "
        + quoted(System.getProperty("java.class.path", ""))
        + " org.widelimit.cli.Main";
  }

  private static String slurm(int parts, List<Path> paths, Path out, VerificationOptions options) {
    String folder = quoted(out.resolve("parts").toString());
    return """
    #!/bin/bash
    # Verifies in %1$d parts on Slurm: an array job, and a merge that depends on it.
    # Submit it with: bash FILE   (sbatch takes SBATCH_PARTITION and the like from the environment)
    set -euo pipefail
    mkdir -p %2$s
    parts=$(sbatch --parsable --job-name=widelimit --array=1-%1$d --cpus-per-task=%3$d --requeue \
      --open-mode=append --output=%2$s/%%a.log <<'PART'
    #!/bin/bash
    # A part that is killed goes on where it ended: by itself up to three times, then when requeued.
    for try in 1 2 3; do
      code=0
      %4$s verify --shard "$SLURM_ARRAY_TASK_ID/%1$d" --jobs %3$d \
        --out %2$s/"$SLURM_ARRAY_TASK_ID" %5$s || code=$?
      # 0 and 1: all verdicts are there; 2: the command or a file is wrong.
      if [ "$code" -le 2 ]; then exit "$code"; fi
    done
    exit "$code"
    PART
    )
    merge=$(sbatch --parsable --job-name=widelimit-merge --dependency=afterany:"$parts" \
      --output=%2$s/merge.log <<'MERGE'
    #!/bin/bash
    dirs=()
    for part in $(seq 1 %1$d); do dirs+=(%2$s/"$part"); done
    exec %4$s merge --out %6$s "${dirs[@]}"
    MERGE
    )
    echo "parts: job $parts; merge: job $merge; logs in" %2$s
    """
        .formatted(
            parts,
            folder,
            options.jobs(),
            program(),
            arguments(paths, options),
            quoted(out.toString()));
  }

  private static String github(int parts, List<Path> paths, Path out, VerificationOptions options) {
    List<String> numbers = new ArrayList<>();
    for (int part = 1; part <= parts; part++) {
      numbers.add(Integer.toString(part));
    }
    return """
    name: verify
    on: [push, workflow_dispatch]
    jobs:
      build:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - uses: actions/setup-java@v4
            with: {distribution: temurin, java-version: 17, cache: maven}
          - run: mvn -B -ntp -q package -DskipTests
          - uses: actions/upload-artifact@v4
            with: {name: program, path: target/widelimit.jar}
      part:
        needs: build
        runs-on: ubuntu-latest
        strategy:
          fail-fast: false
          matrix:
            part: [%1$s]
        steps:
          - uses: actions/checkout@v4
          - uses: actions/setup-java@v4
            with: {distribution: temurin, java-version: 17}
          - uses: actions/download-artifact@v4
            with: {name: program, path: target}
          - run: >-
              java -jar target/widelimit.jar verify --shard ${{ matrix.part }}/%2$d
              --out parts/${{ matrix.part }} %3$s || [ $? -eq 1 ]
          - uses: actions/upload-artifact@v4
            with: {name: "part-${{ matrix.part }}", path: parts}
      merge:
        needs: part
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - uses: actions/setup-java@v4
            with: {distribution: temurin, java-version: 17}
          - uses: actions/download-artifact@v4
            with: {name: program, path: target}
          - uses: actions/download-artifact@v4
            with: {pattern: "part-*", path: parts, merge-multiple: true}
          - run: java -jar target/widelimit.jar merge --out %4$s parts/*
          - uses: actions/upload-artifact@v4
            if: always()
            with: {name: reports, path: %5$s}
    """
        .formatted(
            String.join(", ", numbers),
            parts,
            arguments(paths, options),
            quoted(out.toString()),
            quoted(out.toString()));
  }
}
