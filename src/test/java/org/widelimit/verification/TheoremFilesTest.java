package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.verification.verdict.ClaimResultAssert.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;

/**
 * Every theorem file, as a test of its own. The simulated claims run in {@code verify}, which
 * spends more time than a test may; here the first two rungs judge every claim that they can.
 */
class TheoremFilesTest {

  private static final Set<Rung> EXACT = EnumSet.of(Rung.DERIVE, Rung.INTEGRATE);

  @TestFactory
  Stream<DynamicTest> should_meet_every_expectation() throws IOException {
    List<TheoremFile> files =
        TheoremLoader.loadAll(TheoremLoader.find(List.of(Path.of("theorems"))));
    assertThat(files).isNotEmpty();
    return files.stream().map(file -> DynamicTest.dynamicTest(file.path(), () -> check(file)));
  }

  private static void check(TheoremFile file) {
    if (file instanceof BrokenFile broken) {
      throw new AssertionError(broken.describe());
    }
    Theorem theorem = (Theorem) file;
    TheoremResult result =
        Verifier.with(
                VerificationOptions.defaults()
                    .withRungs(EXACT)
                    .withBudget(Budget.QUICK)
                    .withJobs(2))
            .verify(theorem, VerificationListener.NONE);
    for (ClaimResult claim : result.claims()) {
      if (!isSimulated(theorem, claim.id())) {
        assertThat(claim).meetsItsExpectation();
        if (claim.verdict().holds()) {
          assertThat(claim).killsEveryControl();
        }
      }
    }
  }

  private static boolean isSimulated(Theorem theorem, String id) {
    return theorem.claims().stream()
        .filter(claim -> claim.id().equals(id))
        .anyMatch(
            claim -> claim instanceof Claim.LimitClaim || claim instanceof Claim.ScalingClaim);
  }
}
