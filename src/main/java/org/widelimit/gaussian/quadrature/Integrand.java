package org.widelimit.gaussian.quadrature;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A function of two variables as a factor that depends on the first alone and the rest. */
sealed interface Integrand {

  /** Returns the factor. */
  double factor(double x);

  /** Returns the rest. */
  double value(double x, double y);

  /** A function without a factor. */
  record General(DoubleBinaryOperator f) implements Integrand {
    @Override
    public double factor(double x) {
      return 1;
    }

    @Override
    public double value(double x, double y) {
      return f.applyAsDouble(x, y);
    }
  }

  /** A function of the first variable times one of the second. */
  record Product(DoubleUnaryOperator f, DoubleUnaryOperator g) implements Integrand {
    @Override
    public double factor(double x) {
      return f.applyAsDouble(x);
    }

    @Override
    public double value(double x, double y) {
      return g.applyAsDouble(y);
    }
  }
}
