package org.widelimit.gaussian.dual;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Closed forms of the dual activations of functions with kinks, as text in p, q and r, by other
 * means than the engine's.
 *
 * <p>Clipped lines are sums of shifted ReLUs, whose dual is a moment of the truncated bivariate
 * normal law (Rosenbaum 1961, J. R. Statist. Soc. B 23, 405-408). Functions with an exponential
 * below 0 follow from the same moments by completing the square: {@code E[Exp[b v] g(u, v)] =
 * Exp[b^2 q/2] E[g(u + b r, v + b q)]}. {@code x} times a clipped line follows by Stein's lemma.
 */
public final class KinkedDuals {

  private static final String RHO = "(r/Sqrt[p q])";
  private static final String REST = "Sqrt[1 - r^2/(p q)]";

  private KinkedDuals() {}

  /** Returns the forms by the name of the activation. */
  public static Map<String, String> all() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("relu6", clipped("0", "6"));
    forms.put("hardTanh", clipped("-1", "1") + " - 1");
    forms.put("hardSigmoid", "(" + clipped("-3", "3") + ")/36");
    forms.put("hardSwish", "(" + second("-3", "3") + ")/36");
    forms.put("elu", exponential("1", "1", "1"));
    forms.put("celu[2]", exponential("1", "2", "1/2"));
    forms.put("selu", exponential(SCALE, SLOPE, "1"));
    return forms;
  }

  /** Of Klambauer et al. 2017, eq. 14, to the digits of the catalogue. */
  private static final String SCALE =
      "1.050700987355480493419334985294606351958981204376404546977878388";

  private static final String SLOPE =
      "1.673263242354377284817042991671652038461155348281216270915244834";

  private static String density(String x) {
    return "Exp[-(" + x + ")^2/2]/Sqrt[2 Pi]";
  }

  private static String normal(String x) {
    return "(1 + Erf[(" + x + ")/Sqrt[2]])/2";
  }

  /** P(u > h, v > k). */
  private static String above(String h, String k) {
    return "BivariateNormalCDF[-(%s)/Sqrt[p], -(%s)/Sqrt[q], %s]".formatted(h, k, RHO);
  }

  /** E[(u - h)_+ (v - k)_+], from m11, m10 and m01 of Rosenbaum 1961. */
  private static String shifted(String rawH, String rawK) {
    String h = "((" + rawH + ")/Sqrt[p])";
    String k = "((" + rawK + ")/Sqrt[q])";
    String qk = normal("(" + RHO + " " + h + " - " + k + ")/" + REST);
    String qh = normal("(" + RHO + " " + k + " - " + h + ")/" + REST);
    String both = above(rawH, rawK);
    String m10 = "(%s %s + %s %s %s)".formatted(density(h), qk, RHO, density(k), qh);
    String m01 = "(%s %s + %s %s %s)".formatted(density(k), qh, RHO, density(h), qk);
    String m11 =
        "(%1$s %2$s + %1$s %3$s %4$s %5$s + %1$s %6$s %7$s %8$s + %9$s/(2 Pi) Exp[-(%3$s^2 - 2 %1$s %3$s %6$s + %6$s^2)/(2 (1 - %1$s^2))])"
            .formatted(RHO, both, h, density(h), qk, k, density(k), qh, REST);
    return "Sqrt[p q] (%s - %s %s - %s %s + %s %s %s)".formatted(m11, k, m10, h, m01, h, k, both);
  }

  /** The dual of {@code (x - a)_+ - (x - b)_+}. */
  private static String clipped(String a, String b) {
    return "%s - %s - %s + %s"
        .formatted(shifted(a, a), shifted(a, b), shifted(b, a), shifted(b, b));
  }

  /** E[Delta(u - h) (v - k)_+]. */
  private static String pinned(String h, String k, String p, String q) {
    String distance = "(r (%s)/%s - (%s))".formatted(h, p, k);
    String spread = "Sqrt[%s - r^2/%s]".formatted(q, p);
    return "%s/Sqrt[%s] (%s %s + %s %s)"
        .formatted(
            density("(" + h + ")/Sqrt[" + p + "]"),
            p,
            spread,
            density(distance + "/" + spread),
            distance,
            normal(distance + "/" + spread));
  }

  /** E[u (u - h)_+ v (v - k)_+], by Stein's lemma twice. */
  private static String weighted(String h, String k) {
    return "((p q + r^2) %s + r (%s) + p r (%s) + q r (%s))"
        .formatted(above(h, k), shifted(h, k), pinned(h, k, "p", "q"), pinned(k, h, "q", "p"));
  }

  private static String second(String a, String b) {
    return "%s - %s - %s + %s"
        .formatted(weighted(a, a), weighted(a, b), weighted(b, a), weighted(b, b));
  }

  /** The dual of {@code scale (x_+ + slope (Exp[rate x] - 1) for x < 0)}. */
  private static String exponential(String scale, String slope, String rate) {
    String relu = "(Sqrt[p q - r^2] + r (Pi - ArcCos[r/Sqrt[p q]]))/(2 Pi)";
    String mixed = "(%s + %s)".formatted(mixed("p", "q", rate), mixed("q", "p", rate));
    String below =
        "(Exp[b^2 (p + q + 2 r)/2] BivariateNormalCDF[-b (p + r)/Sqrt[p], -b (q + r)/Sqrt[q], %1$s]"
            + " - Exp[b^2 p/2] BivariateNormalCDF[-b Sqrt[p], -b r/Sqrt[q], %1$s]"
            + " - Exp[b^2 q/2] BivariateNormalCDF[-b r/Sqrt[p], -b Sqrt[q], %1$s]"
            + " + BivariateNormalCDF[0, 0, %1$s])";
    return "(%s)^2 (%s + (%s) %s + (%s)^2 %s)"
        .formatted(
            scale,
            relu,
            slope,
            mixed,
            slope,
            below.formatted(RHO).replaceAll("\\bb\\b", "(" + rate + ")"));
  }

  /** E[u_+ (Exp[b v] - 1); v < 0], u of variance p and v of variance q. */
  private static String mixed(String p, String q, String rate) {
    String b = "(" + rate + ")";
    return "(Exp[%1$s^2 %2$s/2] (%3$s) - (%4$s))"
        .formatted(b, q, partial(b + " r", b + " " + q, p, q), partial("0", "0", p, q));
  }

  /** E[(u + m)_+; v + n < 0]: m10 of Rosenbaum 1961, and a probability. */
  private static String partial(String m, String n, String p, String q) {
    String h = "(-(%s)/Sqrt[%s])".formatted(m, p);
    String k = "(-(%s)/Sqrt[%s])".formatted(n, q);
    return "Sqrt[%s] (%s %s - %s %s %s) + (%s) BivariateNormalCDF[-%s, %s, -%s]"
        .formatted(
            p,
            density(h),
            normal("(" + k + " - " + RHO + " " + h + ")/" + REST),
            RHO,
            density(k),
            normal("(" + RHO + " " + k + " - " + h + ")/" + REST),
            m,
            h,
            k,
            RHO);
  }
}
