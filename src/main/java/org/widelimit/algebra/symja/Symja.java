package org.widelimit.algebra.symja;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;
import org.widelimit.algebra.Expr;

/** Symja, of which every session is an engine of its own: an engine is bound to its thread. */
public final class Symja implements ComputerAlgebra {

  /** The name by which proofs call it. */
  static final String NAME = "Symja";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Session open() {
    try {
      F.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Symja was starting", e);
    }
    EvalEngine engine = new EvalEngine(false);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    engine.setOutPrintStream(nowhere);
    engine.setErrorPrintStream(nowhere);
    engine.setQuietMode(true);
    EvalEngine.set(engine);
    return new Engine(engine);
  }

  private record Engine(EvalEngine engine) implements Session {

    @Override
    public Optional<Expr> evaluate(Expr question) {
      SymjaConverter converter = new SymjaConverter();
      IExpr asked = converter.toSymja(question);
      engine.init();
      EvalEngine.set(engine);
      IExpr answer = engine.evaluate(asked);
      return answer.isNIL() ? Optional.empty() : Optional.of(converter.fromSymja(answer));
    }

    @Override
    public void stop() {
      // No interrupt: it could hit Symja while it loads its rules, and they would stay broken.
      engine.stopRequest();
    }
  }
}
