package org.widelimit.simulation.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.widelimit.budget.Fingerprint;

/**
 * A folder in which the finished samples of experiments are kept, a file for each experiment and
 * seed.
 *
 * <p>A file's name is a fingerprint of all that its samples are a function of, so a changed
 * experiment never meets another's samples. A line is a sample: width, index, the values in
 * hexadecimal (every bit), and a checksum; a line that an interruption tore is ignored and drawn
 * again.
 */
public final class Journal {
  /** Part of the fingerprint: raised whenever the same experiment would give other samples. */
  private static final String FORMAT = "widelimit journal 2";

  private final Path folder;
  private final Map<Path, Section> sections = new ConcurrentHashMap<>();

  /** Keeps samples in {@code folder}, which is made when first needed. */
  public Journal(Path folder) {
    this.folder = folder;
  }

  /** The file of one experiment at one seed. */
  public Path file(Experiment experiment, long seed) {
    String identity = FORMAT + "\n" + experiment.identity(experiment.observable().toString(), seed);
    return folder.resolve(Fingerprint.of(identity).substring(0, 24) + ".samples");
  }

  /** The samples of one experiment at one seed. */
  Section open(Experiment experiment, long seed) {
    return sections.computeIfAbsent(file(experiment, seed), Section::new);
  }

  /** One file. */
  static final class Section {
    private final Path file;
    private final Map<String, double[]> known = new HashMap<>();

    private Section(Path file) {
      this.file = file;
      if (Files.exists(file)) {
        try {
          for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            read(line);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private void read(String line) {
      int end = line.lastIndexOf(' ');
      if (end < 0 || !line.substring(end + 1).equals(checksum(line.substring(0, end)))) {
        return;
      }
      String[] words = line.substring(0, end).split(" ", -1);
      double[] values = new double[words.length - 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.longBitsToDouble(Long.parseUnsignedLong(words[i + 2], 16));
      }
      known.put(words[0] + " " + words[1], values);
    }

    synchronized double @Nullable [] find(int width, long index) {
      double[] values = known.get(width + " " + index);
      return values == null ? null : values.clone();
    }

    synchronized void append(int width, Map<Long, double[]> samples) {
      StringBuilder lines = new StringBuilder();
      samples.forEach(
          (index, values) -> {
            StringBuilder line = new StringBuilder().append(width).append(' ').append(index);
            for (double value : values) {
              line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
            }
            lines.append(line).append(' ').append(checksum(line.toString())).append('\n');
            known.put(width + " " + index, values.clone());
          });
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean torn = Files.exists(file) && endsInTheMiddle();
        try (Writer out =
            Files.newBufferedWriter(
                file,
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
          out.write((torn ? "\n" : "") + lines);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean endsInTheMiddle() throws IOException {
      try (var channel = Files.newByteChannel(file)) {
        if (channel.size() == 0) {
          return false;
        }
        channel.position(channel.size() - 1);
        java.nio.ByteBuffer last = java.nio.ByteBuffer.allocate(1);
        channel.read(last);
        return last.get(0) != '\n';
      }
    }

    private static String checksum(String text) {
      CRC32 crc = new CRC32();
      crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
      return Long.toHexString(crc.getValue());
    }
  }
}
