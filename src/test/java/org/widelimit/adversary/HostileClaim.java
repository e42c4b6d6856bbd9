package org.widelimit.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.widelimit.adversary.TrueClaim.Kind;
import org.widelimit.adversary.TrueClaim.Range;

/**
 * A claim that is false, made from one that holds by a change that is easy to miss.
 *
 * @param change the kind of the change
 * @param claim the false claim
 * @param share the share of the domain on which the sides differ, roughly
 * @param difference by how much they differ there, relative to the larger side, at least
 */
record HostileClaim(String change, TrueClaim claim, double share, double difference) {

  /** Names that an engine might use for itself. */
  private static final List<String> NAMES =
      List.of(
          "iterate",
          "unknown",
          "normal",
          "parameter0",
          "largestEigenvalueOfK",
          "eigenvalueOfK",
          "numberOfEigenvalues",
          "componentOfv",
          "node",
          "index",
          "dummy",
          "w",
          "y",
          "k1");

  /** Returns whether finite evidence must not support the claim: it is off by more than 1 %. */
  boolean isWide() {
    return share > 1e-3 && difference > 0.02;
  }

  /** Draws one. */
  static HostileClaim draw(RandomGenerator random) {
    TrueClaim truth = TrueClaim.ALL.get(random.nextInt(TrueClaim.ALL.size()));
    if (truth.kind() == Kind.ASYMPTOTIC) {
      return ratio(truth, random);
    }
    boolean inside = truth.left().contains(TrueClaim.INSIDE);
    if (inside && random.nextInt(3) == 0) {
      return average(truth, random);
    }
    if (truth.symbols().isEmpty() || random.nextInt(4) == 0) {
      return extraSymbol(truth, random);
    }
    List<String> names = new ArrayList<>(new java.util.TreeSet<>(truth.symbols().keySet()));
    if (truth.kind() == Kind.ODE) {
      names.retainAll(List.of("t"));
    }
    names.remove("r");
    TrueClaim known = truth;
    names.removeIf(name -> !known.symbols().get(name).isOfNumbers());
    names.removeIf(name -> known.symbols().get(name).text().startsWith("integers"));
    if (names.isEmpty()) {
      return extraSymbol(truth, random);
    }
    String name = names.get(random.nextInt(names.size()));
    TrueClaim base = truth;
    if (truth.kind() != Kind.ODE && random.nextInt(5) == 0) {
      String other = NAMES.get(random.nextInt(NAMES.size()));
      if (!truth.symbols().containsKey(other)) {
        base = truth.renamed(name, other);
        name = other;
      }
    }
    double size = 1 + random.nextInt(9);
    Change change = Change.along(name, base.symbols().get(name), size, random);
    if (change.share == 0 && truth.kind() != Kind.EQUATION) {
      // Too small to pass the other side of an inequality, or to move a solution.
      change = Change.peak(name, base.symbols().get(name), size, random);
    }
    // A side that is 0 on a part of the domain may be multiplied by anything there.
    boolean zero = base.right().contains("Max[0");
    if (base.kind() == Kind.EQUATION && !zero && change.share > 0 && random.nextInt(4) == 0) {
      return new HostileClaim(
          change.kind + " as a factor", factored(base, change.formula), change.share, 0.5);
    }
    boolean large = base.kind() == Kind.INEQUALITY;
    return new HostileClaim(
        change.kind,
        placed(base, change.formula, random),
        large ? change.shareOfLarge() : change.share,
        size / (size + base.size()));
  }

  /** Multiplies a side that is not 0 by what is 1 or close to it on most of the domain. */
  private static TrueClaim factored(TrueClaim base, String formula) {
    return base.right().equals("0")
        ? base.withSides("(" + base.left() + ") (1 + " + formula + ")", base.right())
        : base.withSides(base.left(), "(" + base.right() + ") (1 + " + formula + ")");
  }

  /** A summand that vanishes at numbers that somebody might try, in a symbol of its own. */
  private static HostileClaim extraSymbol(TrueClaim truth, RandomGenerator random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    if (truth.symbols().containsKey(name)) {
      name = "s0";
    }
    int form = random.nextInt(6);
    TrueClaim base = truth.with(name, form < 4 ? Range.open(0, 3) : Range.integers(1, 500_000));
    String formula =
        switch (form) {
          case 0 -> "(%s - 1)";
          case 1 -> "Log[%s]";
          case 2 -> "%s (%s - 1) (%s - 2)";
          case 3 -> "Sin[Pi %s]^2";
          case 4 -> "(%s - 1) Floor[%s/3000]";
          default -> "(%s - 1) (%s - 2) (%s - 3)";
        };
    if (truth.kind() == Kind.INEQUALITY) {
      formula = "1000 (" + formula + ")^2";
    }
    return new HostileClaim(
        "extra symbol",
        placed(base, formula.replace("%s", name), random),
        0.5,
        0.5 / (1 + truth.size()));
  }

  private static TrueClaim placed(TrueClaim base, String formula, RandomGenerator random) {
    return switch (base.kind()) {
      case INEQUALITY -> base.withSides(base.left() + " + 100 (" + formula + ")", base.right());
      case ODE -> base.withSides(base.left() + " + " + formula, base.right());
      default ->
          random.nextBoolean()
              ? base.withSides(base.left() + " + " + formula, base.right())
              : base.withSides(base.left(), base.right() + " + " + formula);
    };
  }

  /** A peak of the integrand, anywhere and of any width. */
  private static HostileClaim average(TrueClaim truth, RandomGenerator random) {
    String variable = truth.left().contains("[x]" + TrueClaim.INSIDE) ? "x" : "z";
    double size = 1 + random.nextInt(50);
    Change peak = Change.peak(variable, Range.open(-2, 2), size, random);
    double mass = peak.share * 4 * size * 0.05;
    TrueClaim changed =
        truth.withSides(
            truth.left().replace(TrueClaim.INSIDE, " + " + peak.formula), truth.right());
    if (truth.kind() == Kind.INEQUALITY) {
      // An upper bound of 1 is passed only by what is large.
      return new HostileClaim(
          "peak inside",
          truth.withSides(
              truth.left().replace(TrueClaim.INSIDE, " + 10^9 (" + peak.formula + ")"),
              truth.right()),
          1,
          0.5);
    }
    return new HostileClaim("peak inside", changed, 1, mass / (mass + truth.size()));
  }

  private static HostileClaim ratio(TrueClaim truth, RandomGenerator random) {
    int late = 1000 * (1 + random.nextInt(900));
    String factor =
        switch (random.nextInt(8)) {
          case 0 -> "(1 + Cos[Pi l]/%d)".formatted(3 + random.nextInt(20));
          case 1 -> "(1 + Sin[Log[l]]/%d)".formatted(3 + random.nextInt(20));
          case 2 -> "(1 + HeavisideTheta[l - %d]/10)".formatted(late);
          case 3 -> "(1 + 1/%d)".formatted(20 + random.nextInt(60));
          case 4 -> "Max[1, l/%d]".formatted(late);
          case 5 -> "(1 + l/10^8)";
          case 6 -> "(1 + Sin[l]^2/%d)".formatted(3 + random.nextInt(20));
          default -> "(1 + Cos[2 Pi l/%d]/9)".formatted(3 + random.nextInt(5));
        };
    return new HostileClaim(
        "ratio", truth.withSides("(" + truth.left() + ") " + factor, truth.right()), 1, 0.012);
  }

  /** A function of one symbol that is 0 or small on most of its domain. */
  private record Change(String kind, String formula, double share) {

    /**
     * Returns the share where a hundred times the change passes its size: of what fades gradually
     * that is more than where the change itself is about its size. {@code 100 t^n > 1} for {@code t
     * > 1 - 4.6/n}, and {@code 100 Exp[-(s x)^2] > 1} for {@code s x < 2.1}.
     */
    double shareOfLarge() {
      return switch (kind) {
        case "power" -> 8 * share;
        case "bump", "sech" -> 4 * share;
        default -> share;
      };
    }

    static Change along(String name, Range range, double size, RandomGenerator random) {
      if (random.nextBoolean()) {
        return peak(name, range, size, random);
      }
      String a = number(size);
      double share = Math.pow(10, -1 - 3 * random.nextDouble());
      String late = number(range.to() - share * range.length());
      String start = number(range.from());
      String length = number(range.length());
      return switch (random.nextInt(6)) {
        case 0 ->
            new Change("late jump", a + " HeavisideTheta[" + name + " - (" + late + ")]", share);
        case 1 ->
            new Change(
                "late growth",
                a + " Max[0, " + name + " - (" + late + ")]/" + number(share * range.length()),
                share / 2);
        case 2 ->
            new Change(
                "floor",
                a
                    + " Floor[("
                    + name
                    + " - ("
                    + start
                    + "))/"
                    + number((1 - share) * range.length())
                    + "]",
                share);
        case 3 ->
            new Change(
                "power",
                a + " ((" + name + " - (" + start + "))/" + length + ")^" + Math.round(1 / share),
                share / 2);
        case 4 -> {
          String turn = number(inside(range, random));
          yield new Change("one point", a + " (1 - Sign[" + name + " - (" + turn + ")]^2)", 0);
        }
        default -> {
          String turn = number(inside(range, random));
          int k = 2 + random.nextInt(6);
          yield new Change("tiny", "10^-" + k + " (" + name + " - (" + turn + "))^2", 0);
        }
      };
    }

    static Change peak(String name, Range range, double size, RandomGenerator random) {
      String a = number(size);
      double centre = inside(range, random);
      double share = Math.pow(10, -1.5 - 4 * random.nextDouble());
      double half = share * range.length() / 2;
      String moved = "(" + name + " - (" + number(centre) + "))";
      String steep = number(1 / half);
      return switch (random.nextInt(5)) {
        case 0 -> new Change("bump", a + " Exp[-(" + steep + " " + moved + ")^2]", share / 2);
        case 1 -> new Change("sech", a + " Sech[" + steep + " " + moved + "]^2", share / 2);
        case 2 -> new Change("hat", a + " Max[0, 1 - " + steep + " Abs[" + moved + "]]", share / 2);
        case 3 ->
            new Change("window", a + " HeavisideTheta[1 - (" + steep + " " + moved + ")^2]", share);
        default ->
            new Change(
                "branch",
                "Piecewise[{{" + a + ", Abs[" + moved + "] < " + number(half) + "}}, 0]",
                share);
      };
    }

    private static double inside(Range range, RandomGenerator random) {
      return range.from() + range.length() * (0.03 + 0.94 * random.nextDouble());
    }

    /** Returns a number as a fraction of integers, which is what it is then. */
    private static String number(double value) {
      if (value == Math.rint(value) && Math.abs(value) < 1e9) {
        return String.valueOf((long) value);
      }
      long scale = Math.abs(value) < 1 ? 1_000_000_000L : 10_000;
      return String.format(Locale.ROOT, "(%d/%d)", Math.round(value * scale), scale);
    }
  }
}
