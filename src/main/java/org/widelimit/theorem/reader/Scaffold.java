package org.widelimit.theorem.reader;

/** A theorem file to start from. */
public final class Scaffold {

  /** What an id looks like: lower-case words with hyphens, areas before slashes. */
  public static final String ID = "[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*){0,8}";

  private Scaffold() {}

  /**
   * Returns a small theorem file that is sound and true as it stands.
   *
   * @param id the theorem's id, which {@link #ID} matches
   * @throws IllegalArgumentException if the id is malformed
   */
  public static String of(String id) {
    if (!id.matches(ID)) {
      throw new IllegalArgumentException("no id: " + id);
    }
    long depth = id.chars().filter(c -> c == '/').count();
    String name = id.substring(id.lastIndexOf('/') + 1).replace('-', ' ');
    String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return """
    # yaml-language-server: $schema=%stheorem.schema.json
    title: "%s"
    # source: poole2016, eq. 3            # a key of references.bib, and the place
    # statement: |
    #   In words, with TeX between dollar signs: $q_l$.
    activations:
      phi: [relu, tanh, erf]              # names of the catalogue, or expressions: "x Erf[x]"
    symbols:
      q:      {in: "(0, 20)"}
      sigmaW: {in: "(0, 3)", tex: \\sigma_w}
      sigmaB: {in: "[0, 2)", tex: \\sigma_b}
    claims:
      length-map:
        says: The length map is a Gaussian expectation of the squared activation.
        equation: LengthMap[phi, sigmaW, sigmaB][q] == sigmaW^2 E[phi[Sqrt[q] z]^2, z] + sigmaB^2
      without-bias:
        says: The bias cannot be left out.
        equation: LengthMap[phi, sigmaW, sigmaB][q] == sigmaW^2 E[phi[Sqrt[q] z]^2, z]
        expect: refuted
    """
        .formatted("../".repeat((int) depth), title);
  }
}
