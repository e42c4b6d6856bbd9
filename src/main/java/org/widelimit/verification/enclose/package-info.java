/**
 * Claims on their whole domain: {@link DomainCheck} asks the enclosures, {@link PointEnclosure}
 * encloses at exact points, where words stand for their definitions.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.enclose;
