package org.widelimit.report.text;

import static org.widelimit.verification.claim.SpectralNames.COMPONENT;
import static org.widelimit.verification.claim.SpectralNames.EIGENVALUE;
import static org.widelimit.verification.claim.SpectralNames.LARGEST;
import static org.widelimit.verification.claim.SpectralNames.SIZE;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.InternalNames;

/** How the numbers that a proof gives names to are printed. */
final class ProofNames {

  private static final Pattern NUMBERED = Pattern.compile("(average|norm|cosine|trace)\\$(\\d+)");

  private static final String OF_VECTOR = InternalNames.prefix(COMPONENT);

  private ProofNames() {}

  /** Returns whether a name is printed in a form of its own. */
  static boolean hasForm(String name) {
    return tex(name, Map.of()).isPresent();
  }

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
    if (name.startsWith(OF_VECTOR)) {
      String vector = MathTex.name(name.substring(OF_VECTOR.length()), names);
      boolean simple = vector.matches("\\\\?[A-Za-z]+");
      return Optional.of((simple ? vector : "\\left(" + vector + "\\right)") + "_{i}");
    }
    if (name.startsWith(InternalNames.prefix(EIGENVALUE))) {
      return Optional.of("\\lambda_{i}");
    }
    if (name.startsWith(InternalNames.prefix(LARGEST))) {
      return Optional.of("\\lambda_{\\max}");
    }
    if (name.equals(SIZE.name())) {
      return Optional.of("\\dim");
    }
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches()
        ? Optional.of("\\mathrm{" + numbered.group(1) + "}_{" + numbered.group(2) + "}")
        : Optional.empty();
  }
}
