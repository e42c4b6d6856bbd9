package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.CertifiedMaps;
import org.widelimit.meanfield.CertifiedMaps.CriticalPoint;
import org.widelimit.meanfield.CertifiedMaps.Found;
import org.widelimit.meanfield.CertifiedMaps.Length;
import org.widelimit.meanfield.CertifiedMaps.Range;
import org.widelimit.meanfield.CertifiedMaps.Settled;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Critical points and fixed points with proofs, as lines of text and as JSON: each is the only one
 * in its interval, every printed interval holds the number, and lengths of which nothing is known
 * are named.
 */
public final class PhaseCertificate {

  /** The time of the processor for one search. */
  private static final Duration SEARCH = Duration.ofSeconds(60);

  private final CertifiedMaps maps;
  private final PhaseReport report;
  private final ObjectNode tree;

  /** Creates the part of a report that is certified. */
  public PhaseCertificate(Activation activation, PhaseReport report) {
    this.maps = new CertifiedMaps(activation);
    this.report = report;
    this.tree = report.json().putObject("certified");
  }

  /**
   * Adds the critical points at a bias variance.
   *
   * @param sigmaB2 the bias variance
   */
  public void critical(double sigmaB2) {
    Found<CriticalPoint> found = maps.critical(sigmaB2, Range.USUAL, SEARCH);
    report.say("");
    report.say("certified critical initializations (chi_1 = 1) at sigmaB2 = " + sigmaB2);
    ObjectNode node = tree.putObject("critical");
    node.put("sigmaB2", sigmaB2);
    covered(found, sigmaB2, "critical point", node);
    ArrayNode points = node.putArray("points");
    for (CriticalPoint point : found.points()) {
      ObjectNode at = points.addObject();
      say("sigmaW2", "sigmaW2", point.sigmaW2(), at);
      say("q*", "length", point.length(), at);
      say("slope of the length map", "lengthSlope", point.lengthSlope(), at);
    }
  }

  /**
   * Adds the fixed points of an initialization.
   *
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   */
  public void point(double sigmaW2, double sigmaB2) {
    RealInterval weight = RealInterval.of(sigmaW2);
    Found<Length> found = maps.lengths(weight, sigmaB2, Range.USUAL, SEARCH);
    report.say("");
    report.say("certified at sigmaW2 = %s, sigmaB2 = %s".formatted(sigmaW2, sigmaB2));
    ObjectNode node = tree.putObject("point");
    node.put("sigmaW2", sigmaW2).put("sigmaB2", sigmaB2);
    covered(found, sigmaB2, "fixed point", node);
    ArrayNode points = node.putArray("fixedPoints");
    for (Length point : found.points()) {
      ObjectNode at = points.addObject();
      say("q*", "length", point.length(), at);
      say("slope of the length map", "lengthSlope", point.slope(), at);
      CertifiedMaps.scale(point.slope()).ifPresent(scale -> say("xi_q", "lengthScale", scale, at));
      say("chi_1", "chi", point.chi(), at);
      at.put("phase", phase(point.chi()));
      report.say("    which is " + phase(point.chi()));
      Optional<Settled> settled = maps.correlation(weight, sigmaB2, point);
      if (settled.isEmpty()) {
        report.say("    the correlation that inputs are drawn to is open");
      }
      settled.ifPresent(
          limit -> {
            say("c*", "correlation", limit.limit(), at);
            say("chi_c*", "correlationSlope", limit.slope(), at);
            limit.depthScale().ifPresent(scale -> say("xi_c", "correlationScale", scale, at));
          });
    }
  }

  private static String phase(RealInterval chi) {
    return chi.hi() < 1 ? "ordered" : chi.lo() > 1 ? "chaotic" : "open";
  }

  /** Says how many there are, where that was looked for, and where it is open. */
  private <T> void covered(Found<T> found, double sigmaB2, String what, ObjectNode node) {
    double most = found.covered().hi();
    boolean all = sigmaB2 >= found.covered().lo();
    report.say(
        String.format(
            Locale.ROOT,
            "  %s with %s (%d intervals)",
            count(found.points().size(), found.isWhole(), what),
            all
                ? String.format(Locale.ROOT, "q up to %.6g, as q is at least sigmaB2", most)
                : String.format(Locale.ROOT, "q from %.3g to %.6g", found.covered().lo(), most),
            found.pieces()));
    node.put("from", all ? 0 : found.covered().lo()).put("to", most);
    node.put("whole", found.isWhole());
    ArrayNode open = node.putArray("open");
    List<RealInterval> stretches = found.open();
    for (RealInterval stretch : stretches) {
      report.say(
          String.format(
              Locale.ROOT,
              "  open: whether there are more between q = %.9g and %.9g",
              stretch.lo(),
              stretch.hi()));
      put(stretch, open.addObject());
    }
  }

  private static String count(int count, boolean whole, String what) {
    if (count == 0) {
      return whole ? "there is no " + what : "no " + what + " was found";
    }
    return (whole ? "exactly " : "at least ") + count + " " + what + (count == 1 ? "" : "s");
  }

  private void say(String label, String key, RealInterval value, ObjectNode node) {
    report.say("    %-24s %s".formatted(label, Words.enclosure(value)));
    put(value, node.putObject(key));
  }

  private static void put(RealInterval value, ObjectNode node) {
    node.set("lower", Words.json(value.lo()));
    node.set("upper", Words.json(value.hi()));
  }
}
