package org.widelimit.network.symbolic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.Kernels;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.algebra.symja.Proposal.Kind;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.symja.Proposal.Tally;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.Allowance;
import org.widelimit.network.symbolic.KernelDerivation.Line;

/**
 * What Symja proposes for the activations of the catalogue and for random compositions, how much of
 * it is proved, and whose the printed forms are. Run by hand: {@code ProposalStudy [compositions]}.
 */
final class ProposalStudy {

  private static final Duration BUDGET = Duration.ofSeconds(60);
  private static final List<String> OUTER =
      List.of(
          "$", "$^2", "x $", "Sin[$]", "Erf[$]", "Max[0, $]", "Abs[$]", "Tanh[$]", "Exp[-($)^2]");
  private static final List<String> INNER =
      List.of(
          "x", "x^2", "2 x", "x/2 + 1", "Erf[x]", "Sin[x]", "Max[0, x]", "x^3 - x", "ArcTan[x]");

  private final Map<Kind, List<Proposal>> asked = new EnumMap<>(Kind.class);
  private int forms;
  private int derivatives;
  private int slopes;
  private int fromSymja;

  private ProposalStudy() {
    for (Kind kind : Kind.values()) {
      asked.put(kind, new ArrayList<>());
    }
  }

  public static void main(String[] args) {
    int compositions = args.length == 0 ? 100 : Integer.parseInt(args[0]);
    ProposalStudy catalogue = new ProposalStudy();
    for (String name : new TreeSet<>(ActivationCatalogue.names())) {
      catalogue.study(name);
    }
    catalogue.print("catalogue");
    ProposalStudy random = new ProposalStudy();
    Random choices = new Random(1);
    for (int i = 0; i < compositions; i++) {
      String inner = INNER.get(choices.nextInt(INNER.size()));
      String outer = OUTER.get(choices.nextInt(OUTER.size()));
      String more = OUTER.get(choices.nextInt(OUTER.size()));
      random.study(more.replace("$", "(" + outer.replace("$", "(" + inner + ")") + ")"));
    }
    random.print("random compositions");
    Runtime.getRuntime().halt(0);
  }

  private void study(String text) {
    Activation activation;
    try {
      activation = Activation.parse(text);
    } catch (IllegalArgumentException none) {
      return;
    }
    KernelDerivation derivation =
        Proposer.of(Kernels.symja(), BUDGET)
            .during(
                () ->
                    KernelDerivation.of(
                        activation,
                        SymbolicNetwork.Layers.DENSE,
                        0,
                        0,
                        true,
                        new Allowance(BUDGET)));
    derivation.proposals().forEach(proposal -> asked.get(proposal.kind()).add(proposal));
    for (Line line : derivation.lines()) {
      if (line.name().equals("slope")) {
        derivatives++;
        slopes += isSymjas(line, derivation) ? 1 : 0;
      } else if (!WolframWriter.write(line.right()).contains("E[") && !line.name().equals("phi")) {
        forms++;
        fromSymja += isSymjas(line, derivation) ? 1 : 0;
      }
    }
  }

  /** Whether the printed form is an answer that is proved, or comes from a step by its author. */
  private static boolean isSymjas(Line line, KernelDerivation derivation) {
    return line.steps().stream()
            .anyMatch(
                step -> !step.author().equals(ProofStep.OWN) && step.right().equals(line.right()))
        || derivation.proposals().stream()
            .anyMatch(
                proposal ->
                    proposal.outcome() == Outcome.PROVED
                        && proposal.answer().filter(line.right()::equals).isPresent());
  }

  private void print(String title) {
    System.out.println(title);
    asked.forEach(
        (kind, proposals) -> {
          Tally tally = Tally.of(proposals);
          System.out.printf(
              Locale.ROOT,
              "  %-24s asked %4d, proved %4d, wrong %3d, undecided %3d, unanswered %3d%n",
              kind.words(),
              tally.asked(),
              tally.proved(),
              tally.wrong(),
              tally.answered() - tally.proved() - tally.wrong(),
              tally.unanswered());
          proposals.stream()
              .filter(proposal -> proposal.outcome() == Outcome.WRONG)
              .forEach(
                  proposal ->
                      System.out.println("    wrong: " + WolframWriter.write(proposal.question())));
        });
    System.out.printf(
        Locale.ROOT,
        "  derivatives printed %d, Symja's %d; other closed forms printed %d, Symja's %d%n",
        derivatives,
        slopes,
        forms,
        fromSymja);
  }
}
