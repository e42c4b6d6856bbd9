package org.widelimit.gaussian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.widelimit.algebra.Expr;

/** Collects terms over common denominators and common roots, for print. */
public final class ExactForms {

  /** Points at which a factor must keep its sign before a root of it is taken. */
  private static final int SAMPLES = 12;

  private ExactForms() {}

  /**
   * Returns an equal expression with equal irrational terms collected, for positive symbols; the
   * expression itself where it cannot be read.
   */
  public static Expr normal(Expr expr) {
    try {
      SplittableRandom random = new SplittableRandom(1);
      List<Map<String, Double>> samples = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        Map<String, Double> sample = new HashMap<>();
        expr.symbols().forEach(name -> sample.put(name, Math.exp(random.nextDouble(-3, 3))));
        samples.add(sample);
      }
      ExactReader reader = new ExactReader(new PolynomialField(samples));
      return new ExactWriter(reader.opaque()).write(reader.read(expr));
    } catch (OutsideClassException e) {
      return expr;
    }
  }
}
