package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.Affine;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Equality;

/**
 * Equations about words that a recursion defines ({@link Recurrence}), proved from it: iterates at
 * numbers are written out, those at {@code n + 1}, {@code n + 2} in those before them; and a
 * claimed form of the iterates is proved by induction, from its first values and the step.
 */
final class InductionProof {

  private final Assumptions assumptions;
  private final EqualityProver prover;

  /**
   * Creates the proof.
   *
   * @param assumptions what is assumed of the symbols
   * @param prover proves what is left, which holds none of the words
   */
  InductionProof(Assumptions assumptions, EqualityProver prover) {
    this.assumptions = assumptions;
    this.prover = prover;
  }

  /** An index {@code base + offset}, the base an integer's name. */
  private record Index(Sym base, int offset) {
    static Optional<Index> of(Expr index, Assumptions assumptions) {
      if (index instanceof Sym sym) {
        return Optional.of(new Index(sym, 0))
            .filter(any -> assumptions.domain(sym.name()).integer());
      }
      if (index.isCall("Plus", 2)
          && ((Call) index).arg(0) instanceof Num offset
          && offset.isInteger()
          && offset.numerator().bitLength() < 8) {
        return of(((Call) index).arg(1), assumptions)
            .map(of -> new Index(of.base(), offset.numerator().intValue()));
      }
      return Optional.empty();
    }

    Expr plus(int more) {
      return Expressions.plus(base, Expressions.num((long) offset + more));
    }
  }

  /** Returns whether an equality has such a word. */
  static boolean applies(Equality equality) {
    return !words(equality.left()).isEmpty() || !words(equality.right()).isEmpty();
  }

  private static Set<Recurrence> words(Expr expr) {
    Set<Recurrence> words = new LinkedHashSet<>();
    collect(expr, new LinkedHashMap<>(), words);
    return words;
  }

  private static void collect(Expr expr, Map<Expr, Boolean> seen, Set<Recurrence> words) {
    if (expr instanceof Call call) {
      collect(call.head(), seen, words);
      call.args().forEach(arg -> collect(arg, seen, words));
      if (seen.putIfAbsent(call, true) == null) {
        Recurrence.of(call).ifPresent(words::add);
      }
    }
  }

  /** Returns why the proof stayed open, or empty if it closed. */
  Optional<String> prove(Equality equality, List<ProofStep> steps) {
    List<ProofStep> definitions = new ArrayList<>();
    Equality written =
        new Equality(written(equality.left(), definitions), written(equality.right(), definitions));
    Set<Recurrence> words = words(Expressions.list(written.left(), written.right()));
    List<ProofStep> found = new ArrayList<>(definitions);
    Optional<String> open =
        words.isEmpty()
            ? prover.prove(assumptions, written, found)
            : byRecursion(written, words, found);
    if (open.isPresent() && words.size() == 1) {
      found = new ArrayList<>(definitions);
      open = byInduction(written, words.iterator().next(), found);
    }
    if (open.isEmpty()) {
      steps.addAll(found);
    }
    return open;
  }

  /** Writes out the iterates whose index is a number. */
  private static Expr written(Expr expr, List<ProofStep> steps) {
    return expr.transform(
        node -> {
          Optional<Recurrence> word = Recurrence.of(node);
          if (word.isEmpty()
              || !(word.get().index() instanceof Num number && number.isInteger())
              || number.signum() < 0
              || number.compareTo(Expressions.num(word.get().longest())) > 0) {
            return node;
          }
          int index = number.numerator().intValue();
          Expr value = word.get().continued(word.get().starts(), index).get(index);
          steps.add(new ProofStep("definition", node, value, "the recursion, written out"));
          return value;
        });
  }

  /** Puts symbols for the first of neighbouring iterates, and the recursion for the others. */
  private Optional<String> byRecursion(
      Equality equality, Set<Recurrence> words, List<ProofStep> steps) {
    Map<Call, Integer> first = new LinkedHashMap<>();
    Map<Call, Integer> last = new LinkedHashMap<>();
    for (Recurrence word : words) {
      Optional<Index> index = Index.of(word.index(), assumptions);
      boolean nested =
          word.word().args().stream().anyMatch(arg -> !words(arg).isEmpty())
              || !words(word.word().head()).isEmpty();
      if (index.isEmpty() || nested) {
        return Optional.of("the index of an iterate is no integer, or iterates are nested");
      }
      first.merge(word.at(index.get().base()), index.get().offset(), Math::min);
      last.merge(word.at(index.get().base()), index.get().offset(), Math::max);
    }
    Map<Expr, Expr> values = new LinkedHashMap<>();
    Assumptions all = assumptions;
    for (Map.Entry<Call, Integer> entry : first.entrySet()) {
      Recurrence word = Recurrence.of(entry.getKey()).orElseThrow();
      int length = last.get(entry.getKey()) - entry.getValue();
      if (length > word.longest()) {
        return Optional.of("the iterates are too far from one another");
      }
      List<Sym> symbols = new ArrayList<>();
      for (int i = 0; i < word.order(); i++) {
        Sym symbol = ClaimAssumptions.fresh("iterate", all, equality.left(), equality.right());
        symbols.add(symbol);
        all = all.with(symbol.name(), Interval.REALS);
      }
      Index index = new Index((Sym) word.index(), entry.getValue());
      List<Expr> continued = word.continued(symbols, length);
      for (int i = 0; i < continued.size(); i++) {
        Call at = word.at(index.plus(i));
        values.put(at, continued.get(i));
        steps.add(
            new ProofStep(
                "recursion",
                at,
                continued.get(i),
                i < word.order() ? "for any value of it" : "by the recursion that defines it"));
      }
    }
    return prover.prove(
        all, new Equality(put(equality.left(), values), put(equality.right(), values)), steps);
  }

  private static Expr put(Expr expr, Map<Expr, Expr> values) {
    return expr.transform(node -> values.getOrDefault(node, node));
  }

  /** Proves the form that the equality claims of its one iterate, by induction. */
  private Optional<String> byInduction(Equality equality, Recurrence word, List<ProofStep> steps) {
    Optional<Index> index = Index.of(word.index(), assumptions);
    Optional<Expr> solved = solved(equality, word.word());
    if (index.isEmpty() || solved.isEmpty()) {
      return Optional.of("the equation is not solved for its iterate");
    }
    Sym base = index.get().base();
    Num lower = assumptions.domain(base.name()).lower().orElse(Expressions.ZERO);
    long start = Math.max(0, (long) Math.ceil(lower.doubleValue()) + index.get().offset());
    if (start + word.order() > word.longest()) {
      return Optional.of("the first index is far from 0");
    }
    Sym m = ClaimAssumptions.fresh("m", assumptions, equality.left(), equality.right());
    Expr form =
        solved
            .get()
            .substitute(base.name(), Expressions.plus(m, Expressions.num(-index.get().offset())));
    List<Expr> first = word.continued(word.starts(), (int) start + word.order());
    List<Expr> before = new ArrayList<>();
    for (int i = 0; i < word.order(); i++) {
      Num at = Expressions.num(start + i);
      Equality begins = new Equality(form.substitute(m.name(), at), first.get((int) start + i));
      Optional<String> open = prover.prove(assumptions, begins, steps);
      if (open.isPresent()) {
        return open.map(reason -> "at index " + at + ": " + reason);
      }
      before.add(form.substitute(m.name(), Expressions.plus(m, Expressions.num(i))));
    }
    Expr next = form.substitute(m.name(), Expressions.plus(m, Expressions.num(word.order())));
    Equality goesOn = new Equality(next, word.step().apply(before));
    Optional<String> open = prover.prove(from(m, start), goesOn, steps);
    if (open.isEmpty()) {
      steps.add(
          new ProofStep(
              "induction",
              word.at(m),
              form,
              "the form begins like the iterates at " + start + " and obeys their recursion"));
    }
    return open.map(reason -> "the form does not obey the recursion: " + reason);
  }

  /** Returns what a linear equation says an iterate is, or empty where it says nothing. */
  private Optional<Expr> solved(Equality equality, Call iterate) {
    Expr difference = Expressions.minus(equality.left(), equality.right());
    return Affine.of(difference, iterate)
        .filter(line -> isNonzero(line.slope()))
        .map(line -> Expressions.negate(Expressions.divide(line.rest(), line.slope())));
  }

  private boolean isNonzero(Expr slope) {
    return slope instanceof Num number
        ? number.signum() != 0
        : new SignDecider(assumptions).of(slope).isStrict();
  }

  private Assumptions from(Sym m, long start) {
    return assumptions.with(
        m.name(),
        new Interval(Optional.of(Expressions.num(start)), true, Optional.empty(), false, true));
  }
}
