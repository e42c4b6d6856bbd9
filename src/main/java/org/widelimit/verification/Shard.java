package org.widelimit.verification;

import java.math.BigInteger;
import java.util.Map;
import org.widelimit.budget.Fingerprint;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.sample.NetworkStreams;
import org.widelimit.verification.trial.ActivationChoices;

/**
 * One part of a run that is split.
 *
 * <p>To which part a check belongs depends on the check alone, so that other claims and files move
 * none. Checks that sample the same networks belong to the same part, where they share them.
 *
 * @param number which part, from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {

  /** The whole run. */
  public static final Shard ALL = new Shard(1, 1);

  /** More parts than anybody has claims. */
  public static final int MOST = 10_000;

  /** Checks the range. */
  public Shard {
    if (of < 1 || of > MOST || number < 1 || number > of) {
      throw new IllegalArgumentException(
          "a shard is i/n with 1 <= i <= n <= %d, not %d/%d".formatted(MOST, number, of));
    }
  }

  /**
   * Reads {@code i/n}.
   *
   * @param text such as {@code 2/8}
   * @return the part
   * @throws IllegalArgumentException if it is none
   */
  public static Shard parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      return new Shard(
          Integer.parseInt(parts[0]), Integer.parseInt(parts.length == 2 ? parts[1] : "-"));
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("a shard is i/n, such as 2/8, not '" + text + "'", none);
    }
  }

  /**
   * Returns the part that a check belongs to.
   *
   * @param theorem the file
   * @param claim the claim
   * @param choice the activations by declared name
   * @param of how many parts there are
   */
  public static Shard of(Theorem theorem, Claim claim, Map<String, String> choice, int of) {
    return new Shard(1 + place(theorem, claim, choice, of), of);
  }

  /**
   * Returns whether a check belongs to this part.
   *
   * @param theorem the file
   * @param claim the claim
   * @param choice the activations by declared name
   */
  public boolean holds(Theorem theorem, Claim claim, Map<String, String> choice) {
    return of == 1 || equals(of(theorem, claim, choice, of));
  }

  private static int place(Theorem theorem, Claim claim, Map<String, String> choice, int of) {
    boolean samples = claim instanceof LimitClaim || claim instanceof ScalingClaim;
    String name =
        samples && claim.network().isPresent()
            ? NetworkStreams.name(theorem, choice, claim.network().get())
            : theorem.id() + "#" + claim.id() + "[" + ActivationChoices.label(choice) + "]";
    return new BigInteger(Fingerprint.of(name), 16).mod(BigInteger.valueOf(of)).intValueExact();
  }
}
