package org.widelimit.cli;

import org.widelimit.activation.Activation;
import org.widelimit.algebra.SyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An activation on the command line. */
final class ActivationArgument {

  private ActivationArgument() {}

  /**
   * Reads an activation.
   *
   * @param spec the command it is an argument of
   * @param text a name of the catalogue or an expression in {@code x}
   * @throws ParameterException if it is neither
   */
  static Activation parse(CommandSpec spec, String text) {
    try {
      return Activation.parse(text);
    } catch (SyntaxException wrong) {
      throw new ParameterException(
          spec.commandLine(),
          "not an activation: '%s', character %d: %s"
              .formatted(text, wrong.offset() + 1, wrong.getMessage()),
          wrong);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "not an activation: '" + text + "': " + wrong.getMessage(), wrong);
    }
  }
}
