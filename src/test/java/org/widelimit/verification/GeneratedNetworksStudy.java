package org.widelimit.verification;

import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import org.widelimit.verification.verdict.Verdict;

/**
 * Tries many generated networks and counts, by hand, as it takes long: arguments are how many
 * (default 1,000) and the seed (default 1). What was refuted, or accepted with a wrong limit, is
 * printed as the theorem file that shows it.
 */
final class GeneratedNetworksStudy {

  private GeneratedNetworksStudy() {}

  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    RandomGenerator<GeneratedNetwork> networks = GeneratedNetwork.any().generator(1_000);
    Random random = new Random(seed);
    int claims = 0;
    int supported = 0;
    int refuted = 0;
    int wrongRefuted = 0;
    int wrongSupported = 0;
    for (int i = 0; i < count; i++) {
      GeneratedNetwork network = networks.next(random).value();
      GeneratedNetwork.Verdicts verdicts = network.verdicts(seed + i);
      List<Verdict> right = verdicts.right();
      List<Verdict> wrong = verdicts.wrong();
      claims += right.size();
      for (int claim = 0; claim < right.size(); claim++) {
        boolean falseAlarm = right.get(claim) == Verdict.REFUTED;
        boolean missed = wrong.get(claim) == Verdict.SUPPORTED;
        supported += right.get(claim) == Verdict.SUPPORTED ? 1 : 0;
        refuted += falseAlarm ? 1 : 0;
        wrongRefuted += wrong.get(claim) == Verdict.REFUTED ? 1 : 0;
        wrongSupported += missed ? 1 : 0;
        if (falseAlarm || missed) {
          System.out.printf(
              "%s, claim %d, seed %d:%n%s%n",
              falseAlarm ? "REFUTED" : "a wrong limit SUPPORTED", claim + 1, seed + i, network);
        }
      }
      System.out.printf(
          "%d networks, %d claims: right limits %d supported, %d refuted; wrong ones %d refuted,"
              + " %d supported%n",
          i + 1, claims, supported, refuted, wrongRefuted, wrongSupported);
    }
  }
}
