package org.widelimit.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Turns failures into one line for the user: no stack trace ever reaches them. */
public final class Failure {

  private Failure() {}

  /** Returns what went wrong, in one line. */
  public static String describe(Throwable failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "cannot write or read " + oneLine(denied.getFile());
    }
    if (failure instanceof FileSystemException file) {
      String reason = file.getReason();
      return oneLine(
          file.getFile()
              + ": "
              + (reason != null
                  ? reason
                  : file instanceof NoSuchFileException ? "does not exist" : "not accessible"));
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      // A disk that is full has no class of its own.
      return "cannot write or read: " + oneLine(failure.getMessage());
    }
    StringBuilder text = new StringBuilder("internal error: ");
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 4; depth++, cause = cause.getCause()) {
      text.append(depth == 0 ? "" : ", caused by ").append(cause.getClass().getSimpleName());
      if (cause.getMessage() != null) {
        text.append(": ").append(cause.getMessage());
      }
    }
    StackTraceElement[] trace = failure.getStackTrace();
    return oneLine(text + (trace.length == 0 ? "" : " (at " + trace[0] + ")"));
  }

  /** Returns the text on one line. */
  public static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
