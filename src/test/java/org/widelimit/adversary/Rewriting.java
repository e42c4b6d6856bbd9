package org.widelimit.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes a claim that holds in another way, without a change of its meaning. */
final class Rewriting {

  private static final List<String> NAMES =
      List.of("alpha", "q0", "lambda", "xi", "theta2", "gamma");

  private Rewriting() {}

  /** Draws a true claim after one to three rewritings. */
  static TrueClaim draw(RandomGenerator random) {
    TrueClaim claim = TrueClaim.ALL.get(random.nextInt(TrueClaim.ALL.size()));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      claim = rewritten(claim, random);
    }
    return claim;
  }

  private static TrueClaim rewritten(TrueClaim claim, RandomGenerator random) {
    if (random.nextInt(4) == 0) {
      return renamed(claim, random);
    }
    return switch (claim.kind()) {
      case EQUATION -> equation(claim, random);
      case INEQUALITY -> inequality(claim, random);
      case ODE -> ode(claim, random);
      case ASYMPTOTIC -> ratio(claim, random);
    };
  }

  private static TrueClaim renamed(TrueClaim claim, RandomGenerator random) {
    List<String> names = new ArrayList<>(new java.util.TreeSet<>(claim.symbols().keySet()));
    names.removeAll(List.of("t", "l"));
    names.removeIf(name -> !claim.symbols().get(name).isOfNumbers());
    String to = NAMES.get(random.nextInt(NAMES.size()));
    return names.isEmpty() || claim.symbols().containsKey(to)
        ? claim
        : claim.renamed(names.get(random.nextInt(names.size())), to);
  }

  private static TrueClaim equation(TrueClaim claim, RandomGenerator random) {
    String left = claim.left();
    String right = claim.right();
    String factor = factor(claim, random);
    return switch (random.nextInt(9)) {
      case 0 -> claim.withSides(right, left);
      case 1 -> claim.withSides(left + " - (" + right + ")", "0");
      case 2 -> claim.withSides("2 + " + left, right + " + 2");
      case 3 ->
          claim.withSides("(" + left + ") (" + factor + ")", "(" + factor + ") (" + right + ")");
      case 4 -> claim.withSides("(" + left + ")^2 - (" + right + ")^2", "0");
      case 5 -> claim.withSides("Exp[" + left + " - (" + right + ")]", "1");
      case 6 -> claim.withSides("(3 (" + left + ") + " + right + ")/4", right);
      case 7 ->
          claim.withSides(
              "Piecewise[{{%s, %s}}, %s]".formatted(left, condition(claim), right), right);
      default -> claim.withSides("-(" + right + ")", "-(" + left + ")");
    };
  }

  private static String condition(TrueClaim claim) {
    return claim.symbols().keySet().stream()
        .filter(name -> claim.symbols().get(name).isOfNumbers())
        .sorted()
        .findFirst()
        .map(s -> s + " > 1")
        .orElse("1 > 0");
  }

  private static String factor(TrueClaim claim, RandomGenerator random) {
    List<String> names = new ArrayList<>(new java.util.TreeSet<>(claim.symbols().keySet()));
    names.removeIf(name -> !claim.symbols().get(name).isOfNumbers());
    return names.isEmpty() ? "3/7" : "1 + " + names.get(random.nextInt(names.size())) + "^2";
  }

  private static TrueClaim inequality(TrueClaim claim, RandomGenerator random) {
    String left = claim.left();
    String right = claim.right();
    return switch (random.nextInt(5)) {
      case 0 -> claim.withSides("-(" + right + ")", "-(" + left + ")");
      case 1 -> claim.withSides(left + " - (" + right + ")", "0");
      case 2 -> claim.withSides("(" + left + " + " + right + ")/2", right);
      case 3 -> claim.withSides("3/2 (" + left + ")", "3/2 (" + right + ")");
      default -> {
        String factor = factor(claim, random);
        yield claim.withSides(
            "(" + left + ") (" + factor + ")", "(" + factor + ") (" + right + ")");
      }
    };
  }

  private static TrueClaim ode(TrueClaim claim, RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> claim.withSides("(2 (" + claim.left() + "))/2", claim.right());
      case 1 -> claim.withSides(claim.left() + " + f[t] - (" + claim.right() + ")", claim.right());
      default -> claim.withSides(claim.left(), "(" + claim.right() + ") (1 + t^2)/(1 + t^2)");
    };
  }

  private static TrueClaim ratio(TrueClaim claim, RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> claim.withSides("3 (" + claim.left() + ")", "3 (" + claim.right() + ")");
      case 1 -> claim.withSides("(" + claim.left() + ") (1 + 40/l)", claim.right());
      case 2 -> claim.withSides("(" + claim.left() + ") (1 + 30 Log[l]/l)", claim.right());
      default -> claim.withSides("(" + claim.left() + ") (1 + Cos[Pi l]/l)", claim.right());
    };
  }
}
