package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.TaskThread;

/** Programs that answer as Symja should not. */
public enum Doubles implements ComputerAlgebra {
  /** Waits for what does not come, and does not hear that it should stop. */
  HANGS {
    @Override
    Optional<Expr> answer(Expr question) {
      return never();
    }
  },
  /** Works far beyond its budget, and does not hear that it should stop. */
  SPINS {
    @Override
    Optional<Expr> answer(Expr question) {
      long end = TaskThread.usedByThisThread() + Duration.ofSeconds(4).toNanos();
      while (TaskThread.usedByThisThread() < end) {
        Thread.onSpinWait();
      }
      return Optional.of(Expressions.ZERO);
    }
  },
  /** Does not start. */
  NEVER_OPENS {
    @Override
    public Session open() {
      never();
      return super.open();
    }

    @Override
    Optional<Expr> answer(Expr question) {
      return Optional.empty();
    }
  },
  /** Fails when it starts. */
  FAILS_TO_OPEN {
    @Override
    public Session open() {
      throw new ExceptionInInitializerError("no rules");
    }

    @Override
    Optional<Expr> answer(Expr question) {
      return Optional.empty();
    }
  },
  /** Answers one more than is right. */
  ONE_MORE {
    @Override
    Optional<Expr> answer(Expr question) {
      return asked(question).map(right -> Expressions.plus(right, Expressions.ONE));
    }
  },
  /** Answers the opposite sign. */
  OPPOSITE {
    @Override
    Optional<Expr> answer(Expr question) {
      return asked(question).map(Expressions::negate);
    }
  },
  /** Gives every question back. */
  ECHOES {
    @Override
    Optional<Expr> answer(Expr question) {
      return Optional.of(question);
    }
  },
  /** Answers with a name of its own. */
  NAMES {
    @Override
    Optional<Expr> answer(Expr question) {
      return Optional.of(Expressions.sym("C1"));
    }
  },
  /** Answers with 0. */
  ZERO {
    @Override
    Optional<Expr> answer(Expr question) {
      return Optional.of(Expressions.ZERO);
    }
  },
  /** Answers with a quotient that has no value. */
  UNDEFINED {
    @Override
    Optional<Expr> answer(Expr question) {
      Expr none = WolframReader.read("1/(x - x + 0 y)");
      return Optional.of(none);
    }
  },
  /** Answers with what no reader takes in. */
  FLOODS {
    @Override
    Optional<Expr> answer(Expr question) {
      List<Expr> terms = new ArrayList<>();
      for (int i = 1; i < 20000; i++) {
        terms.add(Expressions.power(Expressions.sym("x"), Expressions.num(i)));
      }
      return Optional.of(Expressions.plus(terms));
    }
  },
  /** Uses more memory than there is. */
  FULL {
    @Override
    Optional<Expr> answer(Expr question) {
      throw new OutOfMemoryError("no room for an answer");
    }
  },
  /** Calls itself without end. */
  DEEP {
    @Override
    Optional<Expr> answer(Expr question) {
      return deeper(question, 0);
    }
  };

  /** The usual waiting is for seconds. */
  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(300),
          Patience.USUAL.rest(),
          Duration.ofSeconds(1),
          Patience.USUAL.grace());

  @Override
  public Session open() {
    return new Session() {
      @Override
      public Optional<Expr> evaluate(Expr question) {
        return answer(question);
      }

      @Override
      public void stop() {
        // These do not listen.
      }
    };
  }

  abstract Optional<Expr> answer(Expr question);

  /** Returns a door to it, with little time to start and to hang. */
  public SymjaKernel kernel() {
    return new SymjaKernel(this, SHORT);
  }

  /** Returns all of them. */
  public static List<Doubles> all() {
    return Arrays.asList(values());
  }

  private static Optional<Expr> asked(Expr question) {
    Expr.Call call = (Expr.Call) question;
    return call.isCall("D")
        ? new Differentiation(((Expr.Sym) call.arg(1)).name()).of(call.arg(0))
        : Optional.of(call.arg(0));
  }

  private static Optional<Expr> never() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // It does not listen.
      }
    }
  }

  @SuppressWarnings("InfiniteRecursion") // The stack is to overflow.
  private static Optional<Expr> deeper(Expr question, int depth) {
    return Optional.of(Expressions.num(deeper(question, depth + 1).hashCode() + depth));
  }
}
