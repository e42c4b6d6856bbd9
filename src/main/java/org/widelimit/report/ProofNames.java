package org.widelimit.report;

import static org.widelimit.verification.SpectralCalculus.COMPONENT;
import static org.widelimit.verification.SpectralCalculus.EIGENVALUE;
import static org.widelimit.verification.SpectralCalculus.LARGEST;
import static org.widelimit.verification.SpectralCalculus.SIZE_NAME;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the numbers that a proof gives names to are printed. */
final class ProofNames {

  private static final Pattern NUMBERED = Pattern.compile("(average|norm|cosine|trace)(\\d+)");

  private ProofNames() {}

  /**
   * Returns the TeX of the names in a step.
   *
   * @param names those of the file, which come first
   * @param present the names in the step
   */
  static Map<String, String> of(Map<String, String> names, Set<String> present) {
    Map<String, String> all = new HashMap<>(names);
    for (String name : present) {
      tex(name, names).ifPresent(tex -> all.putIfAbsent(name, tex));
    }
    return all;
  }

  private static Optional<String> tex(String name, Map<String, String> names) {
    if (name.startsWith(COMPONENT)) {
      String vector = MathTex.name(name.substring(COMPONENT.length()), names);
      boolean simple = vector.matches("\\\\?[A-Za-z]+");
      return Optional.of((simple ? vector : "\\left(" + vector + "\\right)") + "_{i}");
    }
    if (name.startsWith(EIGENVALUE)) {
      return Optional.of("\\lambda_{i}");
    }
    if (name.startsWith(LARGEST)) {
      return Optional.of("\\lambda_{\\max}");
    }
    if (name.equals(SIZE_NAME)) {
      return Optional.of("\\dim");
    }
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches()
        ? Optional.of("\\mathrm{" + numbered.group(1) + "}_{" + numbered.group(2) + "}")
        : Optional.empty();
  }
}
