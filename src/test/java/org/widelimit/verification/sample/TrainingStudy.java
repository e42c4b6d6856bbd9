package org.widelimit.verification.sample;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.ScalingOutcome;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.check.LimitCheck;
import org.widelimit.verification.check.ScalingCheck;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Evidence;

/**
 * How often a true claim about trained networks is refuted, and a wrong one accepted: random claims
 * whose truth is known ({@link RandomTraining}), at the error budget of a claim of the library.
 *
 * <p>{@code main FILE FIRST COUNT SEEDS} checks the claims of these numbers at so many seeds each
 * and appends a line a check to the file; {@code main FILE} sums up. All exponents are held against
 * the same networks.
 */
public final class TrainingStudy {

  /** By how much the exponent of a wrong claim is off. */
  private static final double SHIFT = 0.5;

  private TrainingStudy() {}

  /**
   * One check.
   *
   * @param claim the number of the claim
   * @param seed the seed
   * @param kind what the claim is about
   * @param right the decision on what is true
   * @param wrong the decisions on what is not
   * @param seconds of the processor
   * @param text the network and the reason
   */
  record Row(
      long claim,
      long seed,
      String kind,
      Decision right,
      List<Decision> wrong,
      double seconds,
      String text) {

    String line() {
      return String.format(
          Locale.ROOT,
          "%d\t%d\t%s\t%s\t%s\t%.1f\t%s%n",
          claim,
          seed,
          kind,
          right,
          String.join(",", wrong.stream().map(Decision::name).toList()),
          seconds,
          text.replace('\t', ' ').replace('\n', ' '));
    }

    static Row read(String line) {
      String[] cells = line.split("\t", 7);
      List<Decision> wrong = new ArrayList<>();
      for (String name : cells[4].isEmpty() ? new String[0] : cells[4].split(",")) {
        wrong.add(Decision.valueOf(name));
      }
      return new Row(
          Long.parseLong(cells[0]),
          Long.parseLong(cells[1]),
          cells[2],
          Decision.valueOf(cells[3]),
          wrong,
          Double.parseDouble(cells[5]),
          cells[6]);
    }
  }

  /** The random claim of a number. */
  static RandomTraining claim(long number) {
    return RandomTraining.draw(RandomStreams.of(number, "training study").generator());
  }

  /** Checks one claim at one seed. */
  static Row check(long number, long seed, VerificationOptions options) {
    RandomTraining training = claim(number);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Decision> wrong = new ArrayList<>();
    StringBuilder text = new StringBuilder(training.activation() + " " + training.network());
    text.append(" ").append(training.of()).append(": ");
    Decision right;
    VerificationOptions seeded = options.withSeed(seed);
    try {
      right =
          training.quantity() == RandomTraining.Quantity.FALL
              ? limit(training, seeded, wrong, text)
              : order(training, seeded, wrong, text);
    } catch (UndefinedValueException | NonFiniteSampleException | ArithmeticException undecided) {
      right = Decision.INCONCLUSIVE;
      text.append(undecided.getMessage());
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    String kind =
        training.quantity()
            + (training.lastLayerOnly()
                ? " last layer"
                : training.kinked() ? " kinked" : " smooth");
    return new Row(number, seed, kind, right, wrong, seconds, text.toString());
  }

  private static Decision order(
      RandomTraining training,
      VerificationOptions options,
      List<Decision> wrong,
      StringBuilder text) {
    if (training.exponent().isEmpty()) {
      // What is 0 meets every bound.
      ScalingOutcome bound =
          scaling(training, RandomTraining.order(training.of(), -1, true), options).run(-1);
      text.append("0 at most of order -1: ").append(bound.reason());
      return bound.decision();
    }
    double exponent = training.exponent().get();
    ScalingCheck.Scaling scaling =
        scaling(training, RandomTraining.order(training.of(), exponent, false), options);
    ScalingOutcome right = scaling.run(exponent);
    text.append(exponent).append(": ").append(right.reason());
    for (double shift : new double[] {-SHIFT, SHIFT}) {
      wrong.add(scaling.run(exponent + shift).decision());
    }
    return right.decision();
  }

  private static ScalingCheck.Scaling scaling(
      RandomTraining training, String claim, VerificationOptions options) {
    Subject subject = subject(training.theorem(claim), training, options);
    return new ScalingCheck(subject).experiment((Claim.ScalingClaim) subject.claim());
  }

  private static Decision limit(
      RandomTraining training,
      VerificationOptions options,
      List<Decision> wrong,
      StringBuilder text) {
    for (String formula : training.wrong()) {
      wrong.add(limit(training, formula, options, new StringBuilder()));
    }
    return limit(training, training.of(), options, text);
  }

  private static Decision limit(
      RandomTraining training, String formula, VerificationOptions options, StringBuilder text) {
    try {
      Evidence.Simulated seen = simulated(training, formula, options);
      text.append(seen.summary());
      return decision(seen);
    } catch (UndefinedValueException undecided) {
      text.append(undecided.getMessage());
      return Decision.INCONCLUSIVE;
    }
  }

  private static Evidence.Simulated simulated(
      RandomTraining training, String formula, VerificationOptions options) {
    Subject subject = subject(training.theorem(RandomTraining.limit(formula)), training, options);
    return (Evidence.Simulated)
        new LimitCheck(subject).run((Claim.LimitClaim) subject.claim()).evidence().get(0);
  }

  private static Decision decision(Evidence.Simulated seen) {
    return seen.agrees()
        .map(agrees -> agrees ? Decision.ACCEPTED : Decision.REJECTED)
        .orElse(Decision.INCONCLUSIVE);
  }

  private static Subject subject(
      Theorem theorem, RandomTraining training, VerificationOptions options) {
    return Subjects.first(
        theorem,
        Map.of("phi", training.activation()),
        options,
        RandomStreams.of(options.seed(), theorem.id(), "c", training.activation()));
  }

  /** Runs the study, or sums it up. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (args.length == 1) {
      sumUp(Files.readAllLines(file).stream().map(Row::read).toList());
      return;
    }
    long first = Long.parseLong(args[1]);
    long count = Long.parseLong(args[2]);
    long seeds = Long.parseLong(args[3]);
    for (long number = first; number < first + count; number++) {
      for (long seed = 1; seed <= seeds; seed++) {
        Files.writeString(
            file,
            check(number, seed, VerificationOptions.defaults()).line(),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
  }

  private static void sumUp(List<Row> rows) {
    Map<String, List<Row>> kinds = new TreeMap<>();
    rows.forEach(row -> kinds.computeIfAbsent(row.kind(), kind -> new ArrayList<>()).add(row));
    kinds.put("all", rows);
    System.out.println(
        "| claims | checks | right: refuted | undecided | accepted | wrong: accepted | undecided"
            + " | refuted | s a check |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    kinds.forEach(TrainingStudy::print);
  }

  private static void print(String kind, List<Row> rows) {
    List<Decision> right = rows.stream().map(Row::right).toList();
    List<Decision> wrong = rows.stream().flatMap(row -> row.wrong().stream()).toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d | %.1f |%n",
        kind.toLowerCase(Locale.ROOT),
        rows.size(),
        count(right, Decision.REJECTED),
        count(right, Decision.INCONCLUSIVE),
        count(right, Decision.ACCEPTED),
        count(wrong, Decision.ACCEPTED),
        count(wrong, Decision.INCONCLUSIVE),
        count(wrong, Decision.REJECTED),
        rows.stream().mapToDouble(Row::seconds).average().orElse(0));
  }

  private static long count(List<Decision> decisions, Decision decision) {
    return decisions.stream().filter(decision::equals).count();
  }
}
