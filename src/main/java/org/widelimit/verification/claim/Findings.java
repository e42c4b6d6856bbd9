package org.widelimit.verification.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Evidence;

/**
 * What the rungs found.
 *
 * @param evidence in the order of the rungs
 * @param controls the negative controls
 * @param repair the repair of a refuted claim, or null
 */
public record Findings(List<Evidence> evidence, Controls controls, @Nullable String repair) {}
