package org.widelimit.verification.claim;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.DomainSearch;
import org.widelimit.enclosure.Outcome;
import org.widelimit.enclosure.Region;
import org.widelimit.verification.enclose.PointEnclosure;

/** Prints what covering a whole domain costs, for lengths up to 25 and all correlations. */
final class EnclosureSpeed {

  private static final Duration BUDGET = Duration.ofSeconds(10);

  private static final List<String> CLAIMS =
      List.of(
          "LengthMap[tanh,1,0][q] == 1 - E[Sech[Sqrt[q] z]^2, z]",
          "Chi[tanh,1][q] == E[(1 - Tanh[Sqrt[q] z]^2)^2, z]",
          "LengthMap[sigmoid,1,0][q] == 1/4 + E[Tanh[Sqrt[q] z/2]^2, z]/4",
          "Chi[sigmoid,1][q] == E[Sech[Sqrt[q] z/2]^4, z]/16",
          "LengthMap[swish,1,0][q] == q/4 + E[q z^2 Tanh[Sqrt[q] z/2]^2, z]/4",
          "Chi[swish,1][q] <= 1",
          "LengthMap[softplus,1,0][q] == E[Sqrt[q] z Log[1 + Exp[Sqrt[q] z]], z] + E[Log[1 +"
              + " Exp[-Sqrt[q] z]] Log[1 + Exp[Sqrt[q] z]], z]",
          "Chi[softplus,1][q] == 1/4 + E[Tanh[Sqrt[q] z/2]^2, z]/4",
          "LengthMap[selu,1,0][q] <= 3 q",
          "Chi[selu,1][q] >= 1/2",
          "LengthMap[mish,1,0][q] <= q",
          "Chi[mish,1][q] <= 6/5",
          "LengthMap[hardSwish,1,0][q] <= q",
          "Chi[hardSwish,1][q] <= 1",
          "LengthMap[erf,1,0][q] == 2/Pi ArcSin[2 q/(1 + 2 q)]",
          "Chi[erf,1][q] == 4/(Pi Sqrt[1 + 4 q])",
          "LengthMap[gelu,1,0][q] == E[q z^2 (1 + Erf[Sqrt[q] z/Sqrt[2]]^2)/4, z]",
          "Dual[tanh,tanh][q, q, rho q] == 4 Dual[sigmoid,sigmoid][4 q, 4 q, 4 rho q] - 1",
          "Dual[tanh',tanh'][q, q, rho q] == E[Sech[u]^2 (1 - Tanh[v]^2), {u, v}, {{q, rho q}, {rho"
              + " q, q}}]",
          "Dual[sigmoid,sigmoid][q, q, rho q] == 1/4 + Dual[tanh,tanh][q/4, q/4, rho q/4]/4",
          "Dual[sigmoid',sigmoid'][q, q, rho q] == Dual[tanh',tanh'][q/4, q/4, rho q/4]/16",
          "Dual[swish,swish][q, q, rho q] == E[u v (1 + Tanh[u/2]) (1 + Tanh[v/2])/4, {u, v}, {{q,"
              + " rho q}, {rho q, q}}]",
          "Dual[swish',swish'][q, q, rho q] <= 1",
          "Dual[softplus,softplus][q, q, rho q] == E[(u/2 + Log[2 Cosh[u/2]]) (v/2 + Log[2"
              + " Cosh[v/2]]), {u, v}, {{q, rho q}, {rho q, q}}]",
          "Dual[softplus',softplus'][q, q, rho q] == 1/4 + Dual[tanh,tanh][q/4, q/4, rho q/4]/4",
          "Dual[mish,mish][q, q, rho q] <= q",
          "Dual[mish',mish'][q, q, rho q] <= 6/5",
          "Dual[selu,selu][q, q, rho q] <= 3 q",
          "Dual[selu',selu'][q, q, rho q] <= 4",
          "Dual[hardSwish,hardSwish][q, q, rho q] <= q",
          "Dual[hardSwish',hardSwish'][q, q, rho q] <= 1",
          "Dual[erf,erf][q, q, rho q] == 2/Pi ArcSin[2 rho q/(1 + 2 q)]",
          "Dual[tanh,tanh][p, q, rho Sqrt[p q]] <= 1",
          "Dual[swish,swish][p, q, rho Sqrt[p q]] <= Sqrt[p q]",
          "Dual[softplus,softplus][p, q, rho Sqrt[p q]] >= 0",
          "Dual[mish',mish'][p, q, rho Sqrt[p q]] <= 6/5");

  private EnclosureSpeed() {}

  public static void main(String[] args) {
    System.out.println("| claim | verdict | boxes | seconds |");
    System.out.println("|---|---|---|---|");
    for (String text : CLAIMS) {
      Call claim = (Call) WolframReader.read(text);
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Outcome outcome = decide(claim);
      long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      System.out.printf(
          Locale.ROOT,
          "| `%s` | %s | %d | %.1f |%n",
          text,
          !claim.isCall("Equal") || Double.isNaN(outcome.epsilon())
              ? outcome.decision()
              : String.format(Locale.ROOT, "to %.1e", Math.max(1e-10, outcome.epsilon())),
          outcome.boxes(),
          time / 1e9);
    }
  }

  private static Outcome decide(Call claim) {
    ActivationTable none = ActivationTable.of(Map.of());
    Expr left = PointEnclosure.formula(claim.arg(0), none);
    Expr right = PointEnclosure.formula(claim.arg(1), none);
    Map<String, Interval> domains = new LinkedHashMap<>();
    domains.put("q", interval(0, false, 25));
    if (FreeSymbols.of(left).contains("p")) {
      domains.put("p", interval(0, false, 25));
    }
    if (FreeSymbols.of(left).contains("rho")) {
      domains.put("rho", interval(-1, true, 1));
    }
    DomainSearch search = new DomainSearch(new Region(domains, List.of()), BUDGET);
    return switch (claim.headName().orElseThrow()) {
      case "Equal" -> search.equation(left, right);
      case "LessEqual" -> search.inequality(left, right, false);
      default -> search.inequality(right, left, false);
    };
  }

  private static Interval interval(long low, boolean closed, long high) {
    Num from = Expressions.num(low);
    return new Interval(Optional.of(from), closed, Optional.of(Expressions.num(high)), true, false);
  }
}
