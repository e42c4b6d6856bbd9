package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * Confirms all critical points and fixed points of the catalogue and of random analytic activations
 * by decimal arithmetic: a study by hand, as it takes long.
 *
 * <p>Arguments: how many random activations (default 200), the seed (default 1), and optionally
 * numbers of random ones, {@code 17,90}, to look at these alone.
 */
final class PhaseConfirmationStudy {

  private static final double[] BIASES = {0, 0.05};

  private PhaseConfirmationStudy() {}

  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    List<Activation> activations = new ArrayList<>();
    Set<String> chosen = args.length < 3 ? Set.of() : Set.of(args[2].split(","));
    if (chosen.isEmpty()) {
      ActivationCatalogue.names().forEach(name -> activations.add(Activation.named(name)));
    }
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      Activation next = RandomActivations.next(random);
      if (chosen.isEmpty() || chosen.contains(String.valueOf(i))) {
        activations.add(next);
      }
    }
    int wrong = 0;
    for (Activation phi : activations) {
      long start = System.nanoTime();
      List<String> found = new ArrayList<>();
      for (double bias : BIASES) {
        found.addAll(guarded(() -> PhaseConfirmation.criticalPoints(phi, bias)));
        found.addAll(guarded(() -> PhaseConfirmation.lengths(phi, 1.7, bias)));
      }
      wrong += found.size();
      System.out.printf(
          "%s %s (%.1f s)%n",
          found.isEmpty() ? "fine" : "WRONG", phi.name(), (System.nanoTime() - start) / 1e9);
      found.forEach(line -> System.out.println("  " + line));
    }
    System.out.printf("%d activations, %d wrong%n", activations.size(), wrong);
  }

  private static List<String> guarded(java.util.concurrent.Callable<List<String>> check) {
    try {
      return check.call();
    } catch (DivergentExpectationException divergent) {
      return List.of();
    } catch (Exception failed) {
      return List.of("failed: " + failed);
    }
  }
}
