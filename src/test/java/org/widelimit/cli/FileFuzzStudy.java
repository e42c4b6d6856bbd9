package org.widelimit.cli;

import java.io.IOException;
import java.util.Locale;

/**
 * Many more random files than a build has time for: prints every one that gets a wrong answer and
 * every one that takes long. Arguments: the first seed, the number of files, and {@code verify} to
 * verify those that are sound.
 */
final class FileFuzzStudy {

  private static final double LONG_SECONDS = 20;

  private FileFuzzStudy() {}

  /** Runs the study. */
  public static void main(String[] args) throws IOException {
    long first = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    boolean verify = args.length > 2;
    int[] answers = new int[3];
    int wrong = 0;
    for (long seed = first; seed < first + count; seed++) {
      boolean sound = seed % 4 == 0;
      long number = seed;
      String text = sound ? new RandomFiles(seed).sound() : new RandomFiles(seed).damaged();
      long start = System.nanoTime();
      try {
        FileFuzzProperties.inDirectory(
            directory -> {
              FileFuzzProperties.Answer answer =
                  FileFuzzProperties.examine(text, directory, verify);
              answers[answer.code()]++;
              if (sound && answer.code() == 2) {
                System.out.printf(
                    "seed %d is no sound file:%n%s%s----%n", number, text, answer.printed());
              }
            });
      } catch (AssertionError | IOException failure) {
        wrong++;
        System.out.printf("seed %d: %s%n----%n", seed, failure);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (seconds > LONG_SECONDS) {
        System.out.printf(Locale.ROOT, "seed %d took %.0f s:%n%s----%n", seed, seconds, text);
      }
    }
    System.out.printf(
        "%d files: %d met, %d missed, %d broken; %d wrong answers%n",
        count, answers[0], answers[1], answers[2], wrong);
  }
}
