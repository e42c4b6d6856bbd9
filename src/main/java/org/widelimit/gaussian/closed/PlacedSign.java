package org.widelimit.gaussian.closed;

import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * A soft sign of one component of a Gaussian vector.
 *
 * @param component the index of the component
 * @param sign the soft sign
 */
record PlacedSign(int component, SoftSign sign) {

  /** Returns how far the mean of the component lies above the center of the sign. */
  ExactSum offset(GaussianLaw law) {
    return law.mean().get(component).minus(sign.center());
  }

  /** Returns the variance of the component with that of the noise of the sign. */
  RationalFunction variance(GaussianLaw law) {
    return law.variance(component).plus(sign.softness());
  }

  /** Returns the covariance of the components of two signs. */
  ExactSum covariance(PlacedSign other, GaussianLaw law) {
    return law.covariance(component, other.component);
  }
}
