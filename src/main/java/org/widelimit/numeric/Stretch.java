package org.widelimit.numeric;

/**
 * Numbers between which a sign could not be decided: what is sought is nearer to 0 there than the
 * digits reach, so that there may or may not be a point.
 *
 * @param lower the lower end
 * @param upper the upper end
 */
public record Stretch(double lower, double upper) {}
