package org.widelimit.algebra;

import java.util.List;
import java.util.Optional;

/**
 * A value that a function of a program takes from another before it computes its result: the kernel
 * of the layer below.
 *
 * @param name the name of the value
 * @param function the name of the other function
 * @param arguments that function's arguments, parameters of the one that calls it
 * @param replaces the parameter in whose place the value stands in the result; if empty, it stands
 *     there by its own name
 */
public record LocalValue(
    String name, String function, List<String> arguments, Optional<String> replaces) {
  /** Copies the arguments. */
  public LocalValue {
    arguments = List.copyOf(arguments);
  }
}
