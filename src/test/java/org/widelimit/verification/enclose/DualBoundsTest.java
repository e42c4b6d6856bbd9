package org.widelimit.verification.enclose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.DomainSearch;
import org.widelimit.enclosure.Outcome;
import org.widelimit.enclosure.Region;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.FreeSymbols;

/** Bounds of duals and derivative duals at every length up to 25 and every correlation. */
class DualBoundsTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Dual[hardSwish,hardSwish][q, q, rho q] | q | HOLDS
          Dual[hardSwish,hardSwish][q, q, rho q] | q/3 | FAILS
          Dual[selu',selu'][p, q, rho Sqrt[p q]] | 4 | HOLDS
          Dual[selu',selu'][p, q, rho Sqrt[p q]] | 2 | FAILS
          Dual[sigmoid,sigmoid][p, q, rho Sqrt[p q]] | 1/2 | HOLDS
          Dual[swish,swish][p, q, rho Sqrt[p q]] | Sqrt[p q] | HOLDS
          Dual[swish,swish][p, q, rho Sqrt[p q]] | Sqrt[p q]/3 | FAILS
          """)
  void should_hold_bounds_on_the_whole_domain_and_find_where_they_fail(
      String dual, String bound, Outcome.Decision expected) {
    ActivationTable none = ActivationTable.of(Map.of());
    Expr smaller = PointEnclosure.formula(WolframReader.read(dual), none);
    Expr larger = WolframReader.read(bound);
    Map<String, Interval> domains = new LinkedHashMap<>();
    for (String name : List.of("p", "q", "rho")) {
      if (FreeSymbols.of(smaller).contains(name)) {
        domains.put(name, name.equals("rho") ? interval(-1, true, 1) : interval(0, false, 25));
      }
    }

    Outcome outcome =
        new DomainSearch(new Region(domains, List.of()), LONG).inequality(smaller, larger, false);

    assertThat(outcome.decision()).as(outcome.summary()).isEqualTo(expected);
  }

  private static Interval interval(long low, boolean closed, long high) {
    Num from = Expressions.num(low);
    return new Interval(Optional.of(from), closed, Optional.of(Expressions.num(high)), true, false);
  }
}
