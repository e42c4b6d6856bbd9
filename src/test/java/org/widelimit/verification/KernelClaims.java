package org.widelimit.verification;

import java.util.List;

/**
 * Closed forms of the kernels of deep networks, composed from the literature's forms of one layer,
 * as the text of claims.
 *
 * @param activation the name
 * @param dual {@code E[phi(u) phi(v)]} at equal variances Q and covariance K
 * @param slope {@code E[phi'(u) phi'(v)]} there
 * @param moment {@code E[phi(u)^2]} at variance Q
 */
public record KernelClaims(String activation, String dual, String slope, String moment) {

  /** Cho and Saul 2009; Williams 1997; Pearce et al. 2020 for sine; Tsuchida et al. 2020. */
  public static final List<KernelClaims> LITERATURE =
      List.of(
          new KernelClaims(
              "relu",
              "(Sqrt[Q^2 - K^2] + K (Pi - ArcCos[K/Q]))/(2 Pi)",
              "(Pi - ArcCos[K/Q])/(2 Pi)",
              "Q/2"),
          new KernelClaims(
              "erf",
              "2/Pi ArcSin[2 K/(1 + 2 Q)]",
              "4/(Pi Sqrt[(1 + 2 Q)^2 - 4 K^2])",
              "2/Pi ArcSin[2 Q/(1 + 2 Q)]"),
          new KernelClaims("sin", "Exp[-Q] Sinh[K]", "Exp[-Q] Cosh[K]", "(1 - Exp[-2 Q])/2"),
          new KernelClaims(
              "gelu",
              "K/4 + ((K^2 + Q^2 ((1 + Q)^2 - K^2))/((1 + Q)^2 Sqrt[(1 + Q)^2 - K^2])"
                  + " + K ArcTan[K/Sqrt[(1 + Q)^2 - K^2]])/(2 Pi)",
              // The derivative of the form above by the covariance (Price's theorem).
              "1/4 + (ArcTan[K/Sqrt[(1 + Q)^2 - K^2]] + K/Sqrt[(1 + Q)^2 - K^2]"
                  + " + (2 K - Q^2 K)/((1 + Q)^2 Sqrt[(1 + Q)^2 - K^2])"
                  + " + K^3/((1 + Q)^2 ((1 + Q)^2 - K^2)^(3/2)))/(2 Pi)",
              "Q/4 + (Q^2 + Q^2 (1 + 2 Q))/(2 Pi (1 + Q)^2 Sqrt[1 + 2 Q])"
                  + " + Q ArcTan[Q/Sqrt[1 + 2 Q]]/(2 Pi)"));

  /** Returns the variance after so many hidden layers, as text in q, sigmaW and sigmaB. */
  String variance(int hidden) {
    return hidden == 0
        ? "q"
        : "(sigmaW^2 (" + moment.replaceAll("\\bQ\\b", variance(hidden - 1)) + ") + sigmaB^2)";
  }

  /** Returns the covariance, in c as well. */
  public String covariance(int hidden) {
    return hidden == 0 ? "(c q)" : "(sigmaW^2 (" + at(dual, hidden - 1) + ") + sigmaB^2)";
  }

  /** Returns the tangent kernel. */
  public String tangent(int hidden) {
    return hidden == 0
        ? covariance(0)
        : "("
            + covariance(hidden)
            + " + sigmaW^2 "
            + tangent(hidden - 1)
            + " ("
            + at(slope, hidden - 1)
            + "))";
  }

  private String at(String form, int hidden) {
    return form.replaceAll("\\bQ\\b", variance(hidden)).replaceAll("\\bK\\b", covariance(hidden));
  }
}
