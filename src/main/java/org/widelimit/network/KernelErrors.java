package org.widelimit.network;

import org.widelimit.numeric.Bounded;

/**
 * Bounds of the errors of a {@link KernelState}.
 *
 * @param p of the first variance, relative
 * @param q of the second variance, relative
 * @param complement of {@code 1 - |rho|}, absolute
 * @param tangentP of the first input's tangent kernel, absolute
 * @param tangentQ of the second input's tangent kernel, absolute
 * @param tangent of the pair's tangent kernel, absolute
 * @param joint whether both variances are one number, so that their errors are the same
 */
record KernelErrors(
    double p,
    double q,
    double complement,
    double tangentP,
    double tangentQ,
    double tangent,
    boolean joint) {

  private static final double U = Bounded.ROUNDING;

  /** Returns the errors of an input taken as exact. */
  static KernelErrors none(KernelState input) {
    return new KernelErrors(0, 0, 0, 0, 0, 0, input.p() == input.q());
  }

  /** Returns the absolute error of the state's covariance. */
  double covariance(KernelState state) {
    double scale = Math.sqrt(state.p()) * Math.sqrt(state.q());
    return Math.abs(state.covariance()) * ((p + q) / 2 + 4 * U) + scale * complement;
  }

  /** Returns the errors above a linear layer, {@link KernelRecursion}. */
  KernelErrors linear(
      KernelState below,
      KernelState above,
      double sigmaW2,
      double sigmaB2,
      double ownWeights,
      double ownBiases) {
    double aboveP = relativeAfterBias(below.p(), above.p(), sigmaW2, p);
    double aboveQ = relativeAfterBias(below.q(), above.q(), sigmaW2, q);
    return new KernelErrors(
        aboveP,
        aboveQ,
        linearComplement(below, above, sigmaW2, sigmaB2),
        tangent(
            ownWeights, ownBiases, sigmaW2, below.p(), below.p() * p, below.tangentP(), tangentP),
        tangent(
            ownWeights, ownBiases, sigmaW2, below.q(), below.q() * q, below.tangentQ(), tangentQ),
        tangent(
            ownWeights,
            ownBiases,
            sigmaW2,
            below.covariance(),
            covariance(below),
            below.tangent(),
            tangent),
        joint);
  }

  private static double relativeAfterBias(
      double below, double above, double sigmaW2, double relative) {
    return above == 0 ? 0 : sigmaW2 * below / above * relative + 3 * U;
  }

  private static double tangent(
      double ownWeights,
      double ownBiases,
      double sigmaW2,
      double kernel,
      double kernelError,
      double tangent,
      double tangentError) {
    double size = Math.abs(ownWeights * kernel) + ownBiases + Math.abs(sigmaW2 * tangent);
    return ownWeights * kernelError + sigmaW2 * tangentError + 4 * U * size;
  }

  /**
   * The complement above is {@code w c + d} with {@code w = sigmaW^2 sqrt(p q)/sqrt(p' q')}, and
   * {@code d} what the bias adds. The relative slope of {@code w} in {@code p} is {@code
   * sigmaB^2/(2 p')}.
   */
  private double linearComplement(
      KernelState below, KernelState above, double sigmaW2, double sigmaB2) {
    double scale = Math.sqrt(above.p()) * Math.sqrt(above.q());
    if (scale == 0) {
      return 0;
    }
    double old = Math.sqrt(below.p()) * Math.sqrt(below.q());
    double weight = sigmaW2 * old / scale;
    boolean far = above.correlation().rho() < 0;
    double distance = far ? below.correlation().complement() : below.correlation().defect();
    double first = weight * distance * (sigmaB2 * (p / above.p() + q / above.q()) / 2 + 10 * U);
    double rest = far ? 1 - weight : 0;
    double second = rest * (p + q + 12 * U);
    double difference = (below.p() - below.q()) / Math.max(norm(below), Double.MIN_NORMAL);
    double apart = joint ? 0 : (Math.sqrt(below.p()) * p + Math.sqrt(below.q()) * q) / 2;
    double factor = sigmaW2 * sigmaB2 / (scale + sigmaW2 * old + sigmaB2) / scale;
    double size = Math.abs(difference);
    double third = factor * ((2 * size + apart) * apart + size * size * (p + q + 16 * U));
    return weight * complement
        + first
        + second
        + (far ? 0 : third)
        + 4 * U * above.correlation().complement();
  }

  private static double norm(KernelState state) {
    return Math.sqrt(state.p()) + Math.sqrt(state.q());
  }

  /** Returns the errors above dropout. */
  KernelErrors dropout(double keepRate) {
    return new KernelErrors(
        p + U,
        q + U,
        keepRate * complement + 8 * U,
        tangentP / keepRate,
        tangentQ / keepRate,
        tangent,
        joint);
  }

  /** Returns the errors above layer norm. */
  KernelErrors normalized(KernelState below) {
    double scale = Math.sqrt(below.p()) * Math.sqrt(below.q());
    return new KernelErrors(
        0,
        0,
        complement,
        (tangentP + Math.abs(below.tangentP()) * (p + 2 * U)) / below.p(),
        (tangentQ + Math.abs(below.tangentQ()) * (q + 2 * U)) / below.q(),
        (tangent + Math.abs(below.tangent()) * ((p + q) / 2 + 4 * U)) / scale,
        true);
  }

  /** Returns the errors of the sum of two independent signals. */
  KernelErrors plus(KernelErrors other, KernelState a, KernelState b, KernelState sum) {
    double scale = Math.sqrt(sum.p()) * Math.sqrt(sum.q());
    boolean both = joint && other.joint;
    double aboveP = sum.p() == 0 ? 0 : (a.p() * p + b.p() * other.p) / sum.p() + U;
    double aboveQ = sum.q() == 0 ? 0 : (a.q() * q + b.q() * other.q) / sum.q() + U;
    double complements = 0;
    if (scale > 0) {
      double wa = Math.sqrt(a.p()) * Math.sqrt(a.q()) / scale;
      double wb = Math.sqrt(b.p()) * Math.sqrt(b.q()) / scale;
      // The relative slope of wa in either variance of a is half of b's share, and of b the same.
      double weights =
          wa
                  * a.correlation().defect()
                  * ((p + other.p) * b.p() / sum.p() + (q + other.q) * b.q() / sum.q())
                  / 2
              + wb
                  * b.correlation().defect()
                  * ((p + other.p) * a.p() / sum.p() + (q + other.q) * a.q() / sum.q())
                  / 2;
      double left = Math.sqrt(a.p()) * Math.sqrt(b.q());
      double right = Math.sqrt(b.p()) * Math.sqrt(a.q());
      double cross = Math.abs(left - right);
      double moved =
          both && left == right
              ? 0
              : (left * (p + other.q) + right * (q + other.p)) / 2 + 3 * U * (left + right);
      double crossing = (2 * cross + moved) * moved / (scale * scale);
      complements =
          wa * complement
              + wb * other.complement
              + weights
              + crossing
              + cross * cross / (scale * scale) * (p + q + other.p + other.q)
              + 12 * U * sum.correlation().defect()
              + (sum.correlation().rho() < 0 ? 4 * U : 0);
    }
    return new KernelErrors(
        aboveP,
        aboveQ,
        complements,
        tangentP + other.tangentP + U * Math.abs(sum.tangentP()),
        tangentQ + other.tangentQ + U * Math.abs(sum.tangentQ()),
        tangent + other.tangent + U * (Math.abs(a.tangent()) + Math.abs(b.tangent())),
        both);
  }
}
