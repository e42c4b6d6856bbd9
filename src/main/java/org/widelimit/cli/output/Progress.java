package org.widelimit.cli.output;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.verdict.ClaimResult;

/** Prints one line a claim as verdicts come, above a progress bar where there is a terminal. */
public final class Progress implements VerificationListener, AutoCloseable {

  /** Returns to the first column and clears the line, so that the bar does not mix with text. */
  private static final String CLEAR_LINE = "\r\u001B[K";

  /**
   * Columns of the bar. Given, because asking the terminal for its width starts a terminal library
   * that takes Ctrl-C for itself, so that an interrupted run would lose its verdicts.
   */
  private static final int BAR_COLUMNS = 79;

  private final PrintWriter out;
  private final boolean terminal;
  private @Nullable ProgressBar bar;

  private Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Returns a progress that prints lines there, and a bar on standard error if it is a terminal.
   */
  public static Progress on(PrintWriter out) {
    return new Progress(out, hasTerminal());
  }

  /** Tells whether a person looks on at a terminal that can move its cursor. */
  static boolean hasTerminal() {
    String kind = System.getenv("TERM");
    return kind != null && !kind.equals("dumb") && isTerminal();
  }

  /** Returns a bar on standard error. */
  static ProgressBar bar(String task, long max) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_COLUMNS))
        .clearDisplayOnFinish()
        .build();
  }

  /** From JDK 22 on a console exists without a terminal too, and has a method that tells. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (ReflectiveOperationException noAnswer) {
      return false;
    }
  }

  @Override
  public synchronized void started(int checks) {
    if (terminal && checks > 0) {
      bar = bar("verify", checks);
    }
  }

  @Override
  public synchronized void finished(Theorem theorem, ClaimResult result) {
    if (bar != null) {
      System.err.print(CLEAR_LINE);
      System.err.flush();
    }
    out.println(Summary.line(theorem.id(), result));
    out.flush();
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
