package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.algebra.symja.Proposal.Tally;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.report.text.ProposalAccount;

/** Writes what Symja was asked for a derivation, and which of its answers are wrong. */
final class ProposalWriter {

  private ProposalWriter() {}

  /** Returns the account in lines of plain text; none if nothing was asked. */
  static List<String> lines(List<Proposal> proposals) {
    List<String> lines = new ArrayList<>();
    if (!proposals.isEmpty()) {
      lines.add(ProposalAccount.summary(proposals));
      ProposalAccount.wrong(proposals).forEach(line -> lines.add("wrong answer: " + line));
      ProposalAccount.unanswered(proposals)
          .forEach(line -> lines.add("no answer, so that Widelimit's own stands: " + line));
    }
    return lines;
  }

  /** Returns the account for the end of a text. */
  static String text(List<Proposal> proposals) {
    List<String> lines = lines(proposals);
    return lines.isEmpty() ? "" : "\n" + String.join("\n  ", lines) + "\n";
  }

  /** Adds the account to an object. */
  static void json(ObjectNode root, List<Proposal> proposals) {
    if (proposals.isEmpty()) {
      return;
    }
    Tally tally = Tally.of(proposals);
    ObjectNode symja = root.putObject("symja");
    symja.put("asked", tally.asked());
    symja.put("answered", tally.answered());
    symja.put("proved", tally.proved());
    symja.put("wrong", tally.wrong());
    symja.put("unanswered", tally.unanswered());
    symja.put("seconds", Math.rint(tally.seconds() * 1000) / 1000);
    ArrayNode list = symja.putArray("proposals");
    for (Proposal proposal : proposals) {
      ObjectNode node = list.addObject();
      node.put("kind", proposal.kind().words());
      node.put("question", WolframWriter.write(proposal.question()));
      proposal.answer().ifPresent(answer -> node.put("answer", WolframWriter.write(answer)));
      node.put("outcome", proposal.outcome().name().toLowerCase(Locale.ROOT));
      node.put("checked", proposal.checked());
      node.put("right", proposal.right());
    }
  }
}
