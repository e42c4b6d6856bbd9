package org.widelimit.algebra.symja;

import java.io.Serializable;
import java.util.Optional;
import org.widelimit.algebra.Expr;

/**
 * A question to the computer algebra, its answer and what became of it.
 *
 * @param kind what was asked for
 * @param question the question as it was put, such as {@code D[Tanh[x], x]}
 * @param answer the answer; empty if there was none in time, or none that is an exact real
 *     expression
 * @param outcome what the referee found
 * @param checked what the referee was: {@code zero test}, {@code substitution}; empty if there was
 *     nothing to check
 * @param right what is right, where the answer is wrong and this is known; a sentence in words
 *     where it is no expression
 * @param seconds the time by the clock until the answer
 */
public record Proposal(
    Kind kind,
    Expr question,
    Optional<Expr> answer,
    Outcome outcome,
    String checked,
    String right,
    double seconds) {

  /**
   * Returns the same, answered after another time.
   *
   * @param newSeconds the time by the clock
   */
  public Proposal after(double newSeconds) {
    return new Proposal(kind, question, answer, outcome, checked, right, newSeconds);
  }

  /** What is asked for. */
  public enum Kind {
    /** A derivative. */
    DERIVATIVE,
    /** An antiderivative, or an integral between limits. */
    INTEGRAL,
    /** The solutions of an equation. */
    SOLUTION,
    /** An expansion. */
    SERIES,
    /** A limit. */
    LIMIT,
    /** The solution of a differential equation. */
    DIFFERENTIAL_EQUATION,
    /** A shorter form. */
    SIMPLIFICATION;

    /** Returns the kind in words. */
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /** What became of an answer. */
  public enum Outcome {
    /** The referee proved it. */
    PROVED,
    /** The referee found a point that speaks against it. */
    WRONG,
    /** The referee found neither; it is not believed. */
    UNDECIDED,
    /** There was no answer. */
    UNANSWERED
  }

  /**
   * How many questions of a kind, or of all, came to what.
   *
   * @param asked the questions
   * @param answered those with an answer
   * @param proved those whose answer the referee proved
   * @param wrong those whose answer the referee refuted
   * @param unanswered those without an answer
   * @param seconds the time by the clock until the answers, together
   */
  public record Tally(
      int asked, int answered, int proved, int wrong, int unanswered, double seconds)
      implements Serializable {

    /** Nothing was asked. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    /** Counts proposals. */
    public static Tally of(Iterable<Proposal> proposals) {
      int asked = 0;
      int proved = 0;
      int wrong = 0;
      int unanswered = 0;
      double seconds = 0;
      for (Proposal proposal : proposals) {
        asked++;
        proved += proposal.outcome == Outcome.PROVED ? 1 : 0;
        wrong += proposal.outcome == Outcome.WRONG ? 1 : 0;
        unanswered += proposal.outcome == Outcome.UNANSWERED ? 1 : 0;
        seconds += proposal.seconds;
      }
      return new Tally(asked, asked - unanswered, proved, wrong, unanswered, seconds);
    }
  }
}
