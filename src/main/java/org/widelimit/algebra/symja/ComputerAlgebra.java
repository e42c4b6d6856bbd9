package org.widelimit.algebra.symja;

import java.util.Optional;
import org.widelimit.algebra.Expr;

/**
 * A program of computer algebra that is asked for answers, such as Symja. Nothing is expected of
 * it: it may be slow, fail, never return or be wrong.
 */
public interface ComputerAlgebra {

  /** Returns the name by which proofs call it. */
  String name();

  /** Opens a session. A session is opened and asked on one thread. */
  Session open();

  /** What answers one question after another, on the thread that opened it. */
  interface Session {

    /**
     * Evaluates a question.
     *
     * @param question an expression such as {@code D[Tanh[x], x]}
     * @return what it comes to; empty if that is no exact real expression
     */
    Optional<Expr> evaluate(Expr question);

    /** Asks the evaluation at hand to end; called from another thread. */
    void stop();
  }
}
