package org.widelimit.verification;

import java.util.Map;

/**
 * One point at which a claim is tried.
 *
 * @param values the values of the claim's real symbols, for the report
 * @param setting what else was drawn, in words: the network, the vectors; or empty
 * @param evaluator evaluates expressions there
 */
record Trial(Map<String, Double> values, String setting, Evaluator evaluator) {}
