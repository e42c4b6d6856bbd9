package org.widelimit.verification.verdict;

import org.assertj.core.api.AbstractAssert;

/** Assertions on verdicts. */
public final class ClaimResultAssert extends AbstractAssert<ClaimResultAssert, ClaimResult> {

  private ClaimResultAssert(ClaimResult actual) {
    super(actual, ClaimResultAssert.class);
  }

  public static ClaimResultAssert assertThat(ClaimResult actual) {
    return new ClaimResultAssert(actual);
  }

  public ClaimResultAssert hasVerdict(Verdict verdict) {
    isNotNull();
    if (actual.verdict() != verdict) {
      failWithMessage(
          "expected %s to be %s but it is %s: %s",
          describe(), verdict, actual.verdict(), actual.reason());
    }
    return this;
  }

  public ClaimResultAssert meetsItsExpectation() {
    isNotNull();
    if (!actual.met()) {
      failWithMessage(
          "expected that %s %s, but it is %s: %s",
          describe(), actual.expect().word(), actual.verdict(), actual.reason());
    }
    return this;
  }

  public ClaimResultAssert killsEveryControl() {
    isNotNull();
    if (!actual.controls().allKilled()) {
      failWithMessage("expected the controls of %s to die: %s", describe(), actual.controls());
    }
    return this;
  }

  ClaimResultAssert proposes(String repair) {
    isNotNull();
    if (!repair.equals(actual.repair())) {
      failWithMessage(
          "expected the repair %s of %s but got %s", repair, describe(), actual.repair());
    }
    return this;
  }

  private String describe() {
    return actual.id() + " [" + actual.activation() + "]";
  }
}
