package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.widelimit.verification.verdict.Verdict;

/**
 * Finite networks converge to the limits that are derived for them, and to no others: kernels,
 * tangent kernels and Jacobians of networks of random layers, scales and parameterizations.
 *
 * <p>Error budget: a claim is refuted by chance with probability 2.5e-10 at most. A refutation
 * counts when networks of another seed refute as well, so that the at most 100 claims fail by
 * chance with probability below 1e-17. Power: where the right limit is accepted, one that is off by
 * a tenth is refuted on the same networks. That decides most claims, and {@link
 * GeneratedNetworksStudy} counts them; open ones are products near 0 against their fluctuations.
 */
class GeneratedNetworksProperties {

  private static final int NETWORKS = 20;

  @Provide
  Arbitrary<GeneratedNetwork> networks() {
    return GeneratedNetwork.any();
  }

  @Property(tries = NETWORKS)
  void should_converge_to_the_derived_limits_and_to_no_others(
      @ForAll("networks") GeneratedNetwork network) {
    GeneratedNetwork.Verdicts verdicts = network.verdicts(1);
    List<Verdict> right = verdicts.right();
    if (right.contains(Verdict.REFUTED)) {
      List<Verdict> again = network.verdicts(2).right();
      for (int i = 0; i < right.size(); i++) {
        assertThat(right.get(i) == Verdict.REFUTED && again.get(i) == Verdict.REFUTED)
            .as("right-%d of%n%s", i + 1, network)
            .isFalse();
      }
    }
    for (int i = 0; i < right.size(); i++) {
      boolean decided = right.get(i) == Verdict.SUPPORTED;
      Statistics.collect(decided ? "decided" : "open");
      assertThat(verdicts.wrong().get(i))
          .as("wrong-%d of%n%s", i + 1, network)
          .isIn(
              decided ? List.of(Verdict.REFUTED) : List.of(Verdict.REFUTED, Verdict.INCONCLUSIVE));
    }
  }
}
