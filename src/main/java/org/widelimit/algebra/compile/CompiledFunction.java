package org.widelimit.algebra.compile;

/** An expression compiled to bytecode: a pure function of its parameters. */
@FunctionalInterface
public interface CompiledFunction {

  /**
   * Evaluates the expression in double precision.
   *
   * @param arguments a value for each parameter, in the order of the compilation
   * @return the value; NaN where the expression has no real value
   * @throws IllegalArgumentException if the number of arguments is not that of the parameters
   */
  double evaluate(double... arguments);
}
