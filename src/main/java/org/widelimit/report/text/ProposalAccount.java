package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.symja.Proposal.Tally;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** What Symja was asked, in words: how often it was right, and each answer that was wrong. */
public final class ProposalAccount {

  private ProposalAccount() {}

  /** Returns how many questions came to what, in one sentence; empty if nothing was asked. */
  public static String summary(List<Proposal> proposals) {
    if (proposals.isEmpty()) {
      return "";
    }
    Tally tally = Tally.of(proposals);
    return String.format(
        Locale.ROOT,
        "Symja was asked %d questions: %d answers are proved, %d wrong, %d undecided; %d questions"
            + " have no answer",
        tally.asked(),
        tally.proved(),
        tally.wrong(),
        tally.answered() - tally.proved() - tally.wrong(),
        tally.unanswered());
  }

  /** Returns a line for each wrong answer: the question, the answer and what is right. */
  public static List<String> wrong(List<Proposal> proposals) {
    return proposals.stream()
        .filter(proposal -> proposal.outcome() == Outcome.WRONG)
        .map(
            proposal ->
                WolframWriter.write(proposal.question())
                    + " is not "
                    + proposal.answer().map(WolframWriter::write).orElse("")
                    + ": right is "
                    + proposal.right())
        .toList();
  }

  /** Returns a line for each question without an answer. */
  public static List<String> unanswered(List<Proposal> proposals) {
    List<String> lines = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (proposal.outcome() == Outcome.UNANSWERED) {
        lines.add(WolframWriter.write(proposal.question()));
      }
    }
    return lines;
  }
}
