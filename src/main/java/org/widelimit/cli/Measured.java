package org.widelimit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.simulation.observable.JacobianObservable.Of;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.observable.ObservableCatalogue.Argument;
import org.widelimit.simulation.observable.ObservableCatalogue.Entry;
import org.widelimit.simulation.observable.ObservableCatalogue.Parameter;
import org.widelimit.theorem.Text;

/**
 * An observable as the user names it.
 *
 * @param observable what is measured
 * @param time how long to train, if the name says so
 */
record Measured(Observable observable, OptionalDouble time) {

  /** Names that the observables' own table does not have. */
  private static final Map<String, String> SHORT =
      Map.of("NTK", "EmpiricalNTK", "NNGP", "EmpiricalNNGP", "q", "PreactivationVariance");

  /**
   * Reads a name with its arguments as theorem files write them, layers and inputs counting from 1.
   * The places of a Jacobian may also be two layers.
   *
   * @throws org.widelimit.algebra.SyntaxException if the text is no formula
   * @throws IllegalArgumentException if it names no observable, or asks for a layer or an input
   *     that is not there
   */
  static Measured read(String text, ObservableCatalogue.Shape shape) {
    Expr expr = WolframReader.read(text);
    String name;
    List<Expr> given = List.of();
    if (expr instanceof Expr.Sym symbol) {
      name = symbol.name();
    } else if (expr instanceof Expr.Call call && call.head() instanceof Expr.Sym head) {
      name = head.name();
      given = call.args();
    } else {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no observable, such as "
              + ObservableCatalogue.entries().get(0).usage());
    }
    String full = SHORT.getOrDefault(name, name);
    Entry entry = ObservableCatalogue.find(full).orElseThrow(() -> unknown(name));
    List<Argument> arguments = new ArrayList<>();
    for (Expr argument : given) {
      arguments.add(argument(argument, entry));
    }
    if (arguments.size() > 1
        && entry.parameters().get(0) == Parameter.UPPER_PLACE
        && arguments.get(0).place().isEmpty()
        && arguments.get(0).value() < arguments.get(1).value()) {
      java.util.Collections.swap(arguments, 0, 1);
    }
    OptionalInt time = ObservableCatalogue.timeOf(full);
    return new Measured(
        ObservableCatalogue.make(full, arguments, shape),
        time.isPresent() && time.getAsInt() < arguments.size()
            ? OptionalDouble.of(arguments.get(time.getAsInt()).value())
            : OptionalDouble.empty());
  }

  private static IllegalArgumentException unknown(String name) {
    List<String> names = new ArrayList<>(SHORT.keySet());
    ObservableCatalogue.entries().forEach(entry -> names.add(entry.name()));
    String near =
        Text.nearest(name, names)
            .map(n -> "did you mean '" + n + "'?")
            .orElse("'--list' shows them all");
    return new IllegalArgumentException("no such observable: '" + name + "' (" + near + ")");
  }

  private static Argument argument(Expr written, Entry entry) {
    if (written instanceof Expr.Call place && place.arity() == 1) {
      Optional<Of> of =
          place.isCall("Preactivation")
              ? Optional.of(Of.PREACTIVATION)
              : place.isCall("Postactivation") ? Optional.of(Of.POSTACTIVATION) : Optional.empty();
      if (of.isPresent()) {
        return new Argument(number(place.arg(0), entry), of);
      }
    }
    return new Argument(number(written, entry));
  }

  private static double number(Expr written, Entry entry) {
    if (written instanceof Expr.Num number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "%s takes numbers in its brackets; '%s' is none"
            .formatted(entry.usage(), WolframWriter.write(written)));
  }
}
