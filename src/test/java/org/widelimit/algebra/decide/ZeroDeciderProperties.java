package org.widelimit.algebra.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** Identities built by rewriting a random expression, and the same with one constant changed. */
class ZeroDeciderProperties {

  private static final Duration BUDGET = Duration.ofSeconds(30);
  private static final Assumptions POSITIVE = Assumptions.positive("x", "y");
  private static final int MUTANTS = 1000;

  private static final List<String> BASES =
      List.of("x", "y", "1 + x", "x y", "2 x/3 + y", "x + y^2", "Sqrt[1 + x]", "x/(1 + y)");

  /** Identities for positive U and V. */
  private static final List<String[]> RULES =
      List.of(
          new String[] {"Sqrt[U] Sqrt[V]", "Sqrt[U V]"},
          new String[] {"(U + V)^2", "U^2 + 2 U V + V^2"},
          new String[] {"Log[U^2 V]", "2 Log[U] + Log[V]"},
          new String[] {"Exp[U + 2 V]", "Exp[U] Exp[V]^2"},
          new String[] {"Sin[U + V]", "Sin[U] Cos[V] + Cos[U] Sin[V]"},
          new String[] {"Tanh[U]", "1 - 2/(Exp[2 U] + 1)"},
          new String[] {"ArcTan[U/V]", "Pi/2 - ArcTan[V/U]"},
          new String[] {"1/(Sqrt[U + 1] + 1)", "(Sqrt[U + 1] - 1)/U"},
          new String[] {"Abs[U - V]^2", "(U - V)^2"},
          new String[] {"Erf[-U]", "Erfc[U] - 1"},
          new String[] {"ArcSin[U/Sqrt[U^2 + V^2]]", "ArcTan[U/V]"});

  private static final List<String> CONTEXTS =
      List.of("W", "3 W + x", "W^2 - y/7", "x W/(2 + y)", "(W + 1/2)(W + 5)", "Exp[-W/4] + W");

  private static Expr identity(Random random) {
    String[] rule = pick(RULES, random);
    String context = pick(CONTEXTS, random);
    String u = pick(BASES, random);
    String v = pick(BASES, random);
    return Expressions.minus(fill(context, rule[0], u, v), fill(context, rule[1], u, v));
  }

  private static Expr fill(String context, String side, String u, String v) {
    return WolframReader.read(context)
        .substitute("W", WolframReader.read(side))
        .substitute("U", WolframReader.read(u))
        .substitute("V", WolframReader.read(v));
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  @Property(tries = 60)
  void should_prove_what_was_built_to_be_zero(@ForAll long seed) {
    assertThat(ZeroDecider.decide(identity(new Random(seed)), POSITIVE, BUDGET))
        .isInstanceOf(ZeroDecision.Zero.class);
  }

  @Test
  void should_never_prove_a_mutant() {
    Random random = new Random(20);
    int refuted = 0;
    while (refuted < MUTANTS) {
      Expr identity = identity(random);
      for (Expr mutant : mutants(identity)) {
        ZeroDecision decision = ZeroDecider.decide(mutant, POSITIVE, BUDGET);
        assertThat(decision)
            .as(WolframWriter.write(mutant))
            .isNotInstanceOf(ZeroDecision.Zero.class);
        if (decision instanceof ZeroDecision.Nonzero nonzero) {
          Optional<BigDecimal> value = HighPrecision.evaluate(mutant, nonzero.witness(), 30);
          assertThat(value.map(BigDecimal::signum).orElse(0)).isNotZero();
          refuted++;
        }
      }
    }
    assertThat(refuted).isGreaterThanOrEqualTo(MUTANTS);
  }

  /** All expressions with one number changed or one sign of a term flipped. */
  private static List<Expr> mutants(Expr expr) {
    List<Expr> mutants = new ArrayList<>();
    if (expr instanceof Num num) {
      mutants.add(Expressions.add(num, Expressions.num(1, 7)));
      mutants.add(Expressions.add(num, Expressions.ONE));
    } else if (expr instanceof Call call) {
      for (int i = 0; i < call.arity(); i++) {
        for (Expr part : mutants(call.arg(i))) {
          mutants.add(with(call, i, part));
        }
        if (call.isCall("Plus")) {
          mutants.add(with(call, i, Expressions.negate(call.arg(i))));
        }
      }
    }
    return mutants;
  }

  private static Expr with(Call call, int index, Expr part) {
    List<Expr> args = new ArrayList<>(call.args());
    args.set(index, part);
    return Expressions.call(call.head(), args);
  }
}
